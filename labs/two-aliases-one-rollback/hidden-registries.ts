import { textFile, type FileEntry, type FileTree } from '#container';
import { DELETED_STAGE } from '#formats';
import { Random } from '#harborlight';

/** A registry that no learner has seen. */
export interface HiddenRegistry {
  /** More than nine, so that text and number sort differently. */
  readonly versions: readonly HiddenVersion[];
  /** Passed. */
  readonly champion: number;
  /** Passed; another than the champion. */
  readonly challenger: number;
  /** A third that passed. */
  readonly third: number;
  /** Has the tag `failed`. */
  readonly failed: number;
  /** Has no tag validation_status. */
  readonly unvalidated: number;
  /** Its folder is there, and says that it was deleted; its tag says passed. */
  readonly deleted: number;
}

export interface HiddenVersion {
  readonly version: number;
  readonly runId: string;
  readonly source: string;
}

/** Draws a registry; its packages lie in `store`, a folder beside the registry's. */
export function drawRegistry(seed: string, store: string): HiddenRegistry {
  const random = new Random(`${seed}/registry`);
  const count = 11 + random.below(4);
  // The first and the last two stay whole: 1 and 10 look alike to a careless program, the last is the newest.
  const [deleted = 3, failed = 4, unvalidated = 5] = random
    .shuffled([2, 3, 4, 5, 6, 7])
    .slice(0, 3);
  const passed = random.shuffled([1, 8, 9, 10]);
  const [champion = 1, challenger = 8, third = 9] = passed;
  const hex = () => Array.from({ length: 31 }, () => random.below(16).toString(16)).join('');
  const versions = Array.from({ length: count }, (_, i) => {
    const runId = `d${hex()}`;
    return { version: i + 1, runId, source: `${store}/${runId}/artifacts/model` };
  });
  return { versions, champion, challenger, third, failed, unvalidated, deleted };
}

/** What an audit trail holds before anybody is asked to add to it. */
export const OLD_TRAIL =
  '{"ts":"2026-03-02T08:15:00Z","action":"promote","model":"loan-default","from":null,"to":1,"by":"ines","reason":"the first that may decide"}\n';

/** The registry's files, from its folder. `champion: false` leaves that alias out, as before anybody was promoted. */
export function registryFiles(
  { versions, champion, challenger, failed, unvalidated, deleted }: HiddenRegistry,
  options: { readonly champion: boolean },
): FileTree {
  const stamp = (name: string) =>
    `creation_timestamp: 1772000000000\nlast_updated_timestamp: 1772000000000\nname: ${name}\n`;
  const meta = (name: string, number: number, runId: string, source: string, stage: string) =>
    textFile(
      `${stamp(name)}current_stage: ${stage}\ndescription: null\nrun_id: ${runId}\nsource: ${source}\nstatus: READY\nversion: ${number}\n`,
    );
  const folder = 'models/loan-default';
  const own = versions.flatMap(({ version, runId, source }): [string, FileEntry][] => {
    const stage = version === deleted ? DELETED_STAGE : 'None';
    const files: [string, FileEntry][] = [
      [
        `${folder}/version-${version}/meta.yaml`,
        meta('loan-default', version, runId, source, stage),
      ],
    ];
    if (version !== unvalidated) {
      const status = version === failed ? 'failed' : 'passed';
      files.push([`${folder}/version-${version}/tags/validation_status`, textFile(status)]);
    }
    return files;
  });
  return {
    'audit.jsonl': textFile(OLD_TRAIL),
    [`${folder}/meta.yaml`]: textFile(`${stamp('loan-default')}description: null\n`),
    ...Object.fromEntries(own),
    ...(options.champion ? { [`${folder}/aliases/champion`]: textFile(String(champion)) } : {}),
    [`${folder}/aliases/challenger`]: textFile(String(challenger)),
    // A model of another team's: nobody asked to touch it.
    'models/churn/meta.yaml': textFile(`${stamp('churn')}description: null\n`),
    'models/churn/version-1/meta.yaml': meta('churn', 1, 'd00', 'elsewhere/churn', 'None'),
    'models/churn/aliases/champion': textFile('1'),
  };
}

/** The packages that the versions name, from the store's folder. */
export function storeFiles({ versions }: HiddenRegistry): FileTree {
  return Object.fromEntries(
    versions.map(({ runId }) => [`${runId}/artifacts/model/MLmodel`, textFile('flavors: {}\n')]),
  );
}

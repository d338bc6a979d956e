import {
  cannotTell,
  holds,
  programFault,
  runDoesNotHold,
  runPythonBatch,
  type BatchRun,
  type Check,
  type SharedLook,
} from '#grading';
import {
  drawRegistry,
  registryFiles,
  storeFiles,
  type HiddenRegistry,
} from './hidden-registries.ts';
import { REGISTRY } from './registry-checks.ts';

const PATH = 'tools/resolve.py';

interface Asked {
  readonly kind: 'found' | 'refused' | 'listed';
  /** For the reader. */
  readonly given: string;
  readonly argv: readonly string[];
  /** Lines that must be printed; none for what is refused. */
  readonly expected: readonly string[];
  readonly run: BatchRun;
}

type Question = Omit<Asked, 'run'>;

function questions(hidden: HiddenRegistry, folder: string): readonly Question[] {
  const { versions, champion, challenger, deleted } = hidden;
  const newest = versions.length;
  const source = (number: number) => versions[number - 1]?.source ?? '';
  const ask = (uri: string) => [uri, '--registry', folder];
  const found = (given: string, uri: string, number: number): Question => ({
    kind: 'found',
    given,
    argv: ask(uri),
    expected: [source(number)],
  });
  const refused = (given: string, uri: string, registry = folder): Question => ({
    kind: 'refused',
    given,
    argv: [uri, '--registry', registry],
    expected: [],
  });
  const there = versions.map(({ version }) => version).filter((number) => number !== deleted);
  return [
    found('version 1 of a registry with more than nine', 'models:/loan-default/1', 1),
    found('version 10', 'models:/loan-default/10', 10),
    found('the newest version', `models:/loan-default/${newest}`, newest),
    found('the champion', 'models:/loan-default@champion', champion),
    found('the challenger', 'models:/loan-default@challenger', challenger),
    refused('a version that never was', `models:/loan-default/${newest + 3}`),
    refused('a version that was deleted', `models:/loan-default/${deleted}`),
    refused('an alias that nobody set', 'models:/loan-default@shadow'),
    refused('a model that is not registered', 'models:/loan-defaults/1'),
    refused('a URI without version or alias', 'models:/loan-default'),
    refused('the alias "latest", which nobody can set', 'models:/loan-default@latest'),
    refused('a registry that does not exist', 'models:/loan-default/1', 'nowhere'),
    {
      kind: 'listed',
      given: 'a registry with more than nine versions, one of them deleted',
      argv: ['--versions', 'loan-default', '--registry', folder],
      expected: there.reverse().map(String),
    },
  ];
}

/** Every question about two hidden registries, in one interpreter. */
const answers: SharedLook<readonly Asked[]> = {
  async run(probe) {
    const all: Question[] = [];
    for (const k of [1, 2]) {
      // Both stand where a path from the working directory and one from the registry's folder mean the same.
      const [folder, store] = [`hidden-registry-${k}`, `hidden-store-${k}`];
      const hidden = drawRegistry(probe.hiddenSeed(k), store);
      await probe.mount(folder, registryFiles(hidden, { champion: true }));
      await probe.mount(store, storeFiles(hidden));
      all.push(...questions(hidden, folder));
    }
    const runs = await runPythonBatch(
      probe,
      all.map(({ argv }) => ({ argv: [PATH, ...argv] })),
    );
    return all.flatMap((question, i) => {
      const run = runs[i];
      return run ? [{ ...question, run }] : [];
    });
  },
};

const resolvesVersionsAndAliases = claim('resolves-versions-and-aliases', 'found', (asked) => {
  const [due = ''] = asked.expected;
  const printed = lines(asked.run);
  if (isPath(printed.at(-1) ?? '', due)) return undefined;
  return {
    summary: `resolve.py does not lead to ${asked.given}.`,
    cameBack: printed.join('\n') || 'nothing on standard output',
    expected: due,
  };
});

const refusesWhatIsNotThere = claim('refuses-what-is-not-there', 'refused', ({ run, given }) => {
  const printed = lines(run);
  if (printed.length > 0) {
    return {
      summary: `resolve.py prints something for ${given}; whoever calls it will load that.`,
      cameBack: `exit code ${run.exitCode}, standard output: ${printed.join('\n')}`,
      expected: 'Exit code 2, a sentence on standard error, and nothing on standard output.',
    };
  }
  if (run.stderrText.trim() !== '') return undefined;
  return {
    summary: `resolve.py does not say why there is no answer for ${given}.`,
    cameBack: 'exit code 2, nothing on standard error',
    expected: 'A sentence on standard error.',
  };
});

const versionsAreListedByNumber = claim(
  'versions-are-listed-by-number',
  'listed',
  ({ run, expected }) => {
    const numbers = lines(run).flatMap(
      (line) => /^\s*(?:version[ -]?)?(\d+)\b/i.exec(line)?.[1] ?? [],
    );
    if (numbers.join() === expected.join()) return undefined;
    return {
      summary: 'resolve.py does not list the versions that can be had, newest first.',
      cameBack: numbers.join(', ') || 'no line that begins with a number',
      expected: expected.join(', '),
    };
  },
);

export const resolveChecks: readonly Check[] = [
  resolvesVersionsAndAliases,
  refusesWhatIsNotThere,
  versionsAreListedByNumber,
];

interface Wrong {
  readonly summary: string;
  readonly cameBack: string;
  readonly expected: string;
}

/** A check of all answers of one kind. */
function claim(
  id: string,
  kind: Asked['kind'],
  wrongIn: (asked: Asked) => Wrong | undefined,
): Check {
  return {
    id,
    async run(probe) {
      if ((await probe.readFile(PATH)) === undefined) return cannotTell(`There is no ${PATH}.`);
      for (const asked of await probe.shared(answers)) {
        if (asked.kind !== kind) continue;
        const about = { path: PATH, given: asked.given, lesson: REGISTRY };
        const fault = programFault(asked.run, [kind === 'refused' ? 2 : 0], about);
        if (fault) return fault;
        const wrong = wrongIn(asked);
        if (wrong) return runDoesNotHold(asked.run, about, wrong);
      }
      return holds;
    },
  };
}

const lines = ({ stdoutText }: BatchRun): string[] =>
  stdoutText
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The same folder, written from the working directory, from the top, or as an address. */
function isPath(printed: string, due: string): boolean {
  const path = printed
    .replace(/^file:\/\//, '')
    .replace(/\/+$/, '')
    .replace(/^\.\//, '');
  return path === due || (path.startsWith('/') && path.endsWith(`/${due}`));
}

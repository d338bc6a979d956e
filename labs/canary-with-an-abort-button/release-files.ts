import {
  faultSentence,
  manifestFaults,
  readManifests,
  type FormatFault,
  type Manifest,
} from '#formats';
import { doesNotHold, type DoesNotHold, type Place, type SharedLook } from '#grading';
import { readRelease, type Release } from '#rollout';

/** What stands in `deploy/`, and what cannot be read of it. */
export interface ReleaseFiles {
  readonly manifests: readonly Manifest[];
  /** Files that are no manifests at all. */
  readonly unreadable: readonly FormatFault[];
  /** Objects that do not fit their schema, by kind. */
  readonly faults: readonly (FormatFault & { readonly kind: string })[];
  readonly release: { readonly value: Release } | { readonly faults: readonly FormatFault[] };
}

const FOLDER = 'deploy/';
export const LESSON = 'deploy-test-monitor/canary-blue-green-shadow';

export const releaseFiles: SharedLook<ReleaseFiles> = {
  async run(probe) {
    const tree = await probe.tree();
    const paths = Object.keys(tree)
      .filter((path) => path.startsWith(FOLDER) && /\.(?:ya?ml|json)$/.test(path))
      .sort();
    const manifests: Manifest[] = [];
    const unreadable: FormatFault[] = [];
    for (const path of paths) {
      const read = readManifests((await probe.readText(path)) ?? '', path);
      manifests.push(...(read.value ?? []));
      unreadable.push(...(read.faults ?? []));
    }
    const faults = manifests.flatMap((manifest) =>
      manifestFaults(manifest).map((fault) => ({ ...fault, kind: manifest.kind })),
    );
    const read = readRelease(manifests, FOLDER);
    return {
      manifests,
      unreadable,
      faults,
      release: read.value ? { value: read.value } : { faults: read.faults },
    };
  },
};

/** A verdict about a place in a file of the release. */
export function wrongAt(
  summary: string,
  fault: Pick<FormatFault, 'file' | 'line' | 'path'>,
  words: { readonly cameBack: string; readonly expected: string },
): DoesNotHold {
  const { file, line, path } = fault;
  return doesNotHold({
    summary,
    ran: `${file}, line ${line}${path === '' ? '' : `, ${path}`}`,
    ...words,
    lookAt: placeOf(fault),
  });
}

/** A fault of a file as a verdict. */
export function faultDoesNotHold(summary: string, fault: FormatFault): DoesNotHold {
  return wrongAt(summary, fault, { cameBack: `${fault.found}.`, expected: `${fault.wanted}.` });
}

export function sentences(faults: readonly FormatFault[]): string {
  return faults.slice(0, 4).map(faultSentence).join(' ');
}

function placeOf({ file, line }: Pick<FormatFault, 'file' | 'line'>): Place {
  return file.endsWith('/') ? { lesson: LESSON } : { path: file, line, lesson: LESSON };
}

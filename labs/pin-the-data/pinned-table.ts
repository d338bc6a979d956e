import type { SharedLook } from '#grading';
import type { Reads } from './pipeline-checks.ts';
import { versionAt, type Version } from './version.ts';

export const POINTERS = 'versioning-and-reproducibility/data-pointers';
export const LOCKS = 'versioning-and-reproducibility/pipelines-as-locks';
export const V1 = 'refs/tags/data-v1';
export const V2 = 'refs/tags/data-v2';

/** The tables that a learner was given, as text with a header each. */
export interface GivenTables {
  /** What `data-v1` must name, to the byte. */
  readonly first: string;
  /** Its rows and these are what `data-v2` must hold. */
  readonly drop: string;
}

/** A table that is pinned by DVC in two versions, and what the checks of it look at once per grading. */
export interface PinnedTable {
  /** Its path in the work. */
  readonly data: string;
  readonly pointer: string;
  readonly given: (seed: string) => GivenTables;
  /** What each script of the pipeline reads. */
  readonly reads: Reads;
  readonly head: SharedLook<Version | undefined>;
  readonly first: SharedLook<Version | undefined>;
  readonly second: SharedLook<Version | undefined>;
  /** HEAD always, and every tag whose commit has a pointer. */
  readonly versions: SharedLook<readonly Version[]>;
}

/** A constant of a lab's `checks.ts`: looks are known by their identity. */
export function pinnedTable({
  data,
  given,
  reads,
}: Pick<PinnedTable, 'data' | 'given' | 'reads'>): PinnedTable {
  const at = (revision: string): SharedLook<Version | undefined> => ({
    run: (probe) => versionAt(probe, revision, data),
  });
  const pointer = `${data}.dvc`;
  return {
    data,
    pointer,
    given,
    reads,
    head: at('HEAD'),
    first: at(V1),
    second: at(V2),
    versions: {
      async run(probe) {
        const tags = (await probe.git.tags()).map((tag) => `refs/tags/${tag}`);
        const versions: Version[] = [];
        for (const revision of ['HEAD', ...tags]) {
          const version = await versionAt(probe, revision, data);
          if (version?.inGit.has(pointer)) versions.push(version);
        }
        return versions;
      },
    },
  };
}

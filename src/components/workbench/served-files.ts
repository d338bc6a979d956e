import type { JsonTree } from '#container';

/** `/labs/<lab>/starter.json`. */
export interface StarterFile {
  readonly version: string;
  readonly digest: string;
  readonly files: JsonTree;
  /** Commands that are run once in the lab's shell, over the laid files. */
  readonly setup?: string;
}

/** `/labs/<lab>/solution.json`. */
export interface SolutionFile {
  /** Laid over the starter. */
  readonly files: JsonTree;
  /** Commands of the answer, shown as they are. */
  readonly answer?: string;
}

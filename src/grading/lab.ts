import type { Capability, FileTree } from '#container';
import type { Check } from './check.ts';

/** What the grader must know of a lab; made from `lab.yaml`, `checks.ts` and `generate.ts`. */
export interface GradedLab {
  readonly id: string;
  readonly version: string;
  readonly needs: readonly Capability[];
  readonly tasks: readonly GradedTask[];
  readonly checks: readonly Check[];
  /** Points that pass, of the sum of all tasks. */
  readonly passPoints: number;
  /** Ids of checks without which nobody passes, whatever the points; none unless told. */
  readonly mustHold?: readonly string[];
}

export interface GradedTask {
  readonly id: string;
  readonly points: number;
  /** Ids of checks; the task earns its points when all of them hold. */
  readonly checks: readonly string[];
}

/** `generate.ts` of a lab exports one of these as `generate`: files that differ per learner, laid over `starter/`. */
export type Generate = (seed: string) => FileTree | Promise<FileTree>;

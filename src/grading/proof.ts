import type { FileTree } from '#container';
import type { Verdict } from './check.ts';
import type { Generate, GradedLab } from './lab.ts';

/** Files laid over a tree, then a script run in the lab's own shell (for answers that are commits or commands). */
export interface Answer {
  readonly tree: FileTree;
  /** What `answer.sh` says. */
  readonly script?: string;
}

/** A known-wrong answer, laid over the solution and filed under the check that must fail on it. */
export interface Mutant extends Answer {
  readonly check: string;
  /** What is wrong: the name of its folder. */
  readonly mistake: string;
  /** Other checks that must fail, or be blocked, on it as well; from `expect.yaml`. */
  readonly alsoFails: readonly string[];
}

/** A right answer unlike the solution, laid over it. */
export interface Accepted extends Answer {
  /** What is different: the name of its folder. */
  readonly difference: string;
}

/** Everything of a lab that its proof needs. */
export interface ProvableLab {
  readonly lab: GradedLab;
  readonly starter: FileTree;
  readonly generate?: Generate;
  /** What `starter/setup.sh` says: run once in the shell over starter and generated files. */
  readonly setup?: string;
  readonly solution: Answer;
  readonly mutants: readonly Mutant[];
  readonly accepted: readonly Accepted[];
}

/** One grading of a proof. */
export interface ProofRun {
  /** Unique in the proof and the same on every engine: `mutant data-stays-out-of-git/data-committed-too`. */
  readonly id: string;
  readonly kind: 'starter' | 'solution' | 'mutant' | 'accepted';
  readonly seed: string;
  readonly durationMs: number;
  readonly points: number;
  readonly verdicts: readonly Verdict[];
}

/** Why a lab is not proved. `name` is permanent. */
export interface ProofFault {
  readonly name: string;
  readonly message: string;
  readonly hint: string;
}

/** The result of proving one lab on one engine. Plain data: it crosses from the browser to the terminal. */
export interface Proof {
  readonly lab: string;
  readonly engine: string;
  readonly durationMs: number;
  readonly runs: readonly ProofRun[];
  /** Empty when the lab is proved. */
  readonly faults: readonly ProofFault[];
}

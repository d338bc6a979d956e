import type { Probe } from './probe.ts';

/** One black-box claim about the learner's work. Title, points and hints stand in `lab.yaml`. */
export interface Check {
  /** The claim that must hold, kebab-case, as in `lab.yaml` and under `mutants/`. */
  readonly id: string;
  /** Checks that must hold before this one can be answered; when one does not, this one is `blocked`. */
  readonly needs?: readonly string[];
  /**
   * Looks at the work through the probe and says what it saw. Throwing means that the grader broke (`error`), never
   * that the work is wrong.
   */
  run(probe: Probe): Promise<Finding>;
}

/** What a check saw. */
export type Finding = Holds | DoesNotHold | CannotTell;

export interface Holds {
  readonly status: 'pass';
}

export interface DoesNotHold {
  readonly status: 'fail';
  /** One sentence: what does not hold. */
  readonly summary: string;
  /** What was run or read, as a learner could repeat it. */
  readonly ran: string;
  readonly cameBack: string;
  readonly expected: string;
  readonly lookAt?: Place;
}

export interface CannotTell {
  readonly status: 'blocked';
  /** What is missing before this can be answered, in one sentence. */
  readonly because: string;
}

/** Where to look: a file of the learner's (with a line, 1-based) and the lesson that teaches it. */
export interface Place {
  readonly path?: string;
  readonly line?: number;
  /** `<course>/<lesson>` with an optional `#heading`. */
  readonly lesson?: string;
}

/** The result of one check, as shown and recorded. Plain data, safe to store and to post. */
export type Verdict = { readonly check: string; readonly durationMs: number } & (
  | Finding
  /** The grader or the engine broke; never charged to the learner. */
  | { readonly status: 'error'; readonly message: string }
);

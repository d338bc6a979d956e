import type { Proven } from '../signing/proof.ts';

/** The status of a check, as shown to the learner. */
export type CheckStatus = 'pass' | 'fail' | 'blocked' | 'error';

export interface CheckResult {
  readonly check: string;
  readonly status: CheckStatus;
}

/** Which lab, to the byte: `sha256` is of its content as its makers published it. */
export interface LabIdentity {
  readonly id: string;
  readonly version: string;
  /** Lower-case hexadecimal, 64 digits. */
  readonly sha256: string;
}

/** Which engine ran. `sha256` is that of its build, where the engine has one. */
export interface EngineIdentity {
  readonly name: string;
  readonly version: string;
  readonly sha256?: string;
}

/** Which grader ran. */
export interface GraderIdentity {
  readonly name: string;
  readonly version: string;
  /** Of its sources, lower-case hexadecimal. */
  readonly sha256: string;
}

/** One thing of the work tree. Files stand in the ZIP; links and empty folders only here. */
export type SubmittedEntry =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly sizeBytes: number;
      readonly sha256: string;
      readonly executable?: true;
    }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }
  | { readonly kind: 'folder'; readonly path: string };

/** One press of "Check", as the learner's browser recorded it: nobody else saw it. */
export interface SubmittedAttempt {
  /** ISO 8601 in UTC, by the learner's clock. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly labVersion: string;
  /** Digests are absent where the browser did not keep them, or the engine has none. */
  readonly labSha256?: string;
  readonly graderSha256?: string;
  /** Name of the engine. */
  readonly engine: string;
  readonly engineSha256?: string;
  readonly points: number;
  readonly maxPoints: number;
  readonly results: readonly CheckResult[];
  readonly hintsUsed: readonly { readonly task: string; readonly count: number }[];
  readonly solutionSeen: boolean;
}

/** What a hand-in says of itself beside its files. */
export interface SubmissionAbout {
  readonly lab: LabIdentity;
  /** Of the assignment that it answers; absent in self-paced work. */
  readonly assignmentSha256?: string;
  /** Id of the exam whose practical part it is: the work of a sitting in exam mode. */
  readonly exam?: string;
  /** The seed of the learner's variant. */
  readonly seed: string;
  /** The id that the learner chose or was given; not an identity. */
  readonly learner: string;
  readonly grader: GraderIdentity;
  readonly engine: EngineIdentity;
  readonly attempts: readonly SubmittedAttempt[];
  /** What the learner's browser says came out. Only ever compared with a re-grade, never taken for one. */
  readonly selfReported: {
    readonly points: number;
    readonly maxPoints: number;
    readonly results: readonly CheckResult[];
  };
  /** ISO 8601 in UTC, by the learner's clock. */
  readonly createdAt: string;
}

/** `submission.json` without its proof. */
export interface SubmissionManifest extends SubmissionAbout {
  readonly format: 'plumbline-submission';
  readonly formatVersion: 1;
  /** Sorted by path, by UTF-16 code units; each path once. */
  readonly files: readonly SubmittedEntry[];
}

export type SignedManifest = Proven<SubmissionManifest>;

export const FORMAT_VERSION = 1;
/** The signed description, in the ZIP. */
export const MANIFEST_NAME = 'submission.json';
/** The folder of the files, in the ZIP. */
export const WORK_PREFIX = 'work/';

/** What a hand-in may hold: that of a lab (engines/embedded/kernel/limits.ts), and room for the description. */
export const SUBMISSION_LIMITS = {
  /** The ZIP itself. */
  bundleBytes: 300 * 2 ** 20,
  /** All files unpacked. */
  workBytes: 256 * 2 ** 20,
  /** Files, folders and links. */
  entries: 50_000,
  manifestBytes: 32 * 2 ** 20,
} as const;

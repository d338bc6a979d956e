import { LabError, type Engine, type FileTree } from '#container';
import { runChecks, score, type GradedLab, type Verdict } from '#grading';
import { quoted, type EvidenceReading } from '../evidence-fault.ts';
import { readSubmission, type Submission } from '../submission/read-submission.ts';
import type {
  EngineIdentity,
  GraderIdentity,
  LabIdentity,
} from '../submission/submission-manifest.ts';
import { regradeRecord, type RegradeRecord } from './regrade-record.ts';
import { commitmentTo, hiddenSeed } from './seed-commitment.ts';

/** A lab as it stands where hand-ins are graded. */
export interface IssuersLab {
  readonly lab: GradedLab;
  readonly identity: LabIdentity;
}

/** The two seeds of a re-grade: the learner's own data, and hidden inputs that the learner cannot know. */
export interface RegradeSeeds {
  readonly seed: string;
  readonly hiddenSeed: string;
}

/** Grades work that nobody has vouched for, in an engine that has seen no other work. */
export type GradeIsolated = (
  lab: GradedLab,
  work: FileTree,
  seeds: RegradeSeeds,
) => Promise<readonly Verdict[]>;

/** Everything that decides a record, beside the hand-in itself. */
export interface RegradeOptions {
  readonly labOf: (id: string) => Promise<IssuersLab | undefined>;
  readonly grade: GradeIsolated;
  readonly grader: GraderIdentity;
  readonly engine: EngineIdentity;
  /** The issuer's secret, 32 bytes or more, from which the hidden seed of each hand-in follows. */
  readonly secret: Uint8Array;
  /** ISO 8601 in UTC. An argument and no clock, so that the same hand-in gives the same bytes again. */
  readonly gradedAt: string;
  readonly gradedBy: string;
}

export interface Regraded {
  readonly record: RegradeRecord;
  /** With what each check saw, in words; not part of the record. */
  readonly verdicts: readonly Verdict[];
  readonly submission: Submission;
}

/**
 * Grades a hand-in again, from its files only: what the learner's browser reported is compared, and decides nothing.
 *
 * The same bytes, labs, secret and options give the same record.
 *
 * @returns the faults of a file that is no hand-in, or of a lab that is not known here
 * @throws LabError `SecretTooShort`; `RegradeInconclusive` when a check could not be judged, which is no one's fault but
 *   the grader's; and what `grade` throws when grading could not be carried out (`GradingTookTooLong`, `EngineCannotStart`).
 */
export async function regrade(
  bundle: Uint8Array,
  options: RegradeOptions,
): Promise<EvidenceReading<Regraded>> {
  const read = readSubmission(bundle);
  if (read.faults) return read;
  const submission = read.value;
  const { manifest, manifestSha256, work } = submission;
  const known = await options.labOf(manifest.lab.id);
  if (!known) {
    const found = `a hand-in of the lab ${quoted(manifest.lab.id)}`;
    const toDo = 'Grade it with an edition that has this lab.';
    return {
      faults: [{ name: 'LabUnknown', found, expected: 'a lab of this edition', toDo }],
    };
  }
  const hidden = hiddenSeed(options.secret, manifestSha256);
  const seeds = { seed: manifest.seed, hiddenSeed: hidden };
  const verdicts = await options.grade(known.lab, work, seeds);
  const broken = verdicts.find(({ status }) => status === 'error');
  if (broken?.status === 'error') {
    throw new LabError(
      'RegradeInconclusive',
      `The check "${broken.check}" could not be judged: ${broken.message}`,
      'Grade it again. When it stays so, the fault is the grader’s, and nothing may be charged to the learner.',
    );
  }
  const record = regradeRecord(submission, {
    lab: known.identity,
    grader: options.grader,
    engine: options.engine,
    seedCommitment: commitmentTo(hidden),
    verdicts,
    score: score(known.lab, verdicts),
    gradedAt: options.gradedAt,
    gradedBy: options.gradedBy,
  });
  return { value: { record, verdicts, submission } };
}

export interface FreshEngineOptions {
  /** Longest that one hand-in may take. */
  readonly timeLimitMs: number;
  /** Multiplies the time limit of every program. @see GradingOptions.patience */
  readonly patience?: number;
}

/**
 * Grades each work in an engine of its own, which is ended afterwards with all that still runs in it.
 *
 * The grading rejects with LabError `GradingTookTooLong` when it takes longer than the limit.
 */
export function inFreshEngine(
  makeEngine: () => Engine,
  { timeLimitMs, patience = 1 }: FreshEngineOptions,
): GradeIsolated {
  return async (lab, work, seeds) => {
    const engine = makeEngine();
    const limit = new AbortController();
    const timer = setTimeout(() => {
      limit.abort(
        new LabError(
          'GradingTookTooLong',
          `Grading took longer than ${Math.round(timeLimitMs / 1000)} seconds, and was ended.`,
          'Look at the programs of this hand-in before you grade it again.',
        ),
      );
    }, timeLimitMs);
    try {
      return await runChecks(lab, work, { engine, patience, signal: limit.signal, ...seeds });
    } finally {
      clearTimeout(timer);
      engine.dispose();
    }
  };
}

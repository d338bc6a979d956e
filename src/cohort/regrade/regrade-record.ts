import type { Score, Verdict } from '#grading';
import { signedRecords } from '../signing/signed-record.ts';
import type { Submission } from '../submission/read-submission.ts';
import type {
  CheckResult,
  CheckStatus,
  EngineIdentity,
  GraderIdentity,
  LabIdentity,
} from '../submission/submission-manifest.ts';
import { REGRADE_SCHEMA } from '../submission/submission-schema.ts';

/** A check that came out otherwise than the learner's browser reported. */
export interface Difference {
  readonly check: string;
  readonly selfReported: CheckStatus | 'absent';
  readonly regraded: CheckStatus | 'absent';
}

/** `*.regrade.json` without its proof: what an issuer found when the handed-in files were graded again. */
export interface RegradeRecord {
  readonly format: 'plumbline-regrade';
  readonly formatVersion: 1;
  readonly bundleSha256: string;
  readonly manifestSha256: string;
  /** What it was graded with, here. */
  readonly lab: LabIdentity;
  readonly grader: GraderIdentity;
  readonly engine: EngineIdentity;
  /** What the hand-in says it was made with. @see mismatches */
  readonly handedInWith: {
    readonly lab: LabIdentity;
    readonly grader: GraderIdentity;
    readonly engine: EngineIdentity;
  };
  readonly assignmentSha256?: string;
  /** Of the learner's variant, as the hand-in says. */
  readonly seed: string;
  readonly learner: string;
  /** `did:key:…` that signed the hand-in. */
  readonly learnerKey: string;
  /** `commitmentTo` the hidden seed; it is checked once the seed is revealed. */
  readonly seedCommitment: string;
  /** In the lab's order. How long a check took is left out: it is never twice the same. */
  readonly results: readonly CheckResult[];
  readonly score: {
    readonly points: number;
    readonly maxPoints: number;
    readonly passed: boolean;
    /** Checks without which nobody passes, and which do not hold. */
    readonly unmet: readonly string[];
  };
  /** Empty when the learner's browser reported the same. */
  readonly differences: readonly Difference[];
  /** ISO 8601 in UTC, by the issuer's clock. */
  readonly gradedAt: string;
  /** Name of who answers for it, as shown. */
  readonly gradedBy: string;
}

/** What grading a hand-in again gave. */
export interface Regrading {
  /** As it stands where it was graded. */
  readonly lab: LabIdentity;
  readonly grader: GraderIdentity;
  readonly engine: EngineIdentity;
  readonly seedCommitment: string;
  readonly verdicts: readonly Verdict[];
  readonly score: Score;
  readonly gradedAt: string;
  readonly gradedBy: string;
}

/** The record of a re-grade. What the learner reported is compared, and counts for nothing else. */
export function regradeRecord(submission: Submission, regrading: Regrading): RegradeRecord {
  const { manifest, signer, bundleSha256, manifestSha256 } = submission;
  const { lab, grader, engine, assignmentSha256, seed, learner, selfReported } = manifest;
  const { verdicts, score, ...how } = regrading;
  const results = verdicts.map(({ check, status }) => ({ check, status }));
  return {
    format: 'plumbline-regrade',
    formatVersion: 1,
    bundleSha256,
    manifestSha256,
    lab: how.lab,
    grader: how.grader,
    engine: how.engine,
    handedInWith: { lab, grader, engine },
    ...(assignmentSha256 === undefined ? {} : { assignmentSha256 }),
    seed,
    learner,
    learnerKey: signer,
    seedCommitment: how.seedCommitment,
    results,
    score: {
      points: score.points,
      maxPoints: score.maxPoints,
      passed: score.passed,
      unmet: score.unmet,
    },
    differences: differencesOf(selfReported.results, results),
    gradedAt: how.gradedAt,
    gradedBy: how.gradedBy,
  };
}

function differencesOf(
  reported: readonly CheckResult[],
  found: readonly CheckResult[],
): readonly Difference[] {
  const before = new Map(reported.map(({ check, status }) => [check, status]));
  const after = new Map(found.map(({ check, status }) => [check, status]));
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((check) => {
    const selfReported = before.get(check) ?? 'absent';
    const regraded = after.get(check) ?? 'absent';
    return selfReported === regraded ? [] : [{ check, selfReported, regraded }];
  });
}

const records = /* @__PURE__ */ signedRecords<RegradeRecord>({
  file: 'the re-grade record',
  format: 'plumbline-regrade',
  schema: REGRADE_SCHEMA,
});

/** The bytes of `*.regrade.json`. @see SignedRecords */
export const writeRegradeRecord = records.write;

/** Reads `*.regrade.json`. @see SignedRecords */
export const readRegradeRecord = records.read;

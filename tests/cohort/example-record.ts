import { didOf, softwareKey, type ExamRecord, type RegradeRecord } from '#cohort';

const WITH = {
  lab: { id: 'one-model-one-day', version: '1.0.0', sha256: 'a1'.repeat(32) },
  grader: { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) },
  engine: { name: 'embedded', version: '0.1.0' },
};

/** A record of re-grading as an issuer gets it. */
export const RECORD: RegradeRecord = {
  format: 'plumbline-regrade',
  formatVersion: 1,
  bundleSha256: 'b1'.repeat(32),
  manifestSha256: 'b2'.repeat(32),
  ...WITH,
  handedInWith: WITH,
  seed: '7',
  learner: 'lina',
  learnerKey: didOf(softwareKey(new Uint8Array(32).fill(4))),
  seedCommitment: 'c3'.repeat(32),
  results: [{ check: 'lock-is-fresh', status: 'pass' }],
  score: { points: 100, maxPoints: 100, passed: true, unmet: [] },
  differences: [],
  gradedAt: '2026-11-27T09:00:00Z',
  gradedBy: 'Ada Instructor',
};

/** A record of the knowledge exam of the same learner. */
export const EXAM_RECORD: ExamRecord = {
  format: 'plumbline-exam-regrade',
  formatVersion: 1,
  submissionSha256: 'b3'.repeat(32),
  exam: 'professional',
  title: 'MLOps Professional',
  bankSha256: 'e5'.repeat(32),
  packSha256: 'b4'.repeat(32),
  drawnBy: 'issuer',
  number: 1,
  learner: 'lina',
  learnerKey: RECORD.learnerKey,
  grader: WITH.grader,
  byCompetency: [
    { competency: 'GOV', right: 20, of: 25 },
    { competency: 'VER', right: 21, of: 25 },
  ],
  score: { right: 41, of: 50, pass: 70, passed: true },
  isLate: false,
  notes: [],
  gradedAt: '2026-11-27T09:00:00Z',
  gradedBy: 'Ada Instructor',
};

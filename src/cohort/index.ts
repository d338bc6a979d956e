export * from './assign/assignment-letter.ts';
export * from './assign/assignment-link.ts';
export * from './assign/assignment-seed.ts';
export * from './certificate/award-of-records.ts';
export * from './certify/certificate-batch.ts';
export * from './certify/entitlement.ts';
export * from './collect/arrivals.ts';
export * from './collect/byte-source.ts';
export * from './collect/collect.ts';
export * from './collect/expected.ts';
export type { Facts } from './collect/facts.ts';
export { mayBeNamed, type PlatformUpload } from './collect/platform-names.ts';
export { RECEIVED_LIMITS } from './collect/received-limits.ts';
export * from './demo/index.ts';
export * from './evidence-fault.ts';
export * from './exam/bank-digest.ts';
export * from './exam/exam-draw.ts';
export * from './exam/exam-pack.ts';
export * from './exam/exam-submission.ts';
export * from './gradebook/canvas-csv.ts';
export { CohortFileFault } from './gradebook/cohort-file-fault.ts';
export { feedbackHtml } from './gradebook/feedback-html.ts';
export { feedbackMarkdown } from './gradebook/feedback-markdown.ts';
export * from './gradebook/feedback-of-learner.ts';
export { daysLateOf, gradeOf, type CountedHandIn, type Grade } from './gradebook/grade-of.ts';
export { gradeSentence, gradeWords } from './gradebook/grade-words.ts';
export type {
  CountingRule,
  GradedHandIn,
  GradedLearner,
  GradedPiece,
  GradedResult,
  SetGrade,
} from './gradebook/graded-work.ts';
export * from './gradebook/gradebook.ts';
export * from './gradebook/gradebook-csv.ts';
export * from './gradebook/gradebook-of-cohort.ts';
export * from './gradebook/learner-feedback.ts';
export * from './register/assignment.ts';
export * from './register/cohort.ts';
export { COHORT_LIMITS, LEARNER_ID_PATTERN } from './register/cohort-schema.ts';
export * from './register/hand-in.ts';
export * from './register/new-cohort.ts';
export * from './register/read-cohort.ts';
export * from './register/without-key.ts';
export * from './insight/blocking-checks.ts';
export * from './insight/insight-of-cohort.ts';
export * from './insight/known-mistakes.ts';
export * from './insight/management-report.ts';
export * from './insight/record-mistakes.ts';
export * from './insight/report-files.ts';
export * from './insight/resemblance.ts';
export * from './insight/skills-map.ts';
export * from './insight/suppression.ts';
export * from './insight/time-to-pass.ts';
export * from './regrade/issuer-secrets.ts';
export * from './regrade/mismatches.ts';
export * from './regrade/regrade.ts';
export * from './regrade/regrade-batch.ts';
export * from './regrade/regrade-record.ts';
export * from './regrade/seed-commitment.ts';
export * from './roster/read-roster.ts';
export * from './roster/take-roster.ts';
export { prove, signerOf, type Proof, type Proven } from './signing/proof.ts';
export * from './signing/evidence-key.ts';
export * from './signing/instructor-key.ts';
export * from './signing/learner-key.ts';
export type { ComparedWork } from './similarity/compared-work.ts';
export type { Lines, Passage } from './similarity/passages.ts';
export * from './similarity/similar-works.ts';
export * from './store/cohort-store.ts';
export { openCohortStore } from './store/indexed-db-cohort-store.ts';
export * from './store/move-cohort.ts';
export * from './submission/read-submission.ts';
export * from './submission/submission-manifest.ts';
export * from './submission/write-submission.ts';

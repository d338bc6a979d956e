import type { ExamSubmission } from '#cohort';

/** A sitting of two items. */
export const EXAM: ExamSubmission = {
  format: 'plumbline-exam-submission',
  formatVersion: 1,
  exam: 'foundations',
  bankSha256: 'c3'.repeat(32),
  formSeed: 'form-7',
  number: 1,
  form: ['what-drifts', 'what-is-pinned'],
  answers: [{ item: 'what-drifts', answer: 1 }],
  pledge: { text: 'This is my own work.', takenAt: '2026-11-26T10:00:00.000Z' },
  startedAt: '2026-11-26T10:00:00.000Z',
  finishedAt: '2026-11-26T10:30:00.000Z',
  usedMs: 1_800_000,
  limitMs: 3_000_000,
  extraPercent: 0,
  clockSetBack: 0,
  ended: 'learner',
  learner: 'lina',
  selfReported: { right: 1, of: 2, passed: false },
  createdAt: '2026-11-26T10:31:00.000Z',
};

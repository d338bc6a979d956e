import type { JsonSchema } from '#formats';
import { flag, form, givenAnswers, percent } from '../submission/answer-schema.ts';
import {
  closed,
  line,
  listOf,
  sha256,
  slug,
  time,
  whole,
} from '../submission/submission-schema.ts';

/** The shape of `*.exam.json` without its proof. Draft 2020-12. */
export const EXAM_SUBMISSION_SCHEMA: JsonSchema = closed(
  {
    format: { const: 'plumbline-exam-submission' },
    formatVersion: { const: 1 },
    exam: slug,
    assignmentSha256: sha256,
    bankSha256: sha256,
    packSha256: sha256,
    formSeed: line,
    number: whole,
    form,
    answers: givenAnswers,
    pledge: closed({ text: line, takenAt: time }),
    startedAt: time,
    finishedAt: time,
    usedMs: whole,
    limitMs: whole,
    extraPercent: whole,
    clockSetBack: whole,
    ended: { enum: ['learner', 'time'] },
    learner: line,
    selfReported: closed({ right: whole, of: whole, passed: flag }),
    createdAt: time,
  },
  ['assignmentSha256', 'packSha256'],
);

const hex = (digits: string, maxLength: number): JsonSchema => ({
  type: 'string',
  pattern: `^([0-9a-f]{2})${digits}$`,
  maxLength,
});

/** The shape of `*.exam-pack.json` without its proof. */
export const EXAM_PACK_SCHEMA: JsonSchema = closed({
  format: { const: 'plumbline-exam-pack' },
  formatVersion: { const: 1 },
  sitting: slug,
  number: { type: 'integer', minimum: 1, maximum: 100_000 },
  learner: line,
  exam: slug,
  title: line,
  window: closed({ opensAt: time, closesAt: time }),
  commitment: sha256,
  issuer: line,
  createdAt: time,
  nonce: hex('{12}', 24),
  locked: hex('+', 4_000_000),
});

const count: JsonSchema = { type: 'integer', minimum: 0, maximum: 200 };

/** The shape of what is locked in a pack; its items are held to the schema of a bank's one by one. */
export const PACK_CONTENT_SCHEMA: JsonSchema = closed({
  seed: sha256,
  form,
  items: listOf({ type: 'object' }, 200),
  bankSha256: sha256,
  slots: { type: 'object', propertyNames: { pattern: '^[A-Z]{3}$' }, additionalProperties: count },
  minutes: { type: 'integer', minimum: 1, maximum: 600 },
  pass: percent,
  extraPercent: { type: 'integer', minimum: 0, maximum: 1000 },
});

const part = { right: count, of: count };

/** The shape of `*.exam-regrade.json` without its proof. */
export const EXAM_RECORD_SCHEMA: JsonSchema = closed(
  {
    format: { const: 'plumbline-exam-regrade' },
    formatVersion: { const: 1 },
    submissionSha256: sha256,
    exam: slug,
    title: line,
    bankSha256: sha256,
    packSha256: sha256,
    drawnBy: { enum: ['issuer', 'learner'] },
    number: whole,
    learner: line,
    learnerKey: line,
    grader: closed({ name: line, version: line, sha256 }),
    byCompetency: listOf(
      closed({ competency: { type: 'string', pattern: '^[A-Z]{3}$' }, ...part }),
      50,
    ),
    score: closed({
      ...part,
      pass: percent,
      passed: flag,
    }),
    reported: closed({ right: whole, of: whole, passed: flag }),
    isLate: flag,
    notes: listOf(line, 50),
    gradedAt: time,
    gradedBy: line,
  },
  ['packSha256', 'reported'],
);

/** The shape of `sitting.json`; its items are held to the schema of a bank's one by one. */
export const EXAM_DRAW_SCHEMA: JsonSchema = closed({
  format: { const: 'plumbline-exam-draw' },
  formatVersion: { const: 1 },
  sitting: slug,
  exam: slug,
  title: line,
  slots: { type: 'object', propertyNames: { pattern: '^[A-Z]{3}$' }, additionalProperties: count },
  minutes: { type: 'integer', minimum: 1, maximum: 600 },
  pass: percent,
  bank: listOf({ type: 'object' }, 10_000),
  last: listOf(form, 10_000),
  secret: { type: 'string', pattern: '^([0-9a-f]{2}){32,}$', maxLength: 1024 },
});

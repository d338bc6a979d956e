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

/** `<course>/<lesson>` or `<course>/<quiz>`. */
const coursePart: JsonSchema = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 200,
};
const mark = { right: whole, of: whole, passed: flag };

const common = {
  format: { const: 'plumbline-learned' },
  formatVersion: { const: 1 },
  assignmentSha256: sha256,
  learner: line,
  createdAt: time,
} as const;

/** The shape of `*.learned.json` of a quiz, without its proof. Draft 2020-12. */
export const QUIZ_SUBMISSION_SCHEMA: JsonSchema = closed(
  {
    ...common,
    kind: { const: 'quiz' },
    quiz: coursePart,
    bankSha256: sha256,
    seed: line,
    number: whole,
    form,
    answers: givenAnswers,
    startedAt: time,
    finishedAt: time,
    selfReported: closed(mark),
  },
  ['assignmentSha256'],
);

/** The shape of `*.learned.json` of a lesson, without its proof. */
export const LESSON_SUBMISSION_SCHEMA: JsonSchema = closed(
  {
    ...common,
    kind: { const: 'lesson' },
    lesson: coursePart,
    selfReported: closed({ openedAt: time, readAt: time, answered: whole, right: whole }),
  },
  ['assignmentSha256'],
);

/** The shape of `*.learned-regrade.json` without its proof. */
export const LEARNED_RECORD_SCHEMA: JsonSchema = closed(
  {
    format: { const: 'plumbline-learned-regrade' },
    formatVersion: { const: 1 },
    submissionSha256: sha256,
    kind: { enum: ['lesson', 'quiz'] },
    activity: coursePart,
    title: line,
    basis: { enum: ['regraded', 'self-reported'] },
    bankSha256: sha256,
    handedInBankSha256: sha256,
    assignmentSha256: sha256,
    learner: line,
    learnerKey: line,
    grader: closed({ name: line, version: line, sha256 }),
    items: listOf(closed({ item: slug, right: flag }), 200),
    score: closed({ ...mark, pass: percent }),
    reported: closed(mark),
    notes: listOf(line, 50),
    gradedAt: time,
    gradedBy: line,
  },
  ['bankSha256', 'handedInBankSha256', 'assignmentSha256', 'reported'],
);

import type { JsonSchema } from '#formats';
import {
  closed,
  line,
  listOf,
  sha256,
  slug,
  time,
  whole,
} from '../submission/submission-schema.ts';

const index: JsonSchema = { type: 'integer', minimum: 0, maximum: 10_000 };
/** What was typed: any text, shown to people only in quotes. */
const typed: JsonSchema = { type: 'string', maxLength: 2000 };
const form = listOf(slug, 200);

/** The shape of `*.exam.json` without its proof. Draft 2020-12. */
export const EXAM_SUBMISSION_SCHEMA: JsonSchema = closed(
  {
    format: { const: 'plumbline-exam-submission' },
    formatVersion: { const: 1 },
    exam: slug,
    bankSha256: sha256,
    packSha256: sha256,
    formSeed: line,
    number: whole,
    form,
    answers: listOf(
      closed({
        item: slug,
        answer: { anyOf: [index, typed, listOf(index, 200), listOf(typed, 50)] },
      }),
      200,
    ),
    pledge: closed({ text: line, takenAt: time }),
    startedAt: time,
    finishedAt: time,
    usedMs: whole,
    limitMs: whole,
    extraPercent: whole,
    clockSetBack: whole,
    ended: { enum: ['learner', 'time'] },
    learner: line,
    selfReported: closed({ right: whole, of: whole, passed: { type: 'boolean' } }),
    createdAt: time,
  },
  ['packSha256'],
);

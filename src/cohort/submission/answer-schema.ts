import type { JsonSchema } from '#formats';
import { closed, listOf, slug } from './submission-schema.ts';

const index: JsonSchema = { type: 'integer', minimum: 0, maximum: 10_000 };
/** What was typed: any text, shown to people only in quotes. */
const typed: JsonSchema = { type: 'string', maxLength: 2000 };

export const flag: JsonSchema = { type: 'boolean' };
export const percent: JsonSchema = { type: 'integer', minimum: 0, maximum: 100 };

/** Ids of questions, in the order shown. */
export const form: JsonSchema = listOf(slug, 200);

/** Answers as they were given, of every kind of question. */
export const givenAnswers: JsonSchema = listOf(
  closed({
    item: slug,
    answer: { anyOf: [index, typed, listOf(index, 200), listOf(typed, 50)] },
  }),
  200,
);

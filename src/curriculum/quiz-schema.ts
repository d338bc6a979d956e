import { z } from 'astro/zod';
import { minutes, percent, slug, text } from './identifiers.ts';
import { quizItemSchema } from './quiz-item-schema.ts';

/** `content/courses/<course>/quizzes/<quiz>.yaml`. */
export const quizSchema = z.strictObject({
  /** As learners read it. */
  title: text.describe('Title of the quiz.'),
  /** The module that it ends. */
  module: slug.describe('Module of the course that the quiz ends, by id.'),
  /** Number of items drawn. */
  draw: z
    .int({ error: 'must be a whole number of items' })
    .min(1, { error: 'must be 1 or more' })
    .default(8)
    .describe('Number of items drawn from the bank for each try.'),
  /** Percent that passes. */
  pass: percent.default(75).describe('Percent that passes.'),
  /** No limit when left out. */
  limit: minutes.optional().describe('Minutes allowed; left out when there is no limit.'),
  /** The bank. */
  items: z
    .array(quizItemSchema)
    .min(1, { error: 'must have one item or more' })
    .describe('The bank of items.'),
});

/** What a quiz file holds, with defaults filled in. */
export type QuizFile = z.infer<typeof quizSchema>;

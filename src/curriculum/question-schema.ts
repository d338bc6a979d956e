import { z } from 'astro/zod';
import { slug, text } from './identifiers.ts';

/** One option of a question. */
export const optionSchema = z.strictObject({
  /** Backticks mark code. */
  text: text.describe('What the learner chooses. Backticks mark code.'),
  /** `true` on right options only. */
  right: z
    .boolean()
    .default(false)
    .describe('"true" when the option is right; left out when it is wrong.'),
  /** One sentence, shown after the answer. */
  why: text.describe(
    'Why the option is right or wrong, in one or two sentences; shown afterwards.',
  ),
});

/** A retrieval question at the end of a lesson: exactly one option is right. */
export const questionSchema = z
  .strictObject({
    /** Stable within the lesson: records refer to it. */
    id: slug.describe('Stable name within the lesson; records of answers refer to it.'),
    /** One question. */
    ask: text.describe('The question, one sentence or two. Backticks mark code.'),
    /** Two to six. */
    options: z
      .array(optionSchema)
      .min(2, { error: 'must have two options or more' })
      .max(6, { error: 'must have six options or fewer' })
      .describe('Options in the order shown; exactly one is right.'),
  })
  .refine(({ options }) => options.filter((option) => option.right).length === 1, {
    error: 'must have exactly one option with "right: true"',
    path: ['options'],
  });

export type Question = z.infer<typeof questionSchema>;
export type Option = z.infer<typeof optionSchema>;

import { z } from 'astro/zod';
import { COMPETENCY_IDS } from './competencies.ts';
import { minutes, percent, slug, text } from './identifiers.ts';
import { optionSchema } from './question-schema.ts';

/** What every item has, whatever its kind. */
const shared = {
  /** Stable within the bank. */
  id: slug.describe('Stable name within the bank; records refer to it.'),
  /** The question. */
  ask: text.describe('The question. Backticks mark code.'),
  /** The competency that it gives evidence for. */
  competency: z.enum(COMPETENCY_IDS).describe('Competency that it gives evidence for.'),
  /** The lesson that teaches it. */
  lesson: slug.optional().describe('Lesson of this course that teaches it, by slug.'),
};

const explain = text.describe('Why the answer is right; shown afterwards.');
const options = z
  .array(optionSchema)
  .min(2, { error: 'must have two options or more' })
  .describe('Options; each says why it is right or wrong.');

/** One item of a bank, by kind. */
export const quizItemSchema = z.discriminatedUnion(
  'kind',
  [
    z
      .strictObject({
        ...shared,
        /** One option is right. */
        kind: z.literal('choice').describe('One option is right.'),
        /** Exactly one has `right: true`. */
        options,
      })
      .refine((item) => item.options.filter((option) => option.right).length === 1, {
        error: 'must have exactly one option with "right: true"',
        path: ['options'],
      }),
    z
      .strictObject({
        ...shared,
        /** Several options are right. */
        kind: z.literal('multiple').describe('One or more options are right; all must be chosen.'),
        /** One or more have `right: true`. */
        options,
      })
      .refine((item) => item.options.some((option) => option.right), {
        error: 'must have one option or more with "right: true"',
        path: ['options'],
      }),
    z.strictObject({
      ...shared,
      /** A number is typed. */
      kind: z.literal('number').describe('The learner types a number.'),
      /** The right number. */
      answer: z.number().describe('The right number.'),
      /** How far off still counts. */
      tolerance: z.number().min(0).default(0).describe('How far off still counts as right.'),
      /** Written after the field. */
      unit: text.optional().describe('Unit written after the field.'),
      /** Shown afterwards. */
      explain,
    }),
    z.strictObject({
      ...shared,
      /** Things are put in order. */
      kind: z.literal('order').describe('The learner puts things in order.'),
      /** In the right order; shown shuffled. */
      steps: z
        .array(text)
        .min(3, { error: 'must have three steps or more' })
        .describe('Steps in the right order; they are shown shuffled.'),
      /** Shown afterwards. */
      explain,
    }),
    z.strictObject({
      ...shared,
      /** Pairs are found. */
      kind: z.literal('match').describe('The learner finds what belongs together.'),
      /** Shown apart and shuffled. */
      pairs: z
        .array(
          z.strictObject({
            /** Left side. */
            left: text.describe('Left side of the pair.'),
            /** Right side. */
            right: text.describe('Right side of the pair.'),
          }),
        )
        .min(3, { error: 'must have three pairs or more' })
        .describe('Pairs that belong together; they are shown apart and shuffled.'),
      /** Shown afterwards. */
      explain,
    }),
    z.strictObject({
      ...shared,
      /** A short text is typed. */
      kind: z.literal('short').describe('The learner types a word or a short text.'),
      /** All that are accepted. */
      accept: z
        .array(text)
        .min(1, { error: 'must accept one answer or more' })
        .describe('Answers that are accepted; case and spaces at the ends do not matter.'),
      /** Shown afterwards. */
      explain,
    }),
  ],
  { error: 'must have a kind: choice, multiple, number, order, match or short' },
);

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
export type QuizItem = z.infer<typeof quizItemSchema>;

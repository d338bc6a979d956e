import { z } from 'astro/zod';
import { artifactSchema } from './artifact-schema.ts';
import { COMPETENCY_IDS } from './competencies.ts';
import { slug, text } from './identifiers.ts';
import { optionSchema } from './question-schema.ts';

/** What every item has, whatever its kind. */
const shared = {
  /** Stable within the bank. */
  id: slug.describe('Stable name within the bank; records refer to it.'),
  /** The question: one decision. */
  ask: text.describe('The question: one decision. Backticks mark code.'),
  /** What it is about. */
  artifact: artifactSchema
    .optional()
    .describe('The file or output that the question is about, written out or quoted from a lab.'),
  /** The competency that it gives evidence for. */
  competency: z.enum(COMPETENCY_IDS).describe('Competency that it gives evidence for.'),
  /** The lesson that teaches it. */
  lesson: slug.optional().describe('Lesson of this course that teaches it, by slug.'),
};

const explain = text.describe('Why the answer is right, in one to three sentences; shown after.');
const options = z
  .array(optionSchema)
  .min(3, { error: 'must have three options or more' })
  .max(6, { error: 'must have six options or fewer' })
  .describe('Options, shown in a drawn order; each says why it is right or wrong.');
const inOrder = z
  .boolean()
  .default(false)
  .describe('"true" when the options have an order of their own (numbers, sizes) and keep it.');

/** A real mistake that leads to a wrong answer, with what to say to it. */
const mistakeOf = <Given extends z.ZodType>(given: Given) =>
  z.strictObject({
    /** The wrong answer. */
    answer: given.describe('The wrong answer that the mistake leads to.'),
    /** What went wrong. */
    why: text.describe('What went wrong, in one or two sentences; shown to who answers so.'),
  });

const choice = z
  .strictObject({
    ...shared,
    /** One option is right. */
    kind: z.literal('choice').describe('What the learner does: see docs/authors/quizzes.md.'),
    /** Exactly one has `right: true`. */
    options,
    /** Not shuffled. */
    inOrder,
  })
  .refine((item) => item.options.filter((option) => option.right).length === 1, {
    error: 'must have exactly one option with "right: true"',
    path: ['options'],
  });

const multiple = z
  .strictObject({
    ...shared,
    /** Several options are right. */
    kind: z.literal('multiple').describe('One or more options are right; all must be chosen.'),
    /** One or more have `right: true`. */
    options,
    /** Not shuffled. */
    inOrder,
  })
  .refine((item) => item.options.some((option) => option.right), {
    error: 'must have one option or more with "right: true"',
    path: ['options'],
  })
  .refine((item) => item.options.some((option) => !option.right), {
    error: 'must have one wrong option or more',
    path: ['options'],
  });

const number = z.strictObject({
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
  /** Wrong numbers that people come to. */
  mistakes: z
    .array(mistakeOf(z.number()))
    .min(1, { error: 'must name one wrong number or more that people come to' })
    .describe('Wrong numbers that people come to, each with what went wrong.'),
});

const order = z.strictObject({
  ...shared,
  /** Things are put in order. */
  kind: z.literal('order').describe('The learner puts things in order.'),
  /** In the right order; shown shuffled. */
  steps: z
    .array(text)
    .min(3, { error: 'must have three steps or more' })
    .max(7, { error: 'must have seven steps or fewer' })
    .describe('Steps in the right order; they are shown shuffled.'),
  /** Shown afterwards. */
  explain,
});

const match = z.strictObject({
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
        right: text.describe('Right side of the pair; two pairs may share one.'),
      }),
    )
    .min(3, { error: 'must have three pairs or more' })
    .max(7, { error: 'must have seven pairs or fewer' })
    .describe('Pairs that belong together; they are shown apart and shuffled.'),
  /** Right sides that belong to nothing. */
  others: z
    .array(text)
    .default([])
    .describe('Right sides that belong to no left side, to make guessing harder.'),
  /** Shown afterwards. */
  explain,
});

const short = z.strictObject({
  ...shared,
  /** A short text is typed. */
  kind: z.literal('short').describe('The learner types a word or a short text.'),
  /** All that are accepted; the first is shown. */
  accept: z
    .array(text)
    .min(1, { error: 'must accept one answer or more' })
    .describe('Answers that are accepted, the best first; case, quotes and outer spaces are free.'),
  /** Shown afterwards. */
  explain,
  /** Wrong answers that people give. */
  mistakes: z
    .array(mistakeOf(text))
    .min(1, { error: 'must name one wrong answer or more that people give' })
    .describe('Wrong answers that people give, each with what went wrong.'),
});

const mark = z
  .strictObject({
    ...shared,
    /** Lines of the artifact are marked. */
    kind: z.literal('mark').describe('The learner marks lines of the artifact.'),
    /** Needed: there is nothing to mark without it. */
    artifact: artifactSchema.describe('The file or output whose lines are marked.'),
    /** All must be marked, no other. */
    lines: z
      .array(z.int().min(1))
      .min(1, { error: 'must name one line or more' })
      .describe('Lines that are right, counted from 1 in what is shown; all must be marked.'),
    /** Shown afterwards. */
    explain,
    /** Wrong lines that people mark. */
    mistakes: z
      .array(mistakeOf(z.int().min(1)))
      .min(1, { error: 'must name one wrong line or more that people mark' })
      .describe('Wrong lines that people mark, each with what went wrong.'),
  })
  .refine((item) => item.mistakes.every(({ answer }) => !item.lines.includes(answer)), {
    error: 'must not name a line that is right',
    path: ['mistakes'],
  });

/** One item of a bank, by kind. */
export const quizItemSchema = z.discriminatedUnion(
  'kind',
  [choice, multiple, number, order, match, short, mark],
  { error: 'must have a kind: choice, multiple, number, order, match, short or mark' },
);

export type QuizItem = z.infer<typeof quizItemSchema>;
export type QuizItemOf<Kind extends QuizItem['kind']> = Extract<QuizItem, { kind: Kind }>;

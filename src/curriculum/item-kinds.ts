import { z } from 'astro/zod';
import { artifactSchema } from './artifact-schema.ts';
import { text } from './identifiers.ts';
import { optionSchema } from './question-schema.ts';

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

const choice = {
  /** One option is right. */
  kind: z.literal('choice').describe('What the learner does: see docs/authoring/quizzes.md.'),
  /** Exactly one has `right: true`. */
  options: options.refine((all) => all.filter(({ right }) => right).length === 1, {
    error: 'must have exactly one option with "right: true"',
  }),
  /** Not shuffled. */
  inOrder,
};

const multiple = {
  /** Several options are right. */
  kind: z.literal('multiple').describe('One or more options are right; all must be chosen.'),
  /** One or more have `right: true`. */
  options: options
    .refine((all) => all.some(({ right }) => right), {
      error: 'must have one option or more with "right: true"',
    })
    .refine((all) => all.some(({ right }) => !right), {
      error: 'must have one wrong option or more',
    }),
  /** Not shuffled. */
  inOrder,
};

const number = {
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
};

const order = {
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
};

const match = {
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
};

const short = {
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
};

const mark = {
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
};

/** What every item has, whatever its kind and wherever it stands. */
const head = {
  /** The question: one decision. */
  ask: text.describe('The question: one decision. Backticks mark code.'),
  /** What it is about. */
  artifact: artifactSchema
    .optional()
    .describe('The file or output that the question is about, written out or quoted from a lab.'),
};

/**
 * One item by kind. Lines that are marked are right or a mistake.
 *
 * @param own what the place where it stands asks of every kind: a bank of an exam, a quiz
 */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the schema is its type
export const itemSchema = <Own extends z.ZodRawShape>(own: Own) =>
  z.discriminatedUnion(
    'kind',
    [
      z.strictObject({ ...own, ...head, ...choice }),
      z.strictObject({ ...own, ...head, ...multiple }),
      z.strictObject({ ...own, ...head, ...number }),
      z.strictObject({ ...own, ...head, ...order }),
      z.strictObject({ ...own, ...head, ...match }),
      z.strictObject({ ...own, ...head, ...short }),
      z
        .strictObject({ ...own, ...head, ...mark })
        .refine((item) => marksAreRightOrWrong(item as unknown as Marks), {
          error: 'must not name a line that is right',
          path: ['mistakes'],
        }),
    ],
    { error: 'must have a kind: choice, multiple, number, order, match, short or mark' },
  );

interface Marks {
  readonly lines: readonly number[];
  readonly mistakes: readonly { readonly answer: number }[];
}

const marksAreRightOrWrong = ({ lines, mistakes }: Marks): boolean =>
  mistakes.every(({ answer }) => !lines.includes(answer));

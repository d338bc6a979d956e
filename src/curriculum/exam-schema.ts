import { z } from 'astro/zod';
import { COMPETENCY_IDS } from './competencies.ts';
import { minutes, percent, slug, text } from './identifiers.ts';

const whole = (what: string, most: number) =>
  z
    .int({ error: `must be a whole number of ${what}` })
    .min(1, { error: 'must be 1 or more' })
    .max(most, { error: `must be ${most} or less` });

/** Part K: what is asked, and how long it may take. */
const knowledgeSchema = z.strictObject({
  /** Number of items in a form. */
  items: whole('items', 120).describe('Number of items in a form.'),
  /** Time without extra time. */
  minutes: minutes.describe('Minutes for the knowledge part, without extra time.'),
  /** Percent that passes. */
  pass: percent.describe('Percent that passes; provisional until a panel has set it.'),
  /** Share of each competency. */
  weights: z
    .partialRecord(
      z.enum(COMPETENCY_IDS),
      z
        .int({ error: 'must be a whole number of percent' })
        .min(1, { error: 'must be 1 or more; leave a competency out that is not asked' })
        .max(100, { error: 'must be 100 or less' }),
    )
    .refine((weights) => Object.values(weights).reduce((sum, one) => sum + one, 0) === 100, {
      error: 'must be numbers that sum to 100',
    })
    .describe('Percent of the items by competency; together 100.'),
});

const pausesSchema = z
  .strictObject({
    /** How often. */
    count: z
      .int({ error: 'must be a whole number of pauses' })
      .min(0, { error: 'must be 0 or more' })
      .max(5, { error: 'must be 5 or less' })
      .describe('How often the work may be interrupted.'),
    /** Each at most this long. */
    minutes: whole('minutes', 60).describe('Minutes that each pause may last.'),
  })
  .default({ count: 2, minutes: 10 })
  .describe('Pauses in which the time stands still; two of 10 minutes unless told.');

/** Labs that were done in practice mode count. */
const practicePart = z.strictObject({
  /** Kind of part P. */
  kind: z
    .literal('practice')
    .describe('"practice": labs done before, "labs": named labs in exam mode, or "capstone".'),
  /** How many labs. */
  labs: whole('labs', 20).describe('How many labs, whichever they are.'),
  /** Points in each. */
  pass: percent.describe('Points out of 100 that each of them needs.'),
});

/** Named labs in exam mode. */
const labsPart = z.strictObject({
  /** Kind of part P. */
  kind: z.literal('labs').describe('Named labs in exam mode.'),
  /** Which. */
  labs: z
    .array(
      z.strictObject({
        /** As shown. */
        title: text.describe('Title, as shown while the lab is not written.'),
        /** Once it is written. */
        lab: slug.optional().describe('Name of the folder in labs/, once the lab is written.'),
        /** Time without extra time. */
        minutes: whole('minutes', 600).describe('Minutes in exam mode, without extra time.'),
      }),
    )
    .min(1, { error: 'must name one lab or more' })
    .describe('Labs that are done in exam mode: without hints and solution, against time.'),
  /** Points in each. */
  pass: percent.describe('Points out of 100 that each of them needs.'),
  /** Interruptions. */
  pauses: pausesSchema,
});

/** One lab that joins several. */
const capstonePart = z.strictObject({
  /** Kind of part P. */
  kind: z.literal('capstone').describe('One lab that joins several.'),
  /** As shown. */
  title: text.describe('Title of the capstone.'),
  /** One sentence. */
  summary: text.describe('What is done in it, in one sentence.'),
  /** Once it is written. */
  lab: slug.optional().describe('Name of the folder in labs/, once the capstone is written.'),
  /** Time without extra time. */
  minutes: whole('minutes', 600).describe('Minutes in exam mode, without extra time.'),
  /** Days in which they lie. */
  withinDays: whole('days', 31)
    .optional()
    .describe('Days within which these minutes lie; left out for one sitting.'),
  /** Labs that prepare for it. */
  builtFrom: z
    .array(text)
    .default([])
    .describe('Labs that prepare for it, by folder in labs/, or in words while they are coming.'),
  /** In words. */
  must: z
    .array(text)
    .default([])
    .describe('What nobody passes without, in words, while the lab is not written.'),
  /** Points that pass. */
  pass: percent.describe('Points out of 100 that pass, beside the must-checks.'),
  /** Interruptions. */
  pauses: pausesSchema,
  /** People who read the work. */
  review: text
    .optional()
    .describe('What people must say of the work, where checks are not enough, in one sentence.'),
});

/** What an exam asks: part K, part P, and when it may be tried again. */
export const examSchema = z.strictObject({
  /** Part K. */
  knowledge: knowledgeSchema.describe('Part K: questions drawn from the banks of the level.'),
  /** Part P. */
  practical: z
    .discriminatedUnion('kind', [practicePart, labsPart, capstonePart], {
      error: 'must have a kind: practice, labs or capstone',
    })
    .describe('Part P: what is done. Both parts are passed, neither makes up for the other.'),
  /** Wait after a failure. */
  retakeHours: z
    .strictObject({
      /** After the first. */
      first: whole('hours', 8760).describe('Hours after the first failure.'),
      /** After each further one. */
      next: whole('hours', 8760).describe('Hours after each further failure.'),
    })
    .default({ first: 24, next: 168 })
    .describe('Hours to wait after a failure; 24, then 168 (7 days) unless told.'),
});

/** What an exam asks, with defaults filled in. */
export type ExamBlueprint = z.infer<typeof examSchema>;
export type PracticalPart = ExamBlueprint['practical'];

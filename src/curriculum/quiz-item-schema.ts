import { z } from 'astro/zod';
import { COMPETENCY_IDS } from './competencies.ts';
import { slug } from './identifiers.ts';
import {
  ITEM_HEAD,
  ITEM_KINDS,
  MARKED_TWICE,
  marksAreRightOrWrong,
  NO_KIND,
} from './item-kinds.ts';

/** What every item of a quiz has, whatever its kind. */
const shared = {
  /** Stable within the bank. */
  id: slug.describe('Stable name within the bank; records refer to it.'),
  ...ITEM_HEAD,
  /** The competency that it gives evidence for. */
  competency: z.enum(COMPETENCY_IDS).describe('Competency that it gives evidence for.'),
  /** The lesson that teaches it. */
  lesson: slug.optional().describe('Lesson of this course that teaches it, by slug.'),
};

/** One item of a quiz, by kind. */
export const quizItemSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...shared, ...ITEM_KINDS.choice }),
    z.strictObject({ ...shared, ...ITEM_KINDS.multiple }),
    z.strictObject({ ...shared, ...ITEM_KINDS.number }),
    z.strictObject({ ...shared, ...ITEM_KINDS.order }),
    z.strictObject({ ...shared, ...ITEM_KINDS.match }),
    z.strictObject({ ...shared, ...ITEM_KINDS.short }),
    z.strictObject({ ...shared, ...ITEM_KINDS.mark }).refine(marksAreRightOrWrong, MARKED_TWICE),
  ],
  NO_KIND,
);

export type QuizItem = z.infer<typeof quizItemSchema>;
export type QuizItemOf<Kind extends QuizItem['kind']> = Extract<QuizItem, { kind: Kind }>;

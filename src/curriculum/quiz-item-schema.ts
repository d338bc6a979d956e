import { z } from 'astro/zod';
import { COMPETENCY_IDS } from './competencies.ts';
import { slug } from './identifiers.ts';
import { itemSchema } from './item-kinds.ts';

/** What every item of a quiz has beyond what all items have. */
const own = {
  /** Stable within the bank. */
  id: slug.describe('Stable name within the bank; records refer to it.'),
  /** The competency that it gives evidence for. */
  competency: z.enum(COMPETENCY_IDS).describe('Competency that it gives evidence for.'),
  /** The lesson that teaches it. */
  lesson: slug.optional().describe('Lesson of this course that teaches it, by slug.'),
};

/** One item of a quiz, by kind. */
export const quizItemSchema = itemSchema(own);

export type QuizItem = z.infer<typeof quizItemSchema>;
export type QuizItemOf<Kind extends QuizItem['kind']> = Extract<QuizItem, { kind: Kind }>;

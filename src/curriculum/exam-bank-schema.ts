import { z } from 'astro/zod';
import { objective } from './catalogue.ts';
import { COGNITIVE, type Cognitive } from './cognitive.ts';
import { COMPETENCY_IDS, type CompetencyId } from './competencies.ts';
import { LEVELS, slug, text, type Level } from './identifiers.ts';
import { itemSchema } from './item-kinds.ts';
import type { QuizItem } from './quiz-item-schema.ts';

/** What every item of an exam has beyond what all items have. */
const own = {
  /** Stable over all banks. */
  id: slug.describe('Stable name, used once over all exam banks; records refer to it.'),
  /** What it examines. */
  objective: objective.describe(
    'What it examines: a lesson as "<course>/<lesson>", or the number of a coming one, such as C1.2.',
  ),
  /** What it asks of the mind. */
  cognitive: z
    .enum(COGNITIVE)
    .describe('"recall" a fact, "apply" a rule to the artifact, "judge" between defensible ways.'),
  /** Chance that a minimally competent holder answers it. */
  angoff: z
    .number()
    .min(0, { error: 'must be 0 or more' })
    .max(1, { error: 'must be 1 or less' })
    .describe('Chance, from 0 to 1, that somebody who just deserves the certificate answers it.'),
  /** Items that give each other away. */
  enemies: z
    .array(slug)
    .default([])
    .describe('Items that must not stand in one form with it, by id; each names the other.'),
  /** Where its facts come from. */
  sources: z
    .array(text)
    .default([])
    .describe('Where its facts come from, when that is not the lesson.'),
};

/** One item of an exam bank, by kind. */
export const examBankItemSchema = itemSchema(own);

/** `content/exams/bank/<level>-<competency>.yaml`. */
export const examBankSchema = z.strictObject({
  /** Of the certificate that it examines for. */
  level: z.enum(LEVELS).describe('Certificate level: L1 to L5.'),
  /** What it gives evidence for. */
  competency: z.enum(COMPETENCY_IDS).describe('Competency that every item gives evidence for.'),
  /** The bank. */
  items: z
    .array(examBankItemSchema)
    .min(1, { error: 'must have one item or more' })
    .describe('The items from which forms are drawn.'),
});

/** What a bank's file holds, with defaults filled in. */
export type ExamBankFile = z.infer<typeof examBankSchema>;

/** What an item of an exam has beyond an item of a quiz. */
export interface ExamFacts {
  readonly level: Level;
  readonly competency: CompetencyId;
  /** `<course>/<lesson>`, or a number of the catalogue such as C1.2. */
  readonly objective: string;
  readonly cognitive: Cognitive;
  /** From 0 to 1. */
  readonly angoff: number;
  /** Ids of items that must not stand in one form with it. */
  readonly enemies: readonly string[];
  readonly sources: readonly string[];
}

/** An item as forms are drawn from it: everything that shows and judges a quiz item takes it as it is. */
export type ExamItem = QuizItem & ExamFacts;

/** The items of a bank, each with the level and competency that the file states once. */
export function itemsOfBank({ level, competency, items }: ExamBankFile): readonly ExamItem[] {
  return items.map((item) => ({ ...item, level, competency }));
}

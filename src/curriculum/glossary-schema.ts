import { z } from 'astro/zod';
import { sourceSchema } from './lesson-schema.ts';
import { slug, text } from './identifiers.ts';

/** The head of `content/glossary/<term>.mdx`. The text below it may be empty. */
export const glossarySchema = z.strictObject({
  /** As it is written in running text. */
  term: text.describe('The term as written in running text.'),
  /** One sentence that can stand alone. */
  short: text.describe('What it means, in one sentence that can stand alone.'),
  /** Other spellings and short forms. */
  also: z.array(text).default([]).describe('Other spellings and short forms.'),
  /** Related entries. */
  see: z.array(slug).default([]).describe('Related glossary entries, by file name.'),
  /** For definitions that are not our own. */
  sources: z.array(sourceSchema).default([]).describe('Sources, when the meaning is set by one.'),
});

/** The head of a glossary entry, with defaults filled in. */
export type GlossaryHead = z.infer<typeof glossarySchema>;

import { z } from 'astro/zod';
import { COMPETENCY_IDS } from './competencies.ts';
import { minutes, slug, text } from './identifiers.ts';
import { questionSchema } from './question-schema.ts';

/** Where a claim comes from. */
export const sourceSchema = z.strictObject({
  /** What it is called. */
  title: text.describe('What the source is called, with its publisher.'),
  /** An address, or a repository with a path. */
  where: text.describe('Where it is found: a web address, or a repository with a path.'),
  /** Claims of the lesson that rest on it. */
  backs: text.describe('What in this lesson rests on it, in a few words.'),
});

/** The head of `content/courses/<course>/lessons/<lesson>.mdx`. */
export const lessonSchema = z.strictObject({
  /** Shown as the page's only first-level heading. */
  title: text.describe('Title of the lesson; the text itself begins with second-level headings.'),
  /** "Afterwards you can …". */
  objective: text.describe('What the learner can do afterwards; completes "Afterwards you can".'),
  /** Reading and interaction, without the lab. */
  minutes: minutes.describe('Minutes to read and try, without the lab.'),
  /** Competency and the level that the lesson leads to. */
  trains: z
    .array(
      z.strictObject({
        /** Its three-letter id. */
        competency: z.enum(COMPETENCY_IDS).describe('Three-letter id of the competency.'),
        /** 1 explains, 2 applies, 3 owns, 4 designs. */
        to: z
          .literal([1, 2, 3, 4], {
            error: 'must be 1 (explains), 2 (applies), 3 (owns) or 4 (designs)',
          })
          .describe('Proficiency it leads to: 1 explains, 2 applies, 3 owns, 4 designs.'),
      }),
    )
    .default([])
    .describe('Competencies that the lesson trains, and how far.'),
  /** The lab that practises it. */
  lab: slug.optional().describe('Lab that practises this lesson: the name of a folder in labs/.'),
  /** Glossary entries that it uses. */
  terms: z
    .array(slug)
    .default([])
    .describe('Glossary entries that the lesson explains or relies on, by file name.'),
  /** For every claim that is not our own. */
  sources: z.array(sourceSchema).describe('Sources of claims that are not our own; may be empty.'),
  /** Two at the end of a lesson. */
  questions: z
    .array(questionSchema)
    .default([])
    .describe('Retrieval questions at the end, shown by <Questions of={frontmatter.questions} />.'),
});

/** The head of a lesson, with defaults filled in. */
export type LessonHead = z.infer<typeof lessonSchema>;
export type Source = z.infer<typeof sourceSchema>;

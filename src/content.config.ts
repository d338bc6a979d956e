import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { briefSchema, glossarySchema, lessonSchema } from '#curriculum';

/** A text is rendered from its file: the store of all entries, which every build reads whole, has no use for it. */
const WITHOUT_TEXT = { retainBody: false };

/** Lessons by `<course>/<lesson>`; order and neighbours come from `readCourses()` of #authoring. */
const lessons = defineCollection({
  loader: glob({
    ...WITHOUT_TEXT,
    base: './content/courses',
    pattern: '*/lessons/*.mdx',
    generateId: ({ entry }) => entry.replace('/lessons/', '/').replace(/\.mdx$/, ''),
  }),
  schema: lessonSchema,
});

/** Glossary entries by file name. */
const glossary = defineCollection({
  loader: glob({
    ...WITHOUT_TEXT,
    base: './content/glossary',
    pattern: '*.mdx',
    generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
  }),
  schema: glossarySchema,
});

/** The story and tasks of each lab, by lab; all else about a lab comes from `readLab()` of #authoring. */
const briefs = defineCollection({
  loader: glob({
    ...WITHOUT_TEXT,
    base: './labs',
    pattern: '*/brief.mdx',
    generateId: ({ entry }) => entry.replace(/\/brief\.mdx$/, ''),
  }),
  schema: briefSchema,
});

export const collections = { lessons, glossary, briefs };

import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { briefSchema, glossarySchema, lessonSchema } from '#curriculum';

/** Lessons by `<course>/<lesson>`; order and neighbours come from `readCourses()` of #authoring. */
const lessons = defineCollection({
  loader: glob({
    base: './content/courses',
    pattern: '*/lessons/*.mdx',
    generateId: ({ entry }) => entry.replace('/lessons/', '/').replace(/\.mdx$/, ''),
  }),
  schema: lessonSchema,
});

/** Glossary entries by file name. */
const glossary = defineCollection({
  loader: glob({
    base: './content/glossary',
    pattern: '*.mdx',
    generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
  }),
  schema: glossarySchema,
});

/** The story and tasks of each lab, by lab; all else about a lab comes from `readLab()` of #authoring. */
const briefs = defineCollection({
  loader: glob({
    base: './labs',
    pattern: '*/brief.mdx',
    generateId: ({ entry }) => entry.replace(/\/brief\.mdx$/, ''),
  }),
  schema: briefSchema,
});

export const collections = { lessons, glossary, briefs };

import { z } from 'astro/zod';
import { courseSchema } from './course-schema.ts';
import { diagnosticSchema } from './diagnostic-schema.ts';
import { examBankSchema } from './exam-bank-schema.ts';
import { glossarySchema } from './glossary-schema.ts';
import { labSchema } from './lab-schema.ts';
import { lessonSchema } from './lesson-schema.ts';
import { programSchema } from './program-schema.ts';
import { quizSchema } from './quiz-schema.ts';

/** Every kind of file that an author fills in, with its schema. */
export const AUTHOR_SCHEMAS = {
  course: courseSchema,
  diagnostic: diagnosticSchema,
  'exam-bank': examBankSchema,
  glossary: glossarySchema,
  lab: labSchema,
  lesson: lessonSchema,
  program: programSchema,
  quiz: quizSchema,
} as const;
export type AuthorFile = keyof typeof AUTHOR_SCHEMAS;

/** The JSON Schema (draft 2020-12) that an editor uses to complete and explain the keys of such a file. */
export function editorSchema(file: AuthorFile): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(AUTHOR_SCHEMAS[file], { io: 'input' });
  return { $schema, title: `Plumbline: ${file}`, ...rest };
}

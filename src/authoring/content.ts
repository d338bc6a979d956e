import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'astro/zod';
import {
  briefSchema,
  courseSchema,
  diagnosticSchema,
  examBankSchema,
  glossarySchema,
  labSchema,
  lessonSchema,
  programSchema,
  quizSchema,
} from '#curriculum';
import { readMdx, type MdxSource } from './mdx-source.ts';
import { readUnchangedOnce } from './read-once.ts';
import type { Problem } from './problem.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** A YAML file with the name by which others refer to it. */
export type NamedYaml<Schema extends z.ZodType> = YamlSource<z.infer<Schema>> & {
  readonly id: string;
};
/** An MDX file with the name by which others refer to it. */
export type NamedMdx<Schema extends z.ZodType> = MdxSource<z.infer<Schema>> & {
  readonly id: string;
};

/** Everything that authors write, as it stands on disk, faults included. */
export interface Content {
  readonly root: string;
  readonly courses: readonly NamedYaml<typeof courseSchema>[];
  /** By `<course>/<lesson>`. */
  readonly lessons: readonly NamedMdx<typeof lessonSchema>[];
  /** By `<course>/<quiz>`. */
  readonly quizzes: readonly NamedYaml<typeof quizSchema>[];
  /** By `<level>-<competency>`. */
  readonly examBanks: readonly NamedYaml<typeof examBankSchema>[];
  readonly labs: readonly NamedYaml<typeof labSchema>[];
  /** By lab. */
  readonly briefs: readonly NamedMdx<typeof briefSchema>[];
  readonly glossary: readonly NamedMdx<typeof glossarySchema>[];
  readonly programs: readonly NamedYaml<typeof programSchema>[];
  /** One, or none. */
  readonly diagnostics: readonly NamedYaml<typeof diagnosticSchema>[];
}

/** Reads all content below a project's root. */
export function readContent(root = '.'): Content {
  return {
    root,
    courses: courseFiles(root),
    lessons: lessonFiles(root),
    quizzes: quizFiles(root),
    examBanks: examBankFiles(root),
    labs: yamlFiles(root, labSchema, namesIn(root, 'labs', '/lab.yaml')),
    briefs: mdxFiles(root, briefSchema, namesIn(root, 'labs', '/brief.mdx')),
    glossary: glossaryFiles(root),
    programs: programFiles(root),
    diagnostics: diagnosticFiles(root),
  };
}

export function courseFiles(root: string): readonly NamedYaml<typeof courseSchema>[] {
  return yamlFiles(root, courseSchema, namesIn(root, 'content/courses', '/course.yaml'));
}

export function lessonFiles(root: string): readonly NamedMdx<typeof lessonSchema>[] {
  return mdxFiles(root, lessonSchema, namesInCourses(root, 'lessons', '.mdx'));
}

export function quizFiles(root: string): readonly NamedYaml<typeof quizSchema>[] {
  return yamlFiles(root, quizSchema, namesInCourses(root, 'quizzes', '.yaml'));
}

export function examBankFiles(root: string): readonly NamedYaml<typeof examBankSchema>[] {
  return yamlFiles(root, examBankSchema, namesIn(root, 'content/exams/bank', '.yaml'));
}

export function diagnosticFiles(root: string): readonly NamedYaml<typeof diagnosticSchema>[] {
  const file = 'content/diagnostic.yaml';
  const there = existsSync(join(root, file)) ? [{ id: 'diagnostic', file }] : [];
  return yamlFiles(root, diagnosticSchema, there);
}

export function glossaryFiles(root: string): readonly NamedMdx<typeof glossarySchema>[] {
  return mdxFiles(root, glossarySchema, namesIn(root, 'content/glossary', '.mdx'));
}

export function programFiles(root: string): readonly NamedYaml<typeof programSchema>[] {
  return yamlFiles(root, programSchema, namesIn(root, 'content/programs', '.yaml'));
}

/** Faults that were found in reading: YAML, MDX, schemas. */
export function readingProblems(content: Content): readonly Problem[] {
  const { courses, lessons, quizzes, examBanks, labs, briefs, glossary, programs, diagnostics } =
    content;
  return [courses, lessons, quizzes, examBanks, labs, briefs, glossary, programs, diagnostics]
    .flat()
    .flatMap(({ problems }) => problems);
}

interface NamedFile {
  readonly id: string;
  readonly file: string;
}

/** Files directly in a folder (`.mdx`) or one folder below it (`/course.yaml`), by the part of the path that varies. */
function namesIn(root: string, folder: string, ending: string): NamedFile[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder)).sort();
  if (ending.startsWith('/')) {
    return entries
      .map((id) => ({ id, file: `${folder}/${id}${ending}` }))
      .filter(({ file }) => existsSync(join(root, file)));
  }
  return entries
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ id: name.slice(0, -ending.length), file: `${folder}/${name}` }));
}

function coursesFolders(root: string): string[] {
  const folder = join(root, 'content/courses');
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function namesInCourses(root: string, folder: string, ending: string): NamedFile[] {
  return coursesFolders(root).flatMap((course) =>
    namesIn(root, `content/courses/${course}/${folder}`, ending).map(({ id, file }) => ({
      id: `${course}/${id}`,
      file,
    })),
  );
}

function yamlFiles<Schema extends z.ZodType>(
  root: string,
  schema: Schema,
  files: readonly NamedFile[],
): readonly NamedYaml<Schema>[] {
  return files.map(({ id, file }) => ({
    id,
    ...readUnchangedOnce(join(root, file), (text) => readYaml(schema, text, file)),
  }));
}

function mdxFiles<Schema extends z.ZodType>(
  root: string,
  schema: Schema,
  files: readonly NamedFile[],
): readonly NamedMdx<Schema>[] {
  return files.map(({ id, file }) => ({
    id,
    ...readUnchangedOnce(join(root, file), (text) => readMdx(schema, text, file)),
  }));
}

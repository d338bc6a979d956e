import { LabError } from '#container';
import {
  outlineCourse,
  type CourseFile,
  type CourseOutline,
  type GlossaryHead,
  type LessonHead,
  type ProgramFile,
} from '#curriculum';
import { courseFiles, glossaryFiles, lessonFiles, programFiles } from './content.ts';
import type { Heading } from './mdx-source.ts';
import { didYouMean } from './near-miss.ts';
import { readOnceABuild } from './read-once.ts';
import { refuseBroken } from './problem.ts';

/** A lesson as it stands on disk. */
export interface Lesson {
  /** `<course>/<lesson>`. */
  readonly id: string;
  readonly course: string;
  readonly slug: string;
  readonly head: LessonHead;
  /** The text below the head, as MDX. */
  readonly body: string;
  readonly headings: readonly Heading[];
}

/** A glossary entry as it stands on disk. */
export interface GlossaryEntry extends GlossaryHead {
  /** Its file name, and the anchor in `/glossary/`. */
  readonly id: string;
  /** Text below the head, as MDX; may be empty. */
  readonly body: string;
}

/** A certificate as it stands on disk. */
export interface Program extends ProgramFile {
  readonly id: string;
}

/**
 * Every course with its lessons filled in, by challenge, then by folder name.
 *
 * @throws LabError `ContentBroken` with every fault in courses and lessons.
 */
export function readCourses(root = '.'): readonly CourseOutline[] {
  return readOnceABuild(`readCourses ${root}`, () => {
    const courses = courseFiles(root);
    refuseBroken(courses.flatMap(({ problems }) => problems));
    const heads = new Map(readLessons(root).map(({ id, head }) => [id, head]));
    return courses
      .map(({ id, data }) => outlineCourse(id, data as CourseFile, heads))
      .sort((a, b) => a.challenge - b.challenge);
  });
}

/**
 * Every lesson that is written, by `<course>/<lesson>`.
 *
 * @throws LabError `ContentBroken` with every fault in lessons.
 */
export function readLessons(root = '.'): readonly Lesson[] {
  return readOnceABuild(`readLessons ${root}`, () => {
    const lessons = lessonFiles(root);
    refuseBroken(lessons.flatMap(({ problems }) => problems));
    return lessons.map(({ id, head, body, headings }) => {
      const [course = '', slug = ''] = id.split('/');
      return { id, course, slug, head: head as LessonHead, body, headings };
    });
  });
}

/**
 * The glossary, sorted by term.
 *
 * @throws LabError `ContentBroken` with every fault in the glossary.
 */
export function readGlossary(root = '.'): readonly GlossaryEntry[] {
  return readOnceABuild(`readGlossary ${root}`, () => {
    const glossary = glossaryFiles(root);
    refuseBroken(glossary.flatMap(({ problems }) => problems));
    return glossary
      .map(({ id, head, body }) => ({ id, body, ...(head as GlossaryHead) }))
      .sort((a, b) => a.term.localeCompare(b.term, 'en'));
  });
}

/**
 * One entry of the glossary.
 *
 * @throws LabError `TermNotFound` when there is no such entry.
 */
export function glossaryEntry(id: string, root = '.'): GlossaryEntry {
  const entries = readGlossary(root);
  const entry = entries.find((one) => one.id === id);
  if (entry) return entry;
  throw new LabError(
    'TermNotFound',
    `The glossary has no entry "${id}".`,
    `${didYouMean(
      id,
      entries.map((one) => one.id),
    )}Entries are the files in content/glossary/.`,
  );
}

/**
 * Every certificate by level, then the endorsements by file name.
 *
 * @throws LabError `ContentBroken` with every fault in programs.
 */
export function readPrograms(root = '.'): readonly Program[] {
  return readOnceABuild(`readPrograms ${root}`, () => {
    const programs = programFiles(root);
    refuseBroken(programs.flatMap(({ problems }) => problems));
    return programs
      .map(({ id, data }) => ({ id, ...(data as ProgramFile) }))
      .sort((a, b) => rankOf(a).localeCompare(rankOf(b), 'en'));
  });
}

const rankOf = ({ kind, level, id }: Program): string =>
  kind === 'certificate' ? `1 ${level}` : `2 ${id}`;

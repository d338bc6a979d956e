import type { ComingLesson, CourseFile } from './course-schema.ts';
import type { LessonHead } from './lesson-schema.ts';

/** A course with its lessons' heads filled in: what a catalogue, a course page and a lesson's frame show. */
export interface CourseOutline extends Omit<CourseFile, 'modules'> {
  readonly id: string;
  readonly modules: readonly OutlinedModule[];
}

export interface OutlinedModule {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly lessons: readonly OutlinedLesson[];
}

export interface OutlinedLesson {
  /** `<course>/<lesson>`. */
  readonly id: string;
  readonly slug: string;
  /** Place in the whole course, from 1. */
  readonly number: number;
  readonly title: string;
  readonly minutes: number;
  readonly objective: string;
  /** A coming lesson has no page yet. */
  readonly status: 'open' | 'coming';
  /** The lab that practises it. */
  readonly lab?: string;
}

/**
 * Fills a course's list with the heads of its lessons.
 *
 * @param heads by `<course>/<lesson>`
 * @throws Error that names the lesson when a listed lesson has no head; `npm run check` says so first, with its line.
 */
export function outlineCourse(
  id: string,
  course: CourseFile,
  heads: ReadonlyMap<string, LessonHead>,
): CourseOutline {
  let number = 0;
  const outlined = (entry: string | ComingLesson): OutlinedLesson => {
    number += 1;
    if (typeof entry !== 'string') return { ...entry, id: `${id}/${entry.slug}`, number };
    const lesson = `${id}/${entry}`;
    const head = heads.get(lesson);
    if (!head) throw new Error(`The lesson ${lesson} is listed in course.yaml and does not exist.`);
    const { title, minutes, objective, lab } = head;
    const shown = { id: lesson, slug: entry, number, title, minutes, objective };
    return { ...shown, status: 'open', ...(lab === undefined ? {} : { lab }) };
  };
  const modules = course.modules.map((module, index) => ({
    id: module.id,
    number: index + 1,
    title: module.title,
    summary: module.summary,
    lessons: module.lessons.map(outlined),
  }));
  return { ...course, id, modules };
}

/** Lessons in the order of reading. */
export function lessonsInOrder(course: CourseOutline): readonly OutlinedLesson[] {
  return course.modules.flatMap((module) => module.lessons);
}

/** The module in which a lesson stands, or `undefined` when it stands in none. */
export function moduleOf(course: CourseOutline, lesson: string): OutlinedModule | undefined {
  return course.modules.find((module) => module.lessons.some(({ slug }) => slug === lesson));
}

/** The written lessons before and after a lesson; lessons that are coming are passed over. */
export function neighboursOf(
  course: CourseOutline,
  lesson: string,
): { readonly previous?: OutlinedLesson; readonly next?: OutlinedLesson } {
  const order = lessonsInOrder(course);
  const place = order.findIndex(({ slug }) => slug === lesson);
  if (place < 0) return {};
  const open = ({ status }: OutlinedLesson) => status === 'open';
  const previous = order.slice(0, place).findLast(open);
  const next = order.slice(place + 1).find(open);
  return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
}

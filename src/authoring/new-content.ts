import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LabError } from '#container';
import { listLesson } from './list-lesson.ts';
import { didYouMean } from './near-miss.ts';
import { readCourses } from './read-curriculum.ts';
import { readQuizzes } from './read-quizzes.ts';
import { courseSkeleton } from './skeleton/course-skeleton.ts';
import { labSkeleton } from './skeleton/lab-skeleton.ts';
import { lessonSkeleton } from './skeleton/lesson-skeleton.ts';
import { quizSkeleton } from './skeleton/quiz-skeleton.ts';
import { titleOf, type Skeleton } from './skeleton/skeleton.ts';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** What can be added. */
export type ContentKind = 'lab' | 'course' | 'lesson' | 'quiz';

/**
 * Adds a working skeleton to a project's content and gives the paths written, new and changed.
 *
 * Nothing is written over: what exists already is an error.
 *
 * @param name for a lesson `<course>/<lesson>`, for a quiz `<course>/<quiz>`, else a slug
 * @throws LabError `BadName`, `AlreadyThere`, `CourseNotFound`, `LessonIsListed`, `ModuleNotFound`, `ModuleHasItsQuiz`
 */
export function newContent(
  kind: ContentKind,
  name: string,
  options: { readonly root?: string; readonly course?: string; readonly module?: string } = {},
): readonly string[] {
  const { root = '.' } = options;
  switch (kind) {
    case 'lab': {
      const course = courseNamed(options.course, root);
      const [skill = 'VER'] = course.competencies;
      return write(root, labSkeleton(slugOf(name), titleOf(name), course.id, skill));
    }
    case 'course':
      return write(root, courseSkeleton(slugOf(name), titleOf(name)));
    case 'lesson': {
      const [course = '', lesson = '', ...rest] = name.split('/');
      if (rest.length > 0 || lesson === '') throw badName(name, '<course>/<lesson>');
      const { id } = courseNamed(course, root);
      const file = `content/courses/${id}/course.yaml`;
      const listed = listLesson(
        readFileSync(join(root, file), 'utf8'),
        slugOf(lesson),
        options.module,
      );
      const written = write(root, lessonSkeleton(id, lesson, titleOf(lesson)));
      writeFileSync(join(root, file), listed);
      return [...written, file];
    }
    case 'quiz': {
      const [courseId = '', quiz = '', ...rest] = name.split('/');
      if (rest.length > 0 || quiz === '') throw badName(name, '<course>/<quiz>');
      const course = courseNamed(courseId, root);
      const module = moduleForQuiz(course, options.module, root);
      const [skill = 'VER'] = course.competencies;
      return write(root, quizSkeleton(course.id, slugOf(quiz), titleOf(quiz), module, skill));
    }
  }
}

/** The module that a new quiz ends: the one that was named, else the first without a quiz. */
function moduleForQuiz(
  course: ReturnType<typeof courseNamed>,
  named: string | undefined,
  root: string,
) {
  const taken = readQuizzes(root).flatMap((quiz) => (quiz.course === course.id ? quiz.module : []));
  const known = course.modules.map(({ id }) => id);
  const free = known.filter((id) => !taken.includes(id));
  const id = named ?? free[0];
  const module = course.modules.find((one) => one.id === id);
  if (named !== undefined && !module) {
    throw new LabError(
      'ModuleNotFound',
      `There is no module "${named}".`,
      `${didYouMean(named, known)}Modules of the course: ${known.join(', ')}.`,
    );
  }
  if (!module || taken.includes(module.id)) {
    throw new LabError(
      'ModuleHasItsQuiz',
      module
        ? `The module "${module.id}" has its quiz already.`
        : `Every module of "${course.id}" has its quiz already.`,
      free.length === 0
        ? 'Add items to the bank of one.'
        : `Modules without one: ${free.join(', ')}.`,
    );
  }
  return { id: module.id, lessons: module.lessons.map(({ slug }) => slug) };
}

function courseNamed(id: string | undefined, root: string) {
  const courses = readCourses(root);
  const course = id === undefined ? courses[0] : courses.find((known) => known.id === id);
  if (course) return course;
  const known = courses.map((other) => other.id);
  throw new LabError(
    'CourseNotFound',
    id === undefined ? 'There is no course yet.' : `There is no course "${id}".`,
    known.length === 0
      ? 'Begin with one: npm run new -- course <name>.'
      : `${didYouMean(id ?? '', known)}Courses: ${known.join(', ')}.`,
  );
}

function slugOf(name: string): string {
  if (!SLUG.test(name)) throw badName(name, 'lower-case words joined by hyphens: pin-the-data');
  return name;
}

const badName = (name: string, form: string): LabError =>
  new LabError('BadName', `"${name}" cannot be a name here.`, `It must be ${form}.`);

function write(root: string, skeleton: Skeleton): string[] {
  const paths = Object.keys(skeleton);
  const [first = ''] = paths;
  const isLab = first.startsWith('labs/');
  const taken = isLab ? dirname(first) : first;
  if (existsSync(join(root, taken))) {
    throw new LabError('AlreadyThere', `${taken} exists already.`, 'Choose another name.');
  }
  for (const [path, text] of Object.entries(skeleton)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return paths;
}

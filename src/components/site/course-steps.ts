import { labPath, lessonPath, quizPath, type CourseOutline } from '#curriculum';
import { neededToPass } from '#assessment';
import type { Lab, Quiz } from '#authoring';

/** One thing to do in a course: a lesson to read, a lab to work in or a quiz to pass. */
export interface Step {
  readonly kind: 'lesson' | 'lab' | 'quiz';
  /** `<course>/<lesson>`, the lab, or `<course>/<quiz>`. */
  readonly id: string;
  readonly title: string;
  /** What comes of it, in one line. */
  readonly text: string;
  readonly minutes: number;
  /** From the site's root; absent while it is not written. */
  readonly path?: string;
  /** Points out of 100 that pass a lab. */
  readonly pass?: number;
  /** Claims of a lab's checks by id, in order. */
  readonly checks?: readonly { readonly id: string; readonly claim: string }[];
}

/**
 * A module's steps: its lessons in order, each lab after the last lesson of the course that leads to it, and the quiz that
 * ends the module.
 */
export function stepsByModule(
  course: CourseOutline,
  labs: readonly Lab[],
  quizzes: readonly Quiz[],
): readonly Step[][] {
  const lessons = course.modules.flatMap((module) => module.lessons);
  const after = new Map<string, Lab[]>();
  for (const lab of labs.filter(({ manifest }) => manifest.course === course.id)) {
    const last = lessons.findLast(
      ({ id, lab: practised }) => practised === lab.id || lab.manifest.lessons.includes(id),
    );
    const place = last ?? lessons.at(-1);
    if (place) after.set(place.id, [...(after.get(place.id) ?? []), lab]);
  }
  return course.modules.map((module) => [
    ...module.lessons.flatMap(({ id, title, objective, minutes, status }): Step[] => [
      {
        kind: 'lesson',
        id,
        title,
        text: objective,
        minutes,
        ...(status === 'open' ? { path: lessonPath(id) } : {}),
      },
      ...(after.get(id) ?? []).map(labStep),
    ]),
    ...quizzes
      .filter((quiz) => quiz.course === course.id && quiz.module === module.id)
      .filter(() => module.lessons.some(({ status }) => status === 'open'))
      .map(quizStep),
  ]);
}

/** Minutes that a question takes, its explanation included. */
const MINUTES_A_QUESTION = 1.25;

function quizStep({ id, title, draw, pass, items }: Quiz): Step {
  return {
    kind: 'quiz',
    id,
    title: `${title}: the quiz`,
    text: `${draw} questions, drawn from ${items.length}; ${neededToPass(draw, pass)} right answers let you go on`,
    minutes: Math.ceil(draw * MINUTES_A_QUESTION),
    path: quizPath(id),
    pass,
  };
}

function labStep({ id, manifest }: Lab): Step {
  return {
    kind: 'lab',
    id,
    title: manifest.title,
    text: manifest.summary ?? '',
    minutes: manifest.minutes,
    path: labPath(id),
    pass: manifest.pass,
    checks: manifest.tasks.flatMap((task) => task.checks),
  };
}

/** "2 lessons and 1 lab ready, 5 lessons coming": what stands behind a list of steps. */
export function countSteps(steps: readonly Step[]): string {
  const { ready, coming } = tellSteps(steps);
  return [ready, coming].filter((part) => part !== '').join(', ');
}

/** What is ready and what is coming, each in words; empty where there is nothing. */
export function tellSteps(steps: readonly Step[]): {
  readonly ready: string;
  readonly coming: string;
} {
  const count = (kind: Step['kind'], open: boolean): number =>
    steps.filter((step) => step.kind === kind && (step.path !== undefined) === open).length;
  const parts = [
    plural(count('lesson', true), 'lesson'),
    plural(count('lab', true), 'lab'),
    plural(count('quiz', true), 'quiz', 'quizzes'),
  ].filter((part) => !part.startsWith('0'));
  const last = parts.pop() ?? '';
  const ready = parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
  const coming = plural(count('lesson', false), 'lesson');
  return {
    ready: ready && `${ready} ready`,
    coming: coming.startsWith('0') ? '' : `${coming} coming`,
  };
}

/** "1 lesson", "2 lessons". */
export function plural(count: number, thing: string, things = `${thing}s`): string {
  return `${count} ${count === 1 ? thing : things}`;
}

/** The same courses with those first of which something can be read today. */
export function writtenFirst<Outlined extends { readonly course: CourseOutline }>(
  courses: readonly Outlined[],
): readonly Outlined[] {
  const rank = ({ course }: Outlined): number => (course.status === 'open' ? 0 : 1);
  return courses.toSorted((a, b) => rank(a) - rank(b));
}

import { seedsGiven } from '../assign/assignment-seed.ts';
import type { Cohort } from '../register/cohort.ts';
import { activityKey, type Expected, type ExpectedAssignment } from './expected.ts';

/** What the site can grade. */
export interface Gradable {
  readonly labs: ReadonlySet<string>;
  readonly exams: ReadonlySet<string>;
  readonly quizzes: ReadonlySet<string>;
  readonly lessons: ReadonlySet<string>;
}

/**
 * What a cohort is waiting for: its assignments in every edition that was given out, its roster and the seeds of each learner.
 * Late hand-ins are expected too, whatever the late rule: the gradebook applies it, and a person may forgive.
 */
export function expectedOfCohort(cohort: Cohort, gradable: Gradable): Expected {
  const { labs, exams, quizzes, lessons } = gradable;
  const names = new Map(cohort.learners.map(({ id, name }) => [id, name]));
  const assignments = new Map<string, ExpectedAssignment>();
  for (const assignment of cohort.assignments) {
    const { terms, published } = assignment;
    const given = remembered((learner) => seedsGiven(cohort, assignment, learner));
    const activities = new Set(terms.items.map(({ kind, id }) => activityKey(kind, id)));
    const drawn = new Set(
      terms.items.flatMap(({ kind, id }) =>
        kind === 'lab' || kind === 'quiz' ? [activityKey(kind, id)] : [],
      ),
    );
    const expected: ExpectedAssignment = {
      id: terms.id,
      title: terms.title,
      activities,
      practical: new Map(
        terms.items.map(({ id, practical = [] }) => [id, new Set(practical.map((lab) => lab.id))]),
      ),
      ...(terms.opensAt === undefined ? {} : { opensAt: terms.opensAt }),
      ...(terms.dueAt === undefined ? {} : { dueAt: terms.dueAt }),
      // Forms of an open exam are drawn by the learner's browser, and a lesson has nothing to draw.
      seedsOf: (learner, activity) =>
        drawn.has(activity) ? given(learner).map(({ seed }) => seed) : undefined,
      attemptOf: (learner, seed) => given(learner).find((one) => one.seed === seed)?.attempt,
    };
    for (const { sha256 } of published) assignments.set(sha256, expected);
  }
  return {
    labs,
    exams,
    quizzes,
    lessons,
    assignments,
    learners: new Set(names.keys()),
    nameOf: (learner) => names.get(learner),
  };
}

function remembered<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

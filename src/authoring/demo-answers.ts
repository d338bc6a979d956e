import type { Answer, LabStart, Mutant } from '#grading';
import { labIdentity, type LabContentIdentity } from './identity/lab-identity.ts';
import { readCourses } from './read-curriculum.ts';
import { readLab } from './read-lab.ts';
import { readQuizzes, type Quiz } from './read-quizzes.ts';
import { withExpectation } from './read-expectation.ts';

/** Labs that a demo cohort hands in: one that is files only, and one that is a program and a commit. */
export const DEMO_LABS: readonly string[] = ['sign-the-contract', 'fingerprint-the-data'];

/** Exam that they sit, where the site has it: the one that together with both labs gives a certificate. */
export const DEMO_EXAM = 'foundations';

/** What they read before, and the quiz about it. */
const DEMO_LESSON = 'versioning-and-reproducibility/content-addressing';
const DEMO_QUIZ = 'versioning-and-reproducibility/what-to-version';

/** How many known-wrong answers of a lab a demo cohort gives. */
const MOST_MISTAKES = 8;

/** A lab with right and wrong answers to it, for a demo cohort. */
export interface DemoAnswers {
  readonly identity: LabContentIdentity;
  readonly title: string;
  readonly tasks: readonly {
    readonly id: string;
    readonly points: number;
    readonly checks: readonly string[];
  }[];
  readonly start: Omit<LabStart, 'generate'>;
  readonly solution: Answer;
  readonly mutants: readonly Mutant[];
  readonly accepted: readonly { readonly difference: string; readonly answer: Answer }[];
}

/** Reads one lab for a demo cohort. @throws LabError as `readLab`. */
export function readDemoAnswers(id: string, root = '.'): DemoAnswers {
  const { manifest, starter, setup, solution, mutants, accepted } = readLab(id, root);
  return {
    identity: labIdentity(id, root),
    title: manifest.title,
    tasks: manifest.tasks.map(({ id: task, points, checks }) => ({
      id: task,
      points,
      checks: checks.map((check) => check.id),
    })),
    start: { starter, ...(setup === undefined ? {} : { setup }) },
    solution,
    mutants: spread(firstOfEachCheck(mutants), MOST_MISTAKES).map((mutant) =>
      withExpectation(id, mutant),
    ),
    accepted: accepted.map(({ difference, ...answer }) => ({ difference, answer })),
  };
}

/** The lesson and the quiz of a demo cohort; `undefined` for a site that has not both. */
export function readDemoLearned(
  root = '.',
):
  | { readonly lesson: { readonly id: string; readonly title: string }; readonly quiz: Quiz }
  | undefined {
  const lesson = readCourses(root)
    .flatMap(({ modules }) => modules.flatMap(({ lessons }) => lessons))
    .find(({ id, status }) => id === DEMO_LESSON && status === 'open');
  const quiz = readQuizzes(root).find(({ id }) => id === DEMO_QUIZ);
  if (!lesson || !quiz) return undefined;
  const { id, title } = lesson;
  return { lesson: { id, title }, quiz: { ...quiz, title: `${quiz.title}: the quiz` } };
}

function firstOfEachCheck<T extends { readonly check: string }>(
  mutants: readonly T[],
): readonly T[] {
  return mutants.filter(
    ({ check }, index) => mutants.findIndex((other) => other.check === check) === index,
  );
}

/** At most so many, from all over the list. */
function spread<T>(items: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, items.length / most);
  return items.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

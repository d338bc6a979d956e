import type { Answer, LabStart, Mutant } from '#grading';
import { labIdentity, type LabContentIdentity } from './identity/lab-identity.ts';
import { readLab } from './read-lab.ts';
import { withExpectation } from './read-expectation.ts';

/** Labs that a demo cohort hands in: one that is files only, and one that is a program and a commit. */
export const DEMO_LABS: readonly string[] = ['sign-the-contract', 'fingerprint-the-data'];

/** Exam that they sit, where the site has it: the one that together with both labs gives a certificate. */
export const DEMO_EXAM = 'foundations';

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

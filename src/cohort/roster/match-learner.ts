import { canonicalJson } from '#formats';
import type { Learner } from '../register/cohort.ts';
import type { RosterPerson } from './read-roster.ts';

type Match =
  | { readonly learner: Learner; readonly fault?: undefined }
  | { readonly fault: string; readonly learner?: undefined };

/**
 * Who of the cohort a line of a roster is: by id, e-mail, or the id that another system gave. A name alone is nobody's.
 * `undefined`: nobody. A line that is two people at once is a fault.
 */
export function matchLearner(person: RosterPerson, known: readonly Learner[]): Match | undefined {
  const found = known.filter(
    (learner) =>
      equal(person.id, learner.id) ||
      equal(person.email, learner.email) ||
      equal(person.lms.moodleUsername, learner.lms.moodleUsername) ||
      equal(person.lms.canvasId, learner.lms.canvasId) ||
      equal(person.lms.canvasSisUserId, learner.lms.canvasSisUserId),
  );
  const [first, second] = found;
  if (!first) return undefined;
  if (!second) return { learner: first };
  return {
    fault: `It is ${first.id} by one column and ${second.id} by another. Correct one of the two in the cohort, or the line.`,
  };
}

export const sameLearner = (a: Learner, b: Learner): boolean =>
  canonicalJson(a) === canonicalJson(b);

const equal = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();

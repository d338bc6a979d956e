import {
  assignmentFragment,
  assignmentLetter,
  type Assignment,
  type Cohort,
  type EvidenceKey,
  type Learner,
  type Letter,
} from '#cohort';
import { siteLink } from '../../site/site-link.ts';

/** A link and the words that go with it. */
export interface SentLetter {
  /** Absent: for everybody. */
  readonly learner: Learner | undefined;
  readonly link: string;
  readonly letter: Letter;
}

/** The letters of all learners, in the order of the roster. The same key and time give the same links. */
export async function lettersFor(
  cohort: Cohort,
  assignment: Assignment,
  key: EvidenceKey,
  at: Date,
): Promise<readonly SentLetter[]> {
  const letters: SentLetter[] = [];
  for (const learner of cohort.learners) {
    letters.push(await letterFor(cohort, assignment, learner, key, at));
  }
  return letters;
}

export function commonLetter(
  cohort: Cohort,
  assignment: Assignment,
  key: EvidenceKey,
  at: Date,
): Promise<SentLetter> {
  return letterFor(cohort, assignment, undefined, key, at);
}

async function letterFor(
  cohort: Cohort,
  assignment: Assignment,
  learner: Learner | undefined,
  key: EvidenceKey,
  at: Date,
): Promise<SentLetter> {
  const fragment = await assignmentFragment(cohort, assignment, learner?.id, key, at);
  const link = `${new URL(siteLink('/assigned/'), location.href).href}#${fragment}`;
  return { learner, link, letter: assignmentLetter(assignment.terms, learner, link) };
}

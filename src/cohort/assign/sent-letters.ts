import { writeCsv } from '#formats';
import type { Assignment } from '../register/assignment.ts';
import type { Cohort, Learner } from '../register/cohort.ts';
import type { EvidenceKey } from '../signing/evidence-key.ts';
import { assignmentFragment } from './assignment-link.ts';
import { assignmentLetter, type Letter } from './assignment-letter.ts';

/** A link and the words that go with it. */
export interface SentLetter {
  /** Absent: for everybody. */
  readonly learner: Learner | undefined;
  readonly link: string;
  readonly letter: Letter;
}

/**
 * The letter of one learner, or with the link for everybody. The same key and time give the same link.
 *
 * @param page address of the page that reads links: `https://academy.example/assigned/`
 */
export async function letterFor(
  cohort: Cohort,
  assignment: Assignment,
  learner: Learner | undefined,
  { key, at, page }: { readonly key: EvidenceKey; readonly at: Date; readonly page: string },
): Promise<SentLetter> {
  const fragment = await assignmentFragment(cohort, assignment, learner?.id, key, at);
  const link = `${page}#${fragment}`;
  return { learner, link, letter: assignmentLetter(assignment.terms, learner, link) };
}

/** Letters as CSV, a line each, for a mail merge. Whatever would begin a formula is guarded. */
export function lettersCsv(letters: readonly SentLetter[]): string {
  const rows = letters.map(({ learner, letter, link }) => [
    learner?.id,
    learner?.name,
    letter.to === '' ? undefined : letter.to,
    link,
    letter.subject,
    letter.body,
  ]);
  return writeCsv([['id', 'name', 'email', 'link', 'subject', 'text'], ...rows], {
    byteOrderMark: true,
  });
}

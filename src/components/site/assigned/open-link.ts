import {
  evidenceFaultLine,
  readAssignmentFragment,
  seedsByLink,
  type ReadAssignmentLink,
} from '#cohort';
import type { KeptAssignment } from '#progress';

/** A link that was opened, and what is to be known before it is kept. */
export interface OpenedLink {
  readonly read: ReadAssignmentLink;
  /** The fragment, without `#`. */
  readonly text: string;
  /** `<cohort>/<assignment>`. */
  readonly id: string;
  /** The id of whom it is for; empty where the learner is to type it. */
  readonly learner: string;
  /** What does not go with what was kept before, a sentence each. */
  readonly doubts: readonly string[];
}

export type Opening =
  { readonly opened: OpenedLink; readonly fault?: undefined } | { readonly fault: string };

/**
 * Reads the fragment of a link and compares it with what was kept before from the same cohort: another key or another
 * learner may have a good reason, and is to be told.
 */
export function openLink(fragment: string, kept: readonly KeptAssignment[]): Opening {
  const text = fragment.replace(/^#/, '');
  const { value: read, faults } = readAssignmentFragment(text);
  if (faults) return { fault: evidenceFaultLine(faults[0]) };
  const { terms, learner } = read.link;
  const id = `${terms.cohort.id}/${terms.id}`;
  const ofCohort = kept.filter((one) => one.id.startsWith(`${terms.cohort.id}/`));
  const before = ofCohort.find((one) => one.id === id) ?? ofCohort[0];
  const doubts = [
    ...(before && before.signer !== read.signer
      ? [
          'It is signed by another key than what you had before from this cohort. Instructors may change computers; ask yours before you trust it.',
        ]
      : []),
    ...(before && learner !== undefined && before.learner !== learner
      ? [
          `It is for the id ${learner}, and what you had before was for ${before.learner}. Is it your link?`,
        ]
      : []),
  ];
  return { opened: { read, text, id, learner: learner ?? before?.learner ?? '', doubts } };
}

/**
 * What is kept of a link.
 *
 * @param learner as typed, for a link that everybody got
 * @throws LabError `IdNotPossible`.
 */
export function keptOf({ read, text, id }: OpenedLink, learner: string, now: Date): KeptAssignment {
  const { terms } = read.link;
  // An id that cannot be one is refused here, not when the lab is opened.
  seedsByLink(read.link, learner);
  return {
    id,
    title: terms.title,
    ...(terms.dueAt === undefined ? {} : { dueAt: terms.dueAt }),
    link: text,
    learner: read.link.learner ?? learner,
    signer: read.signer,
    keptAt: now.toISOString(),
  };
}

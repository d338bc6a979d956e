import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '#formats';

export type ItemKind = 'lesson' | 'quiz' | 'lab' | 'exam';

/** One thing that is to be done, and handed in. All but lessons are graded again. */
export interface AssignedItem {
  readonly kind: ItemKind;
  /** `<course>/<lesson>`, `<course>/<quiz>`, the lab's or the exam's id. */
  readonly id: string;
  readonly title: string;
  /** Of a lab, as it was when it was assigned. */
  readonly version?: string;
  /** Of its content as it was when it was assigned, where it has a digest. */
  readonly sha256?: string;
  /** Of an exam: the labs that are done in exam mode as its practical part. Each is handed in and graded for itself. */
  readonly practical?: readonly PracticalLab[];
  /**
   * Of a quiz or a lesson: learners are told to hand it in, so it has a column of the gradebook from the start. Without it,
   * as in assignments of before these could be handed in, it has one from the first hand-in on.
   */
  readonly handIn?: true;
}

/** A lab of an exam's practical part. */
export interface PracticalLab {
  readonly id: string;
  readonly title: string;
}

/** What becomes of a hand-in that is received after `dueAt`. */
export type LateRule =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse' }
  /** Each day begun takes so many percent of the points off, up to a most. */
  | { readonly kind: 'deduct'; readonly percentPerDay: number; readonly mostPercent: number };

/** What a learner is told and both sides hold to: the same for everybody of the cohort, and nothing secret. */
export interface AssignmentTerms {
  readonly format: 'plumbline-assignment';
  readonly formatVersion: 1;
  /** Unique within the cohort. */
  readonly id: string;
  readonly title: string;
  readonly cohort: { readonly id: string; readonly name: string };
  /** Name of who assigns it. */
  readonly issuer: string;
  /** Each once, in the order in which they are to be done. */
  readonly items: readonly AssignedItem[];
  /** ISO 8601 in UTC; absent: at once. */
  readonly opensAt?: string;
  /** ISO 8601 in UTC; absent: whenever. The time of receipt decides, by the instructor's clock. */
  readonly dueAt?: string;
  readonly late: LateRule;
  /** How many hand-ins of each item may be made, each with a seed of its own. */
  readonly attempts: number;
  /** Percent of an item's points that passes it. */
  readonly passPercent: number;
  readonly hintsAllowed: boolean;
  /** On which engine labs are to run; absent: the learner chooses. */
  readonly engine?: 'embedded' | 'webcontainer';
}

/** Terms that were given out. A hand-in names the terms that it answers by their digest. */
export interface PublishedTerms {
  readonly sha256: string;
  readonly publishedAt: string;
  /** One link for everybody was made: seeds that follow from that link are accepted, too. */
  readonly hasCommonLink: boolean;
}

/** An assignment as its instructor keeps it. */
export interface Assignment {
  /** As they stand now: dates, late rule and pass mark of these hold for every hand-in. */
  readonly terms: AssignmentTerms;
  /** Oldest first; empty while no link was made. A hand-in to any of them belongs to this assignment. */
  readonly published: readonly PublishedTerms[];
}

/** The digest of terms: SHA-256 of their canonical form (RFC 8785), lower-case hexadecimal. */
export function assignmentSha256(terms: AssignmentTerms): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(terms))));
}

/** True for items that are graded again: that a lesson was read is what the learner's browser says, and no more. */
export function isGraded({ kind }: Pick<AssignedItem, 'kind'>): boolean {
  return kind !== 'lesson';
}

/**
 * An item as it is assigned now: a quiz or a lesson is handed in.
 *
 * @param before the same item in the terms that are changed: what learners were told of handing it in stays
 */
export function asAssigned(item: AssignedItem, before?: AssignedItem): AssignedItem {
  const isLearned = item.kind === 'quiz' || item.kind === 'lesson';
  return isLearned && (!before || before.handIn) ? { ...item, handIn: true } : item;
}

/** The assignment with its terms marked as given out, unless they are already. */
export function published(assignment: Assignment, at: Date, asCommonLink: boolean): Assignment {
  const digest = assignmentSha256(assignment.terms);
  const known = assignment.published.find((one) => one.sha256 === digest);
  if (!known) {
    const entry = { sha256: digest, publishedAt: at.toISOString(), hasCommonLink: asCommonLink };
    return { ...assignment, published: [...assignment.published, entry] };
  }
  if (known.hasCommonLink || !asCommonLink) return assignment;
  return {
    ...assignment,
    published: assignment.published.map((one) =>
      one === known ? { ...one, hasCommonLink: true } : one,
    ),
  };
}

/** The assignment whose terms, in any edition that was given out, have this digest. */
export function assignmentOfDigest(
  assignments: readonly Assignment[],
  sha256: string,
): Assignment | undefined {
  return assignments.find((one) => one.published.some((terms) => terms.sha256 === sha256));
}

import type { LearnerRecord } from '#progress';

/** The assignment that the work in a lab, or a try at a quiz, is for. */
export interface AssignedWork {
  /** `<cohort>/<assignment>`. */
  readonly id: string;
  readonly title: string;
  /** Digest of its terms: what a hand-in names. */
  readonly sha256: string;
  /** The learner's id in it. */
  readonly learner: string;
  /** From 1. */
  readonly attempt: number;
  readonly attempts: number;
  readonly seed: string;
  /** ISO 8601 in UTC. */
  readonly dueAt?: string;
  readonly hintsAllowed: boolean;
  readonly engine?: 'embedded' | 'webcontainer';
}

/** What an address asks for: work that is assigned, practice, or something that cannot be had. */
export type Asked =
  | { readonly assigned: AssignedWork; readonly fault?: undefined }
  | { readonly assigned?: undefined; readonly fault?: string };

/**
 * The assignment that an address asks for (`?assigned=c-…/week-1&attempt=1`), as it is kept in the record. Where that cannot
 * be, the fault says why, and the work is practice.
 */
export async function assignedAskedFor(
  record: Pick<LearnerRecord, 'assignments'>,
  item: { readonly kind: 'lab' | 'quiz'; readonly id: string },
  search: string,
): Promise<Asked> {
  const query = new URLSearchParams(search);
  const id = query.get('assigned');
  if (id === null) return {};
  const kept = (await record.assignments()).find((one) => one.id === id);
  if (!kept) {
    return practice('this assignment is not kept in this browser. Open its link first.');
  }
  // Only whoever has an assignment fetches what reads one.
  const { assignmentSha256, readAssignmentFragment, seedsByLink } =
    await import('./read-assigned.ts');
  const read = readAssignmentFragment(kept.link);
  if (read.faults)
    return practice('what is kept of the assignment cannot be read. Open its link once more.');
  const { link } = read.value;
  const { terms } = link;
  const attempt = Number(query.get('attempt') ?? '1');
  const seed = seedsByLink(link, kept.learner)[attempt - 1];
  if (!terms.items.some(({ kind, id: of }) => kind === item.kind && of === item.id)) {
    return practice(`“${terms.title}” has not this ${item.kind}.`);
  }
  if (seed === undefined) {
    return practice(
      `“${terms.title}” has ${terms.attempts} hand-ins, and no number ${query.get('attempt') ?? ''}.`,
    );
  }
  return {
    assigned: {
      id,
      title: terms.title,
      sha256: assignmentSha256(terms),
      learner: kept.learner,
      attempt,
      attempts: terms.attempts,
      seed,
      ...(terms.dueAt === undefined ? {} : { dueAt: terms.dueAt }),
      hintsAllowed: terms.hintsAllowed,
      ...(terms.engine === undefined ? {} : { engine: terms.engine }),
    },
  };
}

/** Under which name the work is kept: apart from practice in the same lab, and from other attempts. */
export const assignedWorkKey = (lab: string, { id, attempt }: AssignedWork): string =>
  `${lab}-assigned-${id.replace('/', '-')}-${attempt}`;

const practice = (why: string): Asked => ({ fault: `This is practice: ${why}` });

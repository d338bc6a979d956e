import { activityKey } from '../collect/expected.ts';
import { isGraded, type AssignedItem } from '../register/assignment.ts';
import type { Cohort } from '../register/cohort.ts';
import { scoreOfGrading, type HandIn } from '../register/hand-in.ts';
import { gradebook, type Gradebook } from './gradebook.ts';
import type { CountingRule, GradedHandIn, GradedPiece } from './graded-work.ts';

/**
 * The gradebook of a cohort as it is kept: a column for each item of each assignment, and beside an exam's knowledge part one
 * for each lab of its practical part. Neither part makes up for the other, so each has a grade of its own.
 */
export function gradebookOfCohort(
  cohort: Cohort,
  handIns: readonly HandIn[],
  counts: CountingRule = 'best',
): Gradebook {
  return gradebook({
    learners: cohort.learners,
    pieces: piecesOf(cohort, counts, handIns),
    handIns: handIns.map(gradedHandIn),
  });
}

/** Names a column: an item may be assigned twice, and a lab may be a part of an exam, too. */
export const pieceId = (
  assignment: string,
  { kind, id }: Pick<AssignedItem, 'kind' | 'id'>,
  exam?: string,
): string => `${assignment}/${exam === undefined ? '' : `${exam}/`}${activityKey(kind, id)}`;

/** What is handed in for an item, each a column: itself, and the labs of an exam's practical part. */
export function columnsOf(
  assignment: string,
  item: AssignedItem,
): readonly (Pick<AssignedItem, 'kind' | 'id' | 'title' | 'handIn'> & {
  readonly piece: string;
})[] {
  const { practical = [] } = item;
  return [
    { ...item, piece: pieceId(assignment, item) },
    ...practical.map(({ id, title }) => {
      const lab = { kind: 'lab' as const, id, title: `${item.title}, ${title}` };
      return { ...lab, piece: pieceId(assignment, lab, item.id) };
    }),
  ];
}

/**
 * The pieces of a cohort, in the order of its assignments: each item from the moment it is assigned, so that what is missing
 * is seen and no total moves when the first hand-in comes. Of a quiz or a lesson whose terms do not say that it is handed in,
 * only once somebody did: its learners were told that it stays with them. That a lesson was read has no part in the total.
 */
export function piecesOf(
  { assignments }: Pick<Cohort, 'assignments'>,
  counts: CountingRule,
  handIns: readonly Pick<HandIn, 'assignment' | 'item'>[],
): readonly GradedPiece[] {
  const came = new Set(handIns.map(({ assignment, item }) => pieceId(assignment, item)));
  const items = assignments.flatMap(({ terms }) =>
    terms.items.flatMap((one) =>
      columnsOf(terms.id, one)
        .filter(
          ({ kind, handIn, piece }) =>
            kind === 'lab' || kind === 'exam' || handIn || came.has(piece),
        )
        .map((item) => ({ terms, item })),
    ),
  );
  const titles = items.map(({ item }) => item.title);
  return items.map(({ terms, item }): GradedPiece => {
    const isTwice = titles.filter((title) => title === item.title).length > 1;
    return {
      id: item.piece,
      title: isTwice ? `${item.title} (${terms.title})` : item.title,
      kind: item.kind,
      item: item.id,
      passPercent: terms.passPercent,
      ...(terms.dueAt !== undefined && { dueAt: terms.dueAt }),
      late: terms.late,
      attempts: terms.attempts,
      counts,
      ...(isGraded(item) ? {} : { weight: 0 }),
    };
  });
}

/** A hand-in as the gradebook needs it. */
export function gradedHandIn({
  bundleSha256,
  learner,
  assignment,
  item,
  exam,
  receivedAt,
  grading,
  overrides,
}: HandIn): GradedHandIn {
  const override = overrides.at(-1);
  const of = { id: bundleSha256, learner, piece: pieceId(assignment, item, exam), receivedAt };
  const decided = override && { override };
  const score = scoreOfGrading(grading);
  if (!score) return { ...of, ...decided };
  const { points, maxPoints } = score;
  const unmet = grading.status === 'graded' ? grading.record.score.unmet : [];
  const basis = grading.status === 'marked' ? grading.record.basis : 'regraded';
  return { ...of, result: { points, maxPoints, unmet, basis }, ...decided };
}

/** When each piece was opened: when its assignment opens, or else when it was first given out. */
export function openedAtOf({ assignments }: Pick<Cohort, 'assignments'>): Record<string, string> {
  return Object.fromEntries(
    assignments.flatMap(({ terms, published }) => {
      const opened = terms.opensAt ?? published[0]?.publishedAt;
      if (opened === undefined) return [];
      const columns = terms.items.flatMap((item) => columnsOf(terms.id, item));
      return columns.map(({ piece }) => [piece, opened] as const);
    }),
  );
}

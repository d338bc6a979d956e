import { gradeOf, rounded, type Grade } from './grade-of.ts';
import type { GradedHandIn, GradedLearner, GradedPiece } from './graded-work.ts';

export interface GradebookRow {
  readonly learner: GradedLearner;
  /** In the order of the gradebook's pieces. */
  readonly grades: readonly Grade[];
  /** Mean over the pieces by their weight: what is missing or does not count is 0. `undefined` where there are none. */
  readonly totalPercent: number | undefined;
  /** Pieces that were passed. */
  readonly passed: number;
}

export interface Gradebook {
  readonly pieces: readonly GradedPiece[];
  /** In the order of the roster. */
  readonly rows: readonly GradebookRow[];
  /** Hand-ins of learners or pieces that are not in this gradebook, a sentence each. */
  readonly strays: readonly string[];
}

export interface GradebookInput {
  readonly learners: readonly GradedLearner[];
  readonly pieces: readonly GradedPiece[];
  readonly handIns: readonly GradedHandIn[];
}

/**
 * The gradebook of a cohort. The order in which hand-ins are given does not matter.
 *
 * @throws RangeError when an id stands twice, or a decision has no reason.
 */
export function gradebook({ learners, pieces, handIns }: GradebookInput): Gradebook {
  const learnerIds = idsOf('learner', learners);
  const pieceIds = idsOf('piece', pieces);
  const groups = new Map<string, GradedHandIn[]>();
  const strays: string[] = [];
  for (const one of handIns) {
    if (!learnerIds.has(one.learner)) {
      strays.push(`A hand-in is left out: ${one.learner} is not on the roster.`);
    } else if (!pieceIds.has(one.piece)) {
      strays.push(`A hand-in of ${one.learner} is left out: ${one.piece} is not assigned.`);
    } else {
      const group = groups.get(keyOf(one.learner, one.piece));
      if (group) group.push(one);
      else groups.set(keyOf(one.learner, one.piece), [one]);
    }
  }
  const rows = learners.map((learner): GradebookRow => {
    const grades = pieces.map((piece) =>
      gradeOf(piece, groups.get(keyOf(learner.id, piece.id)) ?? []),
    );
    return {
      learner,
      grades,
      totalPercent: totalOf(pieces, grades),
      passed: grades.filter(({ passed }) => passed).length,
    };
  });
  return { pieces, rows, strays };
}

function totalOf(pieces: readonly GradedPiece[], grades: readonly Grade[]): number | undefined {
  let [sum, weights] = [0, 0];
  grades.forEach(({ percent = 0 }, at) => {
    const weight = pieces[at]?.weight ?? 1;
    sum += weight * percent;
    weights += weight;
  });
  return weights > 0 ? rounded(sum / weights) : undefined;
}

function idsOf(what: string, all: readonly { readonly id: string }[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { id } of all) {
    if (ids.has(id)) throw new RangeError(`The ${what} "${id}" stands twice in the gradebook.`);
    ids.add(id);
  }
  return ids;
}

const keyOf = (learner: string, piece: string): string => JSON.stringify([learner, piece]);

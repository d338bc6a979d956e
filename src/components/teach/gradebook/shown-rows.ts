import type { Gradebook, GradebookRow } from '#cohort';

/** By what the table is sorted: the name, the total, how many pieces were passed, or one piece by its place. */
export interface Sorting {
  readonly by: 'name' | 'total' | 'passed' | number;
  readonly isDown: boolean;
}

export const FILTERS = [
  { id: 'all', name: 'everybody' },
  { id: 'open', name: 'who has not passed all' },
  { id: 'missing', name: 'who has handed in nothing of something' },
  { id: 'waiting', name: 'whose work is not graded yet' },
  { id: 'late', name: 'who was late' },
  { id: 'set', name: 'whose grade a person has set' },
] as const;
export type FilterId = (typeof FILTERS)[number]['id'];

export interface Wanted {
  readonly wanted: string;
  readonly filter: FilterId;
  readonly sorting: Sorting;
}

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The rows that are looked for, in their order. Whoever has no value in the column of the order stands last. */
export function shownRows(
  { rows, pieces }: Gradebook,
  { wanted, filter, sorting }: Wanted,
): readonly GradebookRow[] {
  const folded = fold(wanted.trim());
  const found = rows.filter(
    (row) => isIn(row, filter, pieces.length) && (folded === '' || isLike(row, folded)),
  );
  const { by, isDown } = sorting;
  const byName = (a: GradebookRow, b: GradebookRow): number =>
    order.compare(a.learner.name || a.learner.id, b.learner.name || b.learner.id);
  if (by === 'name') return found.sort((a, b) => (isDown ? byName(b, a) : byName(a, b)));
  const valueOf = (row: GradebookRow): number | undefined =>
    by === 'total' ? row.totalPercent : by === 'passed' ? row.passed : row.grades[by]?.percent;
  return found.sort((a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === right) return byName(a, b);
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return isDown ? right - left : left - right;
  });
}

function isIn({ grades, passed }: GradebookRow, filter: FilterId, pieces: number): boolean {
  if (filter === 'all') return true;
  if (filter === 'open') return passed < pieces;
  if (filter === 'missing') return grades.some(({ state }) => state === 'missing');
  if (filter === 'waiting')
    return grades.some(({ handIns }) => handIns.some(({ leftOut }) => leftOut === 'not-graded'));
  if (filter === 'late')
    return grades.some(({ handIns }) => handIns.some(({ daysLate }) => daysLate > 0));
  return grades.some(({ basis }) => basis === 'decided');
}

function isLike({ learner: { name, email, id, lms } }: GradebookRow, folded: string): boolean {
  return [name, email ?? '', id, lms.canvasSection ?? ''].some((text) =>
    fold(text).includes(folded),
  );
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

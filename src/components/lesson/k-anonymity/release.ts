import { ageBand, APPLICATION_COLUMNS, namedCells, table, type NamedCells } from '#harborlight';

/** How much of the birth date a release keeps. */
export type AgeGrain = 'none' | 'band' | 'year' | 'date';

/** The quasi-identifiers of a release. */
export interface Columns {
  readonly country: boolean;
  readonly age: AgeGrain;
  readonly employment: boolean;
}

/** Rows that cannot be told apart by the columns of a release. */
export interface EquivalenceClass {
  readonly values: string;
  readonly rows: number;
  /** How many of them are students: the group that small classes hit first. */
  readonly students: number;
}

export interface Release {
  /** Smallest first. */
  readonly classes: readonly EquivalenceClass[];
  /** The size of the smallest class: the k of the table before anything is left out. */
  readonly k: number;
  /** Rows in classes smaller than the k that is wanted: they are left out. */
  readonly suppressed: number;
  readonly smallClasses: number;
  readonly left: number;
}

let rows: readonly NamedCells[] | undefined;

/** The training table of the course, 3,000 rows. */
export function trainingRows(): readonly NamedCells[] {
  const range = { rows: 3000, first: 1, startDay: 0, spanDays: 84 };
  rows ??= table('train', 'harborlight-1', range).map(({ row }) =>
    namedCells(APPLICATION_COLUMNS, row),
  );
  return rows;
}

function ageOf(cells: NamedCells, grain: AgeGrain): string {
  const birth = cells['birth_date'] ?? '';
  if (grain === 'band') return ageBand(cells['applied_at'] ?? '', birth);
  return grain === 'year' ? birth.slice(0, 4) : birth;
}

/** The classes of the training table by these columns, smallest first. */
export function classesBy({ country, age, employment }: Columns): readonly EquivalenceClass[] {
  const found = new Map<string, { rows: number; students: number }>();
  for (const cells of trainingRows()) {
    const values = [
      ...(country ? [cells['country']] : []),
      ...(age === 'none' ? [] : [ageOf(cells, age)]),
      ...(employment ? [cells['employment']] : []),
    ].join(', ');
    const one = found.get(values) ?? { rows: 0, students: 0 };
    one.rows += 1;
    if (cells['employment'] === 'student') one.students += 1;
    found.set(values, one);
  }
  return [...found]
    .map(([values, counts]) => ({ values, ...counts }))
    .sort((a, b) => a.rows - b.rows || (a.values < b.values ? -1 : 1));
}

/** What a release with these classes costs when no class may be smaller than `wanted`. */
export function releaseWith(classes: readonly EquivalenceClass[], wanted: number): Release {
  const small = classes.filter(({ rows: size }) => size < wanted);
  const suppressed = small.reduce((sum, { rows: size }) => sum + size, 0);
  const all = classes.reduce((sum, { rows: size }) => sum + size, 0);
  return {
    classes,
    k: classes[0]?.rows ?? 0,
    suppressed,
    smallClasses: small.length,
    left: all - suppressed,
  };
}

/** The share of students among the rows that are left out, and among all. */
export function studentsLost(
  classes: readonly EquivalenceClass[],
  wanted: number,
): { readonly lost: number; readonly all: number } {
  const lost = classes.filter(({ rows: size }) => size < wanted);
  const sum = (of: readonly EquivalenceClass[]) =>
    of.reduce((total, { students }) => total + students, 0);
  return { lost: sum(lost), all: sum(classes) };
}

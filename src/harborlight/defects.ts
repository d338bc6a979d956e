import type { ApplicationsTable } from './applications-table.ts';
import type { Drift } from './application.ts';
import { Random } from './random.ts';

/** Defects that are planted in a finished table (`curriculum.md` 3.2). */
export type TableDefect =
  | 'DF01'
  | 'DF02'
  | 'DF03'
  | 'DF04'
  | 'DF05'
  | 'DF06'
  | 'DF07'
  | 'DF08'
  | 'DF09'
  | 'DF10'
  | 'DF11'
  | 'DF12'
  | 'DF13'
  | 'DF14'
  | 'DF19';

/** Defects of the population: the table is drawn with this drift. */
export type DriftDefect = 'DF15' | 'DF16' | 'DF17';

/** All defects of the running case; DF18 is one of serving, see `termServedInMonths`. */
export type Defect = TableDefect | DriftDefect | 'DF18';

/** What is wrong, for people. */
export const DEFECTS: Readonly<Record<Defect, string>> = {
  DF01: 'duplicate application_id: rows stand twice',
  DF02: 'near duplicate: the same application under a new id',
  DF03: 'impossible bureau score: 999 or -1',
  DF04: 'enum noise: Se, " DE", Deutschland for a country',
  DF05: 'renamed column: income_month_eur is called income',
  DF06: 'unit slip: SEK in the EUR columns of Swedish rows',
  DF07: 'label leak: a column collections_flag that is known only after default',
  DF08: 'null flood: 40 % of the bureau scores are empty',
  DF09: 'stale file: nothing younger than 9 days',
  DF10: 'empty file: a header only',
  DF11: 'future date: applied_at one year on',
  DF12: 'swapped columns: income and debt exchanged in 5 % of the rows',
  DF13: 'byte order mark before the header',
  DF14: 'late arrivals: 6 % of the rows carry last week’s applied_at',
  DF15: 'concept drift among partner applications',
  DF16: 'covariate drift: bureau scores 45 points lower',
  DF17: 'mix drift: 45 % of the applications come from partners',
  DF18: 'serving skew: term_years is served in months',
  DF19: 'debt above income',
};

/** Pass as `drift` when drawing the table. */
export const DRIFTS: Readonly<Record<DriftDefect, Drift>> = {
  DF15: { concept: 90 },
  DF16: { bureau: -45, all: true },
  DF17: {
    channel: [
      ['web', 300],
      ['app', 250],
      ['partner', 450],
    ],
  },
};

export interface PlantOptions {
  /** How many rows DF01, DF02, DF03, DF04 and DF19 hit; 5 unless told. */
  readonly count?: number;
  /** The day on which the file is read, `yyyy-mm-dd`; DF09 needs it. */
  readonly asOf?: string;
}

const DAY_MS = 86_400_000;
const LEAST_AGE_DAYS = 9;
const SEK_PER_EUR = 11;
const COUNTRY_NOISE = ['Se', ' DE', 'Deutschland'];

/**
 * The table with one defect planted; `table` is not changed. The same seed hits the same rows.
 *
 * @throws RangeError when the table lacks the column, or has fewer rows than the defect needs, or DF09 lacks `asOf`.
 */
export function plantDefect(
  defect: TableDefect,
  table: ApplicationsTable,
  seed: string,
  options: PlantOptions = {},
): ApplicationsTable {
  const random = new Random(`${seed}/defect/${defect}`);
  const count = options.count ?? 5;
  const size = table.rows.length;
  switch (defect) {
    case 'DF01':
      return append(table, drawRows(random, size, count), (row) => row);
    case 'DF02':
      return append(table, drawRows(random, size, count), (row, i) =>
        withCell(table, row, 'application_id', () => newId(table, i)),
      );
    case 'DF03':
      return change(table, drawRows(random, size, count), 'bureau_score', () =>
        random.below(2) === 0 ? '999' : '-1',
      );
    case 'DF04':
      return change(table, drawRows(random, size, count), 'country', (_, i) => {
        return COUNTRY_NOISE[i % COUNTRY_NOISE.length] ?? '';
      });
    case 'DF05':
      columnOf(table, 'income_month_eur');
      return {
        ...table,
        header: table.header.map((name) => (name === 'income_month_eur' ? 'income' : name)),
      };
    case 'DF06': {
      const swedish = rowsWhere(table, 'country', (country) => country === 'SE');
      return ['income_month_eur', 'debt_month_eur', 'amount_eur'].reduce(
        (result, column) =>
          change(result, swedish, column, (cell) => `${Number(cell) * SEK_PER_EUR}.00`),
        table,
      );
    }
    case 'DF07': {
      const flag = (defaulted: boolean) => (random.permille() < (defaulted ? 920 : 30) ? '1' : '0');
      return {
        ...table,
        header: [...table.header, 'collections_flag'],
        rows: table.rows.map((row, i) => [...row, flag(table.defaulted[i] ?? false)]),
      };
    }
    case 'DF08':
      return change(table, drawShare(random, size, 40), 'bureau_score', () => '');
    case 'DF09':
      return madeStale(table, options.asOf);
    case 'DF10':
      return { ...table, rows: [], defaulted: [] };
    case 'DF11':
      return change(table, drawRows(random, size, 3), 'applied_at', (cell) =>
        cell.replace(/^\d{4}/, (year) => String(Number(year) + 1)),
      );
    case 'DF12':
      return swapped(table, drawShare(random, size, 5), 'income_month_eur', 'debt_month_eur');
    case 'DF13':
      return { ...table, byteOrderMark: true };
    case 'DF14':
      return change(table, drawShare(random, size, 6), 'applied_at', (cell) => shifted(cell, -7));
    case 'DF19': {
      const income = columnOf(table, 'income_month_eur');
      return change(table, drawRows(random, size, count), 'debt_month_eur', (_, __, row) => {
        return `${Number(row[income]) + 50}.00`;
      });
    }
  }
}

/** Draws `count` different rows of `size`, in the order drawn. */
function drawRows(random: Random, size: number, count: number): readonly number[] {
  if (count > size) throw new RangeError(`The table has ${size} rows; the defect needs ${count}.`);
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(random.below(size));
  return [...drawn];
}

function drawShare(random: Random, size: number, percent: number): readonly number[] {
  return drawRows(random, size, Math.floor((size * percent) / 100));
}

function columnOf(table: ApplicationsTable, name: string): number {
  const at = table.header.indexOf(name);
  if (at < 0) throw new RangeError(`The table has no column ${name}.`);
  return at;
}

function rowsWhere(
  table: ApplicationsTable,
  column: string,
  wanted: (cell: string) => boolean,
): readonly number[] {
  const at = columnOf(table, column);
  return table.rows.flatMap((row, i) => (wanted(row[at] ?? '') ? [i] : []));
}

type NewCell = (cell: string, drawnAs: number, row: readonly string[]) => string;

/** New cells in one column of the chosen rows. */
function change(
  table: ApplicationsTable,
  chosen: readonly number[],
  column: string,
  cell: NewCell,
): ApplicationsTable {
  const drawnAs = new Map(chosen.map((row, i) => [row, i]));
  const rows = table.rows.map((row, index) => {
    const i = drawnAs.get(index);
    return i === undefined ? row : withCell(table, row, column, (old) => cell(old, i, row));
  });
  return { ...table, rows };
}

function withCell(
  table: ApplicationsTable,
  row: readonly string[],
  column: string,
  cell: (old: string) => string,
): readonly string[] {
  const at = columnOf(table, column);
  return row.with(at, cell(row[at] ?? ''));
}

function append(
  table: ApplicationsTable,
  chosen: readonly number[],
  copy: (row: readonly string[], drawnAs: number) => readonly string[],
): ApplicationsTable {
  return {
    ...table,
    rows: [...table.rows, ...chosen.map((row, i) => copy(table.rows[row] ?? [], i))],
    defaulted: [...table.defaulted, ...chosen.map((row) => table.defaulted[row] ?? false)],
  };
}

/** An id beyond all that the table has. */
function newId(table: ApplicationsTable, i: number): string {
  const at = columnOf(table, 'application_id');
  const numbers = table.rows.map((row) => Number(row[at]?.slice('A-'.length)));
  return `A-${String(numbers.reduce((a, b) => Math.max(a, b), 0) + 1 + i).padStart(6, '0')}`;
}

function madeStale(table: ApplicationsTable, asOf: string | undefined): ApplicationsTable {
  if (asOf === undefined) throw new RangeError('DF09 needs the day on which the file is read.');
  const at = columnOf(table, 'applied_at');
  const youngest = table.rows.reduce(
    (latest, row) => Math.max(latest, Date.parse(row[at] ?? '')),
    0,
  );
  const limit = Date.parse(`${asOf}T00:00:00Z`) - LEAST_AGE_DAYS * DAY_MS;
  const days = Math.min(0, Math.floor((limit - youngest) / DAY_MS));
  const all = table.rows.map((_, i) => i);
  return change(table, all, 'applied_at', (cell) => shifted(cell, days));
}

function swapped(
  table: ApplicationsTable,
  chosen: readonly number[],
  a: string,
  b: string,
): ApplicationsTable {
  const [first, second] = [columnOf(table, a), columnOf(table, b)];
  const hit = new Set(chosen);
  const rows = table.rows.map((row, i) =>
    hit.has(i) ? row.with(first, row[second] ?? '').with(second, row[first] ?? '') : row,
  );
  return { ...table, rows };
}

/** A timestamp some days on. */
function shifted(appliedAt: string, days: number): string {
  return new Date(Date.parse(appliedAt) + days * DAY_MS).toISOString().replace('.000Z', 'Z');
}

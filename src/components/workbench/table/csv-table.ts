import { parseCsv } from '#formats';

/** A table of text: what a CSV file holds, without any guess about types. */
export interface ShownTable {
  readonly columns: readonly string[];
  /** As many cells as the row has in the file, which may be fewer or more than there are columns. */
  readonly rows: readonly (readonly string[])[];
  /** Columns whose cells are all numbers or empty, by index. */
  readonly numeric: ReadonlySet<number>;
  /** What is wrong with the file, in words; the rows are shown all the same. */
  readonly faults: readonly string[];
}

/** A CSV file (TSV by its name) with a first line of column names, as it is shown. */
export function shownTable(text: string, path: string): ShownTable {
  const delimiter = path.toLowerCase().endsWith('.tsv') ? '\t' : ',';
  const { columns, rows, faults } = parseCsv(text, delimiter);
  const uneven = rows.filter((row) => row.length !== columns.length).length;
  return {
    columns,
    rows,
    numeric: new Set(columns.flatMap((_, index) => (isNumeric(rows, index) ? [index] : []))),
    faults: [
      ...faults.slice(0, 1).map(({ line, what }) => `Line ${line}: ${what}.`),
      ...(uneven > 0
        ? [
            `${uneven} of ${rows.length} rows ${uneven === 1 ? 'has' : 'have'} another number of cells than the first line.`,
          ]
        : []),
    ],
  };
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function isNumeric(rows: readonly (readonly string[])[], index: number): boolean {
  let isSeen = false;
  for (const row of rows) {
    const cell = row[index] ?? '';
    if (cell === '') continue;
    if (!NUMBER.test(cell)) return false;
    isSeen = true;
  }
  return isSeen;
}

export interface Sorting {
  readonly column: number;
  readonly isDescending: boolean;
}

/**
 * The rows that pass every filter, sorted; the file's own order where `sorting` is left out or cells are equal.
 *
 * A filter is text that a cell holds (case does not matter), or `=x`, `!=x`, `<n`, `<=n`, `>n`, `>=n`; `=` alone finds
 * empty cells. Numbers sort as numbers in a numeric column, with empty cells last.
 *
 * @param filters text by column
 */
export function selectRows(
  table: ShownTable,
  filters: readonly string[],
  sorting: Sorting | undefined,
): readonly (readonly string[])[] {
  const tests = filters.flatMap((filter, column) => {
    const passes = filterOf(filter.trim());
    return passes ? [(row: readonly string[]) => passes(row[column] ?? '')] : [];
  });
  const rows = table.rows.filter((row) => tests.every((passes) => passes(row)));
  if (!sorting) return rows;
  const { column, isDescending } = sorting;
  const sign = isDescending ? -1 : 1;
  const isNumber = table.numeric.has(column);
  return rows.sort((rowA, rowB) => {
    const [a, b] = [rowA[column] ?? '', rowB[column] ?? ''];
    if (a === b) return 0;
    if (a === '' || b === '') return a === '' ? 1 : -1;
    return sign * (isNumber ? Number(a) - Number(b) : a < b ? -1 : 1);
  });
}

const COMPARISONS: Readonly<Record<string, (cell: number, limit: number) => boolean>> = {
  '<': (cell, limit) => cell < limit,
  '<=': (cell, limit) => cell <= limit,
  '>': (cell, limit) => cell > limit,
  '>=': (cell, limit) => cell >= limit,
};

function filterOf(filter: string): ((cell: string) => boolean) | undefined {
  if (filter === '') return undefined;
  const [, operator = '', rest = ''] = /^(!=|<=|>=|=|<|>)?([^]*)$/.exec(filter) ?? [];
  const value = rest.trim();
  if (operator === '=') return (cell) => cell === value;
  if (operator === '!=') return (cell) => cell !== value;
  const compare = COMPARISONS[operator];
  if (compare && NUMBER.test(value)) {
    return (cell) => NUMBER.test(cell) && compare(Number(cell), Number(value));
  }
  const wanted = filter.toLowerCase();
  return (cell) => cell.toLowerCase().includes(wanted);
}

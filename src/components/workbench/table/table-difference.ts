import type { CsvTable } from '#formats';

/** One row that is not the same in two tables. */
export type RowDifference =
  | { readonly kind: 'only-mine' | 'only-theirs'; readonly cells: readonly string[] }
  | {
      readonly kind: 'changed';
      readonly cells: readonly string[];
      readonly theirs: readonly string[];
    };

/** Two tables compared row by row. */
export interface TableDifference {
  /** Of both, mine first; every row of the difference has a cell for each. */
  readonly columns: readonly string[];
  readonly onlyMine: readonly string[];
  readonly onlyTheirs: readonly string[];
  /** The columns by which a row here is known to be a row there; empty when only whole rows are told apart. */
  readonly keys: readonly string[];
  /** In the order of mine, then what only theirs has. */
  readonly rows: readonly RowDifference[];
  /** Rows that are in both and the same. */
  readonly same: number;
}

/**
 * The columns that tell rows apart: the first that has a value of its own in each row of both tables (one whose name
 * ends in `id` before others), else the first two that do together, else none.
 */
export function keyColumns(mine: CsvTable, theirs: CsvTable): readonly string[] {
  const common = mine.columns.filter((column) => theirs.columns.includes(column));
  const byName = [...common].sort((a, b) => Number(isId(b)) - Number(isId(a)));
  const pairs = common.flatMap((a, i) => common.slice(i + 1).map((b) => [a, b]));
  const candidates = [...byName.map((column) => [column]), ...pairs.slice(0, MOST_PAIRS)];
  return candidates.find((keys) => tellApart(mine, keys) && tellApart(theirs, keys)) ?? [];
}

/** Pairs of columns that are tried; a wide table has hundreds. */
const MOST_PAIRS = 60;

const isId = (name: string): boolean => /(?:^|_)id$/i.test(name);

function tellApart(table: CsvTable, keys: readonly string[]): boolean {
  const seen = new Set<string>();
  const keyOf = keyBy(table, keys);
  for (const row of table.rows) {
    const key = keyOf(row);
    if (key === undefined || seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

/** A row's key as one text, or `undefined` when a part of it is empty. */
function keyBy(
  { columns }: CsvTable,
  keys: readonly string[],
): (row: readonly string[]) => string | undefined {
  const places = keys.map((key) => columns.indexOf(key));
  return (row) => {
    const parts = places.map((place) => row[place] ?? '');
    return parts.includes('') ? undefined : JSON.stringify(parts);
  };
}

/** Compares two tables by key columns, or by whole rows where there are none. The order of rows and columns is free. */
export function tableDifference(
  mine: CsvTable,
  theirs: CsvTable,
  keys: readonly string[] = keyColumns(mine, theirs),
): TableDifference {
  const onlyMine = mine.columns.filter((column) => !theirs.columns.includes(column));
  const onlyTheirs = theirs.columns.filter((column) => !mine.columns.includes(column));
  const columns = [...mine.columns, ...onlyTheirs];
  const laid = (table: CsvTable) => {
    const places = columns.map((column) => table.columns.indexOf(column));
    return (row: readonly string[]) => places.map((place) => row[place] ?? '');
  };
  const [mineLaid, theirsLaid] = [laid(mine), laid(theirs)];
  const whole = keys.length === 0;
  const keyOf = (table: CsvTable, lay: (row: readonly string[]) => readonly string[]) => {
    const key = keyBy(table, keys);
    return (row: readonly string[]) => (whole ? undefined : key(row)) ?? JSON.stringify(lay(row));
  };
  const [mineKey, theirsKey] = [keyOf(mine, mineLaid), keyOf(theirs, theirsLaid)];
  const left = new Map<string, (readonly string[])[]>();
  for (const row of theirs.rows) {
    const key = theirsKey(row);
    const rows = left.get(key);
    if (rows) rows.push(row);
    else left.set(key, [row]);
  }
  const rows: RowDifference[] = [];
  let same = 0;
  for (const row of mine.rows) {
    const cells = mineLaid(row);
    const found = left.get(mineKey(row))?.shift();
    if (!found) rows.push({ kind: 'only-mine', cells });
    else {
      const other = theirsLaid(found);
      if (cells.every((cell, i) => cell === other[i])) same += 1;
      else rows.push({ kind: 'changed', cells, theirs: other });
    }
  }
  for (const rest of left.values()) {
    for (const row of rest) rows.push({ kind: 'only-theirs', cells: theirsLaid(row) });
  }
  return { columns, onlyMine, onlyTheirs, keys, rows, same };
}

import { brokenRules, type BrokenRule, type CsvTable, type DataContract } from '#formats';
import { applicationsTable, plantDefect, table } from '#harborlight';
import { FILES } from './files.ts';

const SEED = 'harborlight-1';

const made = new Map<string, CsvTable>();

/** The file's header and rows; made once. */
export function fileTable(id: string): CsvTable {
  const known = made.get(id);
  if (known) return known;
  const april = table('april', SEED, { rows: 250, first: 4001, startDay: 84, spanDays: 7 });
  const clean = applicationsTable(april);
  const defect = FILES.find((one) => one.id === id)?.defect;
  const { header, rows } = defect ? plantDefect(defect, clean, SEED) : clean;
  const read: CsvTable = { columns: header, rows };
  made.set(id, read);
  return read;
}

const COUNT =
  /^\s*SELECT\s+COUNT\(\*\)\s+FROM\s+\w+\s+WHERE\s+(\w+)\s*(<=|>=|<|>|=)\s*(\w+)\s*;?\s*$/i;
const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
};

/** Counts rows in which two columns, or a column and a number, stand so to each other; `undefined` for any other query. */
export function countRows(query: string, { columns, rows }: CsvTable): number | undefined {
  const [, left = '', operator = '', right = ''] = COUNT.exec(query) ?? [];
  const compare = COMPARE[operator];
  const a = columns.indexOf(left);
  const b = columns.indexOf(right);
  const fixed = /^\d+$/.test(right) ? Number(right) : undefined;
  if (!compare || a < 0 || (b < 0 && fixed === undefined)) return undefined;
  return rows.filter((row) => {
    const [x, y] = [row[a] ?? '', fixed === undefined ? (row[b] ?? '') : String(fixed)];
    return x !== '' && y !== '' && compare(Number(x), Number(y));
  }).length;
}

export interface Enforced {
  readonly verdict: 'pass' | 'warn' | 'fail';
  readonly broken: readonly BrokenRule[];
}

/** What the enforcer of the house says of a file, read on the day after it came. */
export function enforce(contract: DataContract, table: CsvTable): Enforced {
  const broken = brokenRules(contract, table, {
    asOf: '2026-04-07T00:00:00Z',
    sql: (query) => countRows(query, table),
  });
  const isError = broken.some(({ severity }) => severity !== 'warning');
  return { verdict: isError ? 'fail' : broken.length > 0 ? 'warn' : 'pass', broken };
}

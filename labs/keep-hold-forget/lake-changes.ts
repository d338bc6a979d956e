import { readCsv } from '#formats';
import { EVENTS, LEDGER, type HiddenLake, type Subject } from './hidden-lakes.ts';
import { DAY_MS, FLOOR_DAYS } from './hidden-periods.ts';

/** Files that an erasure may add lines to. */
export const NOTES: readonly string[] = [LEDGER, EVENTS];

/** A row of a table or a line of a log: as it stands, with its values, and whose it is. */
export interface LakeRow {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly isHers: boolean;
}

/** The rows of a file of a hidden lake, without the header; `undefined` when they cannot be read. */
export function lakeRows(
  path: string,
  text: string,
  subject: Subject,
): { readonly header: string; readonly rows: readonly LakeRow[] } | undefined {
  const lines = text.split('\n').filter((line) => line !== '');
  try {
    if (path.endsWith('.jsonl')) {
      const rows = lines.map((line) => rowOf(line, JSON.parse(line) as LakeRow['values'], subject));
      return { header: '', rows };
    }
    const [header = '', ...rest] = lines;
    const { columns, rows } = readCsv(text);
    if (rows.length !== rest.length) return undefined;
    return {
      header,
      rows: rows.map((row, i) => {
        const values = Object.fromEntries(columns.map((column, at) => [column, row[at] ?? '']));
        return rowOf(rest[i] ?? '', values, subject);
      }),
    };
  } catch {
    // The check that looks at this file says that it cannot be read.
    return undefined;
  }
}

function rowOf(text: string, values: LakeRow['values'], subject: Subject): LakeRow {
  const isHers =
    values['customer_id'] === subject.customerId ||
    values['subject_token'] === subject.token ||
    subject.applications.some((id) => id === values['application_id']);
  return { text, values, isHers };
}

/** Whether a log line is young enough to stay. */
export function mustStay({ values }: LakeRow, { asOf }: HiddenLake): boolean {
  return Date.parse(String(values['ts'])) >= Date.parse(asOf) - FLOOR_DAYS * DAY_MS;
}

/** How many lines of a file are no longer there as they were. */
export function linesChanged(before: string, after: string): number {
  const left = new Map<string, number>();
  for (const line of after.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  let changed = 0;
  for (const line of before.split('\n')) {
    const count = left.get(line) ?? 0;
    if (count === 0) changed++;
    else left.set(line, count - 1);
  }
  return changed;
}

/** What was added to a file of notes, as lines; `undefined` when what stood there was changed. */
export function linesAdded(
  before: string,
  after: string | undefined,
): readonly string[] | undefined {
  if (!after?.startsWith(before)) return undefined;
  return after
    .slice(before.length)
    .split('\n')
    .filter((line) => line.trim() !== '');
}

/** Files that differ, are gone, or are new, the notes left out; by path. */
export function changedFiles(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => !NOTES.includes(path) && before[path] !== after[path]).sort();
}

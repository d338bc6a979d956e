import type { Application } from './application.ts';
import { APPLICATION_COLUMNS, csvLines } from './table.ts';

/** The table `applications` as cells of text, so that a defect can be planted in it. Nothing in it is quoted. */
export interface ApplicationsTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether each row's application defaulted, in the order of `rows`. Not a column: outcomes come 90 days later. */
  readonly defaulted: readonly boolean[];
  /** True when the file begins with a UTF-8 byte order mark. */
  readonly byteOrderMark?: boolean;
}

/** The clean table of these applications. */
export function applicationsTable(applications: readonly Application[]): ApplicationsTable {
  return {
    header: APPLICATION_COLUMNS,
    rows: applications.map(({ row }) => row),
    defaulted: applications.map(({ defaulted }) => defaulted),
  };
}

/** The table as the text of `applications.csv`; for a table without defects the same as `applicationsCsv`. */
export function tableCsv(table: ApplicationsTable): string {
  return `${table.byteOrderMark ? '\ufeff' : ''}${csvLines([table.header, ...table.rows])}`;
}

/**
 * Reads `applications.csv` back into cells.
 *
 * @throws RangeError that names the line, when a row has another number of cells than the header.
 */
export function readTableCsv(text: string): Omit<ApplicationsTable, 'defaulted'> {
  const byteOrderMark = text.startsWith('\ufeff');
  const lines = (byteOrderMark ? text.slice(1) : text).split('\n');
  if (lines.at(-1) === '') lines.pop();
  const [header = [], ...rows] = lines.map((line) => line.replace(/\r$/, '').split(','));
  const ragged = rows.findIndex((row) => row.length !== header.length);
  if (ragged >= 0) {
    throw new RangeError(
      `Line ${ragged + 2} has ${rows[ragged]?.length ?? 0} cells; the header has ${header.length}.`,
    );
  }
  return { header, rows, ...(byteOrderMark ? { byteOrderMark } : {}) };
}

import { drawApplication, type Application, type Drift } from './application.ts';
import { Random } from './random.ts';

/** The columns of `applications`, in order. */
export const APPLICATION_COLUMNS = [
  'application_id',
  'applied_at',
  'customer_id',
  'national_id',
  'email',
  'birth_date',
  'country',
  'channel',
  'employment',
  'income_month_eur',
  'debt_month_eur',
  'amount_eur',
  'term_months',
  'bureau_score',
  'late_payments_12m',
  'device_risk',
  'consent_scoring',
] as const;

/** Which applications a table holds. */
export interface TableRange {
  readonly rows: number;
  /** Number of the first application. */
  readonly first: number;
  /** Days after 2026-01-05 on which the table begins, and how many days it spans. */
  readonly startDay: number;
  readonly spanDays: number;
  readonly drift?: Drift;
}

/** The table called `name` of a seed: the same arguments give the same rows, on every machine. */
export function table(name: string, seed: string, range: TableRange): readonly Application[] {
  const random = new Random(`${seed}/${name}`);
  return Array.from({ length: range.rows }, (_, i) =>
    drawApplication(seed, random, range.first + i, range.startDay, range.spanDays, range.drift),
  );
}

/** `applications.csv`: header and rows, comma, LF, no quotes, LF at the end. */
export function applicationsCsv(applications: readonly Application[]): string {
  return csvLines([APPLICATION_COLUMNS, ...applications.map(({ row }) => row)]);
}

/** `outcomes.csv`: what became of these applications, 0 or 1 in `defaulted_90d`. */
export function outcomesCsv(applications: readonly Application[]): string {
  const rows = applications.map(({ row, defaulted }) => [row[0] ?? '', defaulted ? '1' : '0']);
  return csvLines([['application_id', 'defaulted_90d'], ...rows]);
}

/** Rows as CSV: comma, LF, no quotes, LF at the end. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.join(',')}\n`).join('');
}

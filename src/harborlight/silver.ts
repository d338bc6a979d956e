import { namedCells, type NamedCells } from './features.ts';
import { APPLICATION_COLUMNS } from './table.ts';

/** The columns of silver `applications`, in order: bronze without what names a person. */
export const SILVER_COLUMNS = [
  'application_id',
  'applied_at',
  'subject_token',
  'country',
  'age_band',
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

const BANDS = [
  [65, '65+'],
  [55, '55-64'],
  [45, '45-54'],
  [35, '35-44'],
  [25, '25-34'],
] as const;

/** The age band of somebody who applied, by calendar years only. */
export function ageBand(appliedAt: string, birthDate: string): string {
  const age = Number(appliedAt.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return BANDS.find(([least]) => age >= least)?.[1] ?? '18-24';
}

/** The row of silver for a row of bronze whose customer has this token, by column. */
export function silverRow(bronze: readonly string[], token: string): NamedCells {
  const cells = namedCells(APPLICATION_COLUMNS, bronze);
  const made: NamedCells = {
    ...cells,
    subject_token: token,
    age_band: ageBand(cells['applied_at'] ?? '', cells['birth_date'] ?? ''),
  };
  return Object.fromEntries(SILVER_COLUMNS.map((column) => [column, made[column] ?? '']));
}

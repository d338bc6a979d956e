/** The features of the model `loan-default`, in the model's order. Country, age and identifiers are slices, not features. */
export const FEATURES = [
  'dti',
  'burden',
  'term_years',
  'bureau',
  'bureau_missing',
  'late',
  'device_risk',
  'emp_temporary',
  'emp_self_employed',
  'emp_retired',
  'emp_student',
  'emp_unemployed',
  'partner',
] as const;

/** What stands in for a bureau score that is missing. */
const SCORE_WITHOUT_HIT = 640;

/** An application by column name, as text. */
export type NamedCells = Readonly<Record<string, string>>;

/** One row of a table by column name. */
export function namedCells(header: readonly string[], row: readonly string[]): NamedCells {
  return Object.fromEntries(header.map((name, i) => [name, row[i] ?? '']));
}

/**
 * The 13 numbers that `loan-default` sees of an application, in the order of `FEATURES`.
 *
 * @throws RangeError that names the column, when a number that the features need is missing or none.
 */
export function featureVector(application: NamedCells): readonly number[] {
  const income = numberIn(application, 'income_month_eur');
  const term = numberIn(application, 'term_months');
  const missing = (application['bureau_score'] ?? '') === '';
  const score = missing ? SCORE_WITHOUT_HIT : numberIn(application, 'bureau_score');
  const employed = (as: string) => (application['employment'] === as ? 1 : 0);
  return [
    numberIn(application, 'debt_month_eur') / income,
    numberIn(application, 'amount_eur') / (income * term),
    term / 12,
    (score - 650) / 100,
    missing ? 1 : 0,
    numberIn(application, 'late_payments_12m'),
    numberIn(application, 'device_risk'),
    employed('temporary'),
    employed('self_employed'),
    employed('retired'),
    employed('student'),
    employed('unemployed'),
    application['channel'] === 'partner' ? 1 : 0,
  ];
}

/** The planted defect DF18: the same features from a service that takes the term in months for years. */
export function termServedInMonths(features: readonly number[]): readonly number[] {
  const at = FEATURES.indexOf('term_years');
  return features.with(at, (features[at] ?? 0) * 12);
}

function numberIn(application: NamedCells, column: string): number {
  const text = application[column] ?? '';
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new RangeError(`${column} is ${JSON.stringify(text)}, which is no number.`);
  }
  return value;
}

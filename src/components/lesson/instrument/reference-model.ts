import {
  APPLICATION_COLUMNS,
  featureVector,
  namedCells,
  table,
  trainLoanDefault,
  type LoanDefault,
  type TrainingOptions,
} from '#harborlight';

/** `loan-default` as the lessons know it, trained on the 3,000 applications of January to March when the site is built. */
export function referenceModel(options: TrainingOptions = {}): LoanDefault {
  const rows = table('train', 'harborlight-1', { rows: 3000, first: 1, startDay: 0, spanDays: 84 });
  return trainLoanDefault(
    rows.map(({ row }) => featureVector(namedCells(APPLICATION_COLUMNS, row))),
    rows.map(({ defaulted }) => defaulted),
    options,
  );
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  APPLICATION_COLUMNS,
  auc,
  brier,
  decide,
  FEATURES,
  featureVector,
  logLoss,
  namedCells,
  probabilityOfDefault,
  readLoanDefault,
  sliceAuc,
  table,
  termServedInMonths,
  trainLoanDefault,
  type Application,
} from '#harborlight';

// The reference values of curriculum.md 3.2 for this seed.
const SEED = 'harborlight-1';
const COEFFICIENTS = [
  2.721122, 4.742533, -0.034897, -0.979338, 0.083619, 0.342777, 1.084926, 0.121303, 0.382007,
  -0.005305, 0.46308, 0.883184, 0.239788,
];
const train = table('train', SEED, { rows: 3000, first: 1, startDay: 0, spanDays: 84 });
const holdout = table('holdout', SEED, { rows: 1000, first: 3001, startDay: 84, spanDays: 28 });

const cellsOf = ({ row }: Application) => namedCells(APPLICATION_COLUMNS, row);
const vectors = (applications: readonly Application[]) =>
  applications.map((application) => featureVector(cellsOf(application)));
const model = trainLoanDefault(
  vectors(train),
  train.map(({ defaulted }) => defaulted),
);
const probabilities = vectors(holdout).map((row) => probabilityOfDefault(model, row));
const defaulted = holdout.map((application) => application.defaulted);

test('training on the train table gives the reference coefficients to 6 places', () => {
  assert.equal(model.intercept.toFixed(6), '-4.041202');
  assert.deepEqual(
    model.coef.map((coef) => coef.toFixed(6)),
    COEFFICIENTS.map((coef) => coef.toFixed(6)),
  );
  assert.equal(model.coef.length, FEATURES.length);
});

test('the first applications of the holdout have the reference features and probabilities', () => {
  const [first] = vectors(holdout);
  assert.deepEqual(
    first?.map((value) => Number(value.toFixed(6))),
    [0.294532, 0.061812, 1, -0.58, 0, 0, 0.164, 0, 0, 0, 0, 0, 0],
  );
  assert.deepEqual(
    probabilities.slice(0, 3).map((p) => p.toFixed(9)),
    ['0.096602890', '0.278088074', '0.074437905'],
  );
});

test('the holdout metrics are the reference ones', () => {
  assert.equal(auc(probabilities, defaulted).toFixed(4), '0.8272');
  assert.equal(brier(probabilities, defaulted).toFixed(4), '0.0941');
  assert.equal(logLoss(probabilities, defaulted).toFixed(4), '0.3174');
});

test('the AUC by country names the four countries, Sweden the worst', () => {
  const slices = sliceAuc(
    probabilities,
    defaulted,
    holdout.map((application) => cellsOf(application)['country'] ?? ''),
  );
  const rounded = Object.entries(slices).map(([country, area]) => [country, area.toFixed(3)]);
  assert.deepEqual(rounded, [
    ['DE', '0.795'],
    ['PL', '0.885'],
    ['PT', '0.824'],
    ['SE', '0.777'],
  ]);
});

test('about 78 % of the holdout are approved, and the threshold itself is referred', () => {
  const approved = probabilities.filter((p) => decide(model, p) === 'approve');
  assert.equal(approved.length, 782);
  assert.equal(decide(model, 0.2), 'refer');
});

test('the tables are as the case tells: default rates, and customers who stand in both', () => {
  assert.equal(train.filter((application) => application.defaulted).length, 434);
  assert.equal(defaulted.filter(Boolean).length, 154);
  const known = new Set(train.map((application) => cellsOf(application)['customer_id']));
  const both = holdout.map((application) => cellsOf(application)['customer_id']);
  assert.equal(new Set(both.filter((customer) => known.has(customer))).size, 577);
});

test('a model file is read as it was written, and a broken one is refused with the reason', () => {
  assert.deepEqual(readLoanDefault(JSON.stringify(model)), model);
  assert.throws(() => readLoanDefault('{"format":"pickle"}'), /no harborlight-logit\/1 model/);
  assert.throws(
    () => readLoanDefault(JSON.stringify({ ...model, coef: model.coef.slice(1) })),
    /one coefficient for each feature/,
  );
  assert.throws(
    () => readLoanDefault(JSON.stringify({ ...model, intercept: null })),
    /must be finite numbers/,
  );
});

test('a cell that is no number is an error that names the column; a missing score is not', () => {
  const cells = cellsOf(holdout[0] as Application);
  assert.throws(
    () => featureVector({ ...cells, income_month_eur: 'unknown' }),
    /^RangeError: income_month_eur is "unknown", which is no number\.$/,
  );
  const missing = featureVector({ ...cells, bureau_score: '' });
  assert.deepEqual([missing[3], missing[4]], [-0.1, 1]);
});

test('the serving skew DF18 multiplies the term by 12 and nothing else', () => {
  const row = featureVector(cellsOf(holdout[0] as Application));
  assert.deepEqual(termServedInMonths(row), row.with(2, 12));
});

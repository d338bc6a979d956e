import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import {
  applicationsTable,
  decide,
  featureVector,
  FEATURES,
  namedCells,
  probabilityOfDefault,
  termServedInMonths,
  trainLoanDefault,
  type NamedCells,
} from '#harborlight';
import {
  grouped,
  heldOut,
  HOLDOUT,
  lessonText,
  listing,
  loanDefault,
  states,
  TRAIN,
} from './stated.ts';

/** The figures of "Tests for data, model, infrastructure". */

const lesson = lessonText('deploy-test-monitor', 'tests-for-data-model-infrastructure');
const HEADER = applicationsTable(HOLDOUT).header;
const cells = HOLDOUT.map(({ row }) => namedCells(HEADER, row));
const champion = heldOut(loanDefault());

const SECTIONS = { data: 'D', model: 'M', infrastructure: 'I', watching: 'W' } as const;
const ALL = Object.values(SECTIONS).flatMap((letter) =>
  Array.from({ length: 7 }, (_, i) => `${letter}${i + 1}`),
);

test('the map has each of the 28 tests once, and as many at each moment as the text counts', () => {
  const table = lesson.split('| Moment | Tests |')[1]?.split('</Figure>')[0] ?? '';
  const moments = table
    .split('\n')
    .map((line) => line.match(/\b[DMIW][1-7]\b/g) ?? [])
    .filter((tests) => tests.length > 0);
  assert.deepEqual(moments.flat().sort(), ALL.toSorted());
  assert.deepEqual(
    moments.map(({ length }) => length),
    [6, 3, 7, 3, 5, 4],
  );
  states(lesson, 'Six, three, seven, three, five and four.');
});

test('the score is the lowest section, and only the next test moves it', () => {
  const readiness = parse(listing(lesson, 'docs/readiness.yaml')) as Record<
    keyof typeof SECTIONS,
    Record<string, number>
  > & { next: { test: string } };
  const names = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[];
  assert.deepEqual(names.flatMap((name) => Object.keys(readiness[name])).sort(), ALL.toSorted());
  const sums = (changed: Record<string, number> = {}): number[] =>
    names.map((name) =>
      Object.entries(readiness[name])
        .map(([id, points]) => changed[id] ?? points)
        .reduce((a, b) => a + b, 0),
    );
  const [d, m, i, w] = sums().map((sum) => sum.toFixed(1));
  const mean = sums().reduce((a, b) => a + b, 0) / 4;
  states(
    lesson,
    `The sums are ${d}, ${m}, ${i} and ${w}. Their mean is ${mean.toFixed(1)}, and the score is ${Math.min(...sums()).toFixed(1)}`,
    `the score is ${Math.min(...sums({ [readiness.next.test]: 1 })).toFixed(1)}, with only the one test`,
    `have ${d}, ${m}, ${i} and ${w} points`,
  );
  assert.equal(Math.min(...sums({ I7: 1 })), Math.min(...sums()));
  assert.equal(Math.min(...sums({ M3: 1 })), Math.min(...sums()));
});

/** How probabilities and decisions move when each held-out application is changed. */
function moved(change: (application: NamedCells) => NamedCells) {
  const model = loanDefault();
  const result = { rose: 0, fell: 0, decisions: 0 };
  for (const application of cells) {
    const before = probabilityOfDefault(model, featureVector(application));
    const after = probabilityOfDefault(model, featureVector(change(application)));
    if (after > before) result.rose += 1;
    if (after < before) result.fell += 1;
    if (decide(model, after) !== decide(model, before)) result.decisions += 1;
  }
  return result;
}

const times = (text: string | undefined, factor: number): string => String(Number(text) * factor);

test('the tests of invariance and direction find what the table states', () => {
  assert.deepEqual(
    moved((one) => ({
      ...one,
      customer_id: 'C-99999',
      national_id: 'SE-10000-0',
      email: 'other@example.test',
      country: one['country'] === 'SE' ? 'PL' : 'SE',
      birth_date: '1960-01-01',
    })),
    { rose: 0, fell: 0, decisions: 0 },
  );
  const late = moved((one) => ({
    ...one,
    late_payments_12m: String(Number(one['late_payments_12m']) + 1),
  }));
  const income = moved((one) => ({
    ...one,
    income_month_eur: times(one['income_month_eur'], 1.1),
  }));
  states(
    lesson,
    `| ${grouped(late.rose)} rose, ${late.decisions} decisions changed |`,
    `| ${grouped(income.fell)} fell, ${income.decisions} decisions changed |`,
  );
});

test('the bureau score alone is a weaker model', () => {
  const only = (row: readonly number[]): readonly number[] =>
    row.map((value, i) => (FEATURES[i] === 'bureau' ? value : 0));
  const features = TRAIN.map(({ row }) => only(featureVector(namedCells(HEADER, row))));
  const simple = trainLoanDefault(
    features,
    TRAIN.map(({ defaulted }) => defaulted),
  );
  states(
    lesson,
    `the AUC is ${heldOut(simple, only).auc.toFixed(3)} instead of ${champion.auc.toFixed(3)}`,
  );
});

test('the term in months passes the floor and fails the parity of the first row', () => {
  const skewed = heldOut(loanDefault(), termServedInMonths);
  states(
    lesson,
    `goes from ${champion.auc.toFixed(3)} to ${skewed.auc.toFixed(3)}`,
    `And ${skewed.decisionsThatDiffer(champion)} decisions of 1,000 are different`,
  );
  assert.ok(skewed.auc > 0.8);
  assert.ok(skewed.referred.every((refer, i) => !refer || champion.referred[i]));
  const term = FEATURES.indexOf('term_years');
  const first = featureVector(cells[0] ?? {});
  assert.equal(cells[0]?.['application_id'], 'A-003001');
  assert.deepEqual([first[term], termServedInMonths(first)[term]], [1, 12]);
});

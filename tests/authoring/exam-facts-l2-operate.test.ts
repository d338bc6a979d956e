import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answers,
  dayNumber,
  examItem,
  numbersIn,
  percentOf,
  rightIs,
  says,
  shownLines,
  sum,
} from './exam-items.ts';
import { stabilityIndex } from './lessons/stability-index.ts';

/** Figures that the banks of the Professional exam state on monitoring, tests, delivery and cost, computed again. */

const minute = (clock: string): number =>
  60 * Number(clock.slice(0, 2)) + Number(clock.slice(3, 5));

test('monitoring: the index, its noise, and the budget', () => {
  const [low = 0, mid = 1] = shownLines('psi-of-two-bins')
    .slice(1)
    .map(numbersIn)
    .map(([p = 1, q = 1]) => stabilityIndex([p], [q]));
  says('psi-of-two-bins', `= ${low.toFixed(4)} against`, `= ${mid.toFixed(4)}. A bin`);
  answers('psi-of-two-bins', low / mid, 1, 0.4 / 0.05, 0.1 / 0.05);
  const both = (m: number): number => 1 / 3000 + 1 / m;
  answers('noise-of-a-window', 9 * both(500), 10 * both(500), 9 / 500, 9 / 3500);
  assert.equal((9 * both(100)).toFixed(2), '0.09');
  assert.equal(Math.floor(100 * 16.919 * both(100)) / 100, 0.17);
  assert.equal((both(400) / both(100)).toFixed(2), '0.27');
  says('new-category', `about ${stabilityIndex([0.0001], [0.03]).toFixed(2)}`);
  const feeds = examItem('verdict-insufficient');
  assert.ok(feeds.kind === 'multiple');
  const sizes = shownLines('verdict-insufficient').map((line) => numbersIn(line)[0] ?? 0);
  assert.deepEqual(
    feeds.options.map(({ right }) => right),
    sizes.map((m) => 16.919 * both(m) >= 0.1),
  );
  sizes
    .slice(0, 3)
    .forEach((m) => says('verdict-insufficient', `= ${(16.919 * both(m)).toFixed(3)}`));

  const ends = shownLines('auc-cohorts-known').map((line) => line.slice(-10));
  const known = ends.filter((end) => dayNumber(end) + 90 <= dayNumber('2026-08-01')).length;
  answers('auc-cohorts-known', known, known + 1, ends.length, known - 1);
  const budget = 6_000_000 * 0.005;
  answers(
    'budget-left',
    percentOf(budget - 12_000, budget),
    percentOf(12_000, budget),
    99.8,
    0.5 - percentOf(12_000, 6_000_000),
  );
  answers('burn-rate-now', 30 / (1.2 / 0.5), 1.2 / 0.5, 30 / 1.2, 30 * 2.4);
  rightIs('threshold-for-999', `${(14.4 * 0.1).toFixed(2)} per cent`);
  rightIs('average-of-ratios', `${percentOf(60, 10_100).toFixed(1)} per cent`);
  const clock = (at: number): number => minute(shownLines('time-to-detect')[at] ?? '');
  answers(
    'time-to-detect',
    clock(5) - clock(3),
    clock(5) - clock(2),
    clock(5) - clock(4),
    clock(3) - clock(2),
  );
});

test('tests and gates: sections, limits and slices', () => {
  const sections = shownLines('section-score').slice(1).map(numbersIn);
  const sums = sections.map(([auto = 0, manual = 0]) => auto + manual / 2);
  const lowest = Math.min(...sums);
  const last = sum(sections[3] ?? []);
  answers('section-score', lowest, sums.toSorted((a, b) => a - b)[1] ?? 0, sum(sums), last);
  const brier = examItem('gate-drop-of-brier');
  assert.ok(brier.kind === 'multiple');
  assert.deepEqual(
    brier.options.map(({ right }) => right),
    shownLines('gate-drop-of-brier').map((line) => (numbersIn(line)[0] ?? 1) <= 0.094 * 1.05),
  );
  const [DE = 1, PL = 1, PT = 1, SE = 1] = shownLines('four-fifths-screen').flatMap(numbersIn);
  assert.ok(PT / DE < 0.8 && PT < PL);
  answers('four-fifths-screen', 0.8 * DE, 0.8, 0.8 * SE, DE / 0.8);
  answers('se-of-a-difference', (0.72 - 0.7) / 0.05, 0.72 - 0.7, 0.05 / 0.02, 0.7 / 0.05);

  answers('slice-with-few-defaults', (10 / 7) * 240, 100, 240 + 3, 7 * 240);
  const rules = shownLines('which-rule-says-no')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
  const stopped = rules
    .slice(1, 5)
    .filter(([, before, after]) => Number(after) < 0.72 || Number(before) - Number(after) > 0.05);
  assert.deepEqual(
    stopped.map(([name]) => name),
    ['SE'],
  );
});

test('standards, cost, charts and value', () => {
  const deployed = Date.parse('2026-05-12T12:00Z');
  const hours = shownLines('lead-time-median')
    .slice(1)
    .map(
      (line) =>
        (deployed - Date.parse(`${line.split(',')[1]?.replace(' ', 'T') ?? ''}Z`)) / 3_600_000,
    )
    .sort((a, b) => a - b);
  answers(
    'lead-time-median',
    hours[2] ?? 0,
    sum(hours) / hours.length,
    hours[0] ?? 0,
    hours[4] ?? 0,
  );
  rightIs('rework-or-failure', `${percentOf(6, 50)} and ${percentOf(4, 50)} per cent`);

  const bill = shownLines('effective-of-usage')
    .slice(1)
    .map((line) => line.split(','));
  const cost = (column: number, ...kinds: readonly string[]): number =>
    sum(bill.filter(([kind = '']) => kinds.includes(kind)).map((cells) => Number(cells[column])));
  const effective = cost(3, 'Usage');
  answers(
    'effective-of-usage',
    effective,
    cost(2, 'Usage'),
    cost(2, 'Usage', 'Purchase'),
    effective + cost(2, 'Purchase'),
  );
  const [april = 0, june = 1] = shownLines('unit-cost-trend')
    .slice(1)
    .map((line) => {
      const [, eur, decisions] = line.split(',').map(Number);
      return (1000 * (eur ?? 0)) / (decisions ?? 1);
    });
  answers(
    'unit-cost-trend',
    percentOf(april - june, april),
    percentOf(1200 - 1350, 1200),
    april - june,
    percentOf(april - june, june),
  );
  answers(
    'commitment-utilisation',
    percentOf(340, 400),
    percentOf(60, 400),
    percentOf(60, 340),
    100,
  );
  says('alarm-by-median', (60 + 3 * 1.4826 * 4).toFixed(2));

  const spread = Math.sqrt(0.08 * 0.92);
  const deviation = spread / Math.sqrt(400);
  answers(
    'limits-of-a-p-chart',
    100 * (0.08 + 3 * deviation),
    100 * (0.08 + deviation),
    100 * (0.08 + 3 * spread),
    24,
  );
  answers(
    'false-alarms-of-charts',
    60 * 365 * 0.0027,
    365 * 0.0027,
    60 * 100 * 0.0027,
    60 * 365 * 0.27,
  );
  const weeks = (shownLines('eight-on-one-side')[1] ?? '').trim().split(/\s+/).map(Number);
  assert.deepEqual([weeks.slice(1).length, weeks.slice(1).every((one) => one > 8)], [9, true]);
  assert.equal((sum(weeks.slice(1)) / 9).toFixed(1), '9.0');

  const worth = (flow: readonly number[], from = 0): number =>
    sum(flow.map((one, year) => one / 1.1 ** (year + from)));
  answers(
    'net-present-value',
    worth([-100, 55, 66]),
    -100 + 55 + 66,
    worth([-100, 55, 66], 1),
    worth([-100, 0, 66]),
  );
  rightIs('overlap-of-benefits', `${600 + 0.5 * 400} hours`);
  const people = shownLines('calibrated-level')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
  const lowered = people.filter(([, claim, evidence]) => Number(claim) > Number(evidence) + 1);
  assert.deepEqual(lowered, [['Duarte', '4', '1']]);
  rightIs('calibrated-level', 'Duarte, to 2');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQuizzes } from '#authoring';
import type { QuizItem } from '#curriculum';
import { aucStandardError } from '#harborlight';
import { stabilityIndex } from './lessons/stability-index.ts';

/** Figures that the banks of "Deploy, test, monitor" state, computed again. */
const banks = new Map(readQuizzes().map((quiz) => [quiz.id, quiz.items]));

function itemOf(bank: string, id: string): QuizItem {
  const item = banks.get(`deploy-test-monitor/${bank}`)?.find((one) => one.id === id);
  assert.ok(item, `${bank} has no item ${id}`);
  return item;
}

/** The text of the item's artifact. */
const shown = (bank: string, id: string): string => itemOf(bank, id).artifact?.text ?? '';

/** The number item has this answer and takes these for mistakes, each to the places that it is written with. */
function answers(bank: string, id: string, answer: number, ...wrong: readonly number[]): void {
  const item = itemOf(bank, id);
  assert.ok(item.kind === 'number', id);
  assert.ok(
    Math.abs(item.answer - answer) <= Math.max(item.tolerance / 2, 1e-9),
    `${id}: ${answer}`,
  );
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.01 * Math.abs(b);
  for (const one of wrong) {
    assert.ok(
      item.mistakes.some((mistake) => near(mistake.answer, one)),
      `${id} has no mistake ${one}`,
    );
  }
}

/** The explanation or an option's reason says this, word for word. */
function explains(bank: string, id: string, ...pieces: readonly string[]): void {
  const said = JSON.stringify(itemOf(bank, id));
  for (const piece of pieces) assert.ok(said.includes(piece), `${id} does not say: ${piece}`);
}

const numbersIn = (text: string): readonly number[] =>
  [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([found]) => Number(found));

test('monitor: the index, its mistakes and the noise floor', () => {
  const rows = shown('monitor', 'four-bins').trim().split('\n').slice(1);
  const column = (at: number) => rows.map((row) => Number(row.trim().split(/ {2,}/)[at]));
  const [p, q] = [column(1), column(2)];
  const kl = q.reduce((sum, one, i) => sum + one * Math.log(one / (p[i] ?? 1)), 0);
  const distance = q.reduce((sum, one, i) => sum + Math.abs(one - (p[i] ?? 0)), 0);
  const [low, high] = [stabilityIndex([0.25], [0.15]), stabilityIndex([0.25], [0.35])];
  answers('monitor', 'four-bins', stabilityIndex(p, q), kl, low - high, distance);
  explains('monitor', 'four-bins', `are ${low.toFixed(4)} and ${high.toFixed(4)}`);

  const both = (m: number): number => 1 / 3000 + 1 / m;
  answers(
    'monitor',
    'floor-of-four-weeks',
    9 * both(400),
    10 * both(400),
    9 / 400,
    16.919 * both(400),
  );
  explains('monitor', 'floor-of-four-weeks', `gives ${(9 * both(100)).toFixed(3)}`);
  explains(
    'monitor',
    'twenty-bins',
    `10                 ${(9 * both(100)).toFixed(3)}`,
    `20                 ${(19 * both(100)).toFixed(3)}`,
  );
  explains(
    'monitor',
    'three-verdicts',
    `100       ${(16.919 * both(100)).toFixed(3)}`,
    `500       ${(16.919 * both(500)).toFixed(3)}`,
  );
  answers('monitor', 'false-alarms-a-year', 4 * 52 * 0.05, 52 * 0.05, 4 * 52 * 0.05 ** 2);
});

test('monitor: the day from which a cohort may be judged', () => {
  const item = itemOf('monitor', 'first-day-of-judgement');
  assert.ok(item.kind === 'short');
  const later = (day: string, days: number): string =>
    new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
  const days = shown('monitor', 'first-day-of-judgement').match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  assert.equal(item.accept[0], later(days[1] ?? '', 90));
  assert.deepEqual(
    item.mistakes.map(({ answer }) => answer),
    [later(days[0] ?? '', 90), later(days[1] ?? '', 92)],
  );
});

test('monitor: budgets and burn rates', () => {
  const calls = 200 * 60 * 24 * 30;
  answers(
    'monitor',
    'budget-in-calls',
    calls * 0.001,
    calls * 0.005,
    calls * 0.01,
    (calls * 0.001) / 30,
  );
  const [all = 0, good = 0] = numbersIn(shown('monitor', 'how-fast'));
  const bad = (all - good) / all;
  answers('monitor', 'how-fast', bad / 0.005, bad * 100, bad / 0.001, all - good);
  answers('monitor', 'hours-left', 720 / 6, 720 / 14.4, 6 * 6, 720 / 6 / 24);
  explains('monitor', 'threshold-left-behind', `14.4 times 0.001 is ${(14.4 * 0.001).toFixed(4)}`);
  assert.equal(Math.round(0.072 / 0.001), 72);
  assert.equal((72 / 720).toFixed(1), '0.1');
  explains('monitor', 'three-calls-at-night', (1 / 3 / 0.005).toFixed(1), '33.3 %');
  const log = shown('monitor', 'good-calls').trim().split('\n').map(numbersIn);
  const share = (is: (code: number, ms: number) => boolean): number =>
    (log.filter(([code = 0, ms = 0]) => is(code, ms)).length / log.length) * 100;
  answers(
    'monitor',
    'good-calls',
    share((code, ms) => code === 200 && ms < 250),
    share((code) => code === 200),
    share((_, ms) => ms < 250),
    share((code, ms) => code !== 200 || ms >= 250),
  );
  const burnt = 12 * 3;
  answers(
    'monitor',
    'budget-of-an-outage',
    (burnt / 720) * 100,
    burnt,
    burnt / 30,
    (3 / 720) * 100,
  );
});

test('serve: prices, percentiles and shapes', () => {
  const [machines = 0, rate = 0, calls = 0, ms = 0] = numbersIn(
    shown('serve', 'three-that-never-sleep'),
  );
  const month = machines * 720 * rate;
  const busyHours = (calls * 60 * 24 * 30 * ms) / 3_600_000;
  answers('serve', 'three-that-never-sleep', month, month / machines, busyHours * rate, month / 30);
  explains('serve', 'three-that-never-sleep', `${busyHours} hours`);
  const [rows = 0, speed = 0, start = 0, , hour = 0] = numbersIn(
    shown('serve', 'a-month-of-nights'),
  );
  const euros = (seconds: number): number => (seconds / 3600) * hour;
  const night = rows / speed + start;
  answers(
    'serve',
    'a-month-of-nights',
    euros(night * 30),
    euros((rows / speed) * 30),
    euros(night),
    720 * hour,
  );
  answers('serve', 'four-parts-in-time', 0.95 ** 4 * 100, 100 - 4 * 5, 0.95 ** 3 * 100);
  const parts = numbersIn(shown('serve', 'where-to-save'));
  assert.equal(
    parts.reduce((a, b) => a + b),
    200,
  );
  assert.equal(Math.max(...parts), 90);
  assert.equal(24 + (70 - 40) / 60, 24.5);
  const ages = numbersIn(shown('serve', 'age-of-the-answer'));
  const sum = ages.reduce((a, b) => a + b);
  answers('serve', 'age-of-the-answer', Math.max(...ages), sum / ages.length, sum);
  answers('serve', 'phones-after-three-days', (1 - 0.8 ** 3) * 100, 0.8 ** 3 * 100, 20, 60);
  const [wide = 0, deep = 0] = numbersIn(shown('serve', 'how-many-numbers'));
  assert.deepEqual([wide, deep], [48, 13]);
  answers('serve', 'how-many-numbers', wide * deep, wide, wide + deep, deep);
  answers('serve', 'how-many-decisions', 16, 16 * 13, 32);
  const row = shown('serve', 'true-is-not-one').match(/\[[-0-9., true]+\]/g) ?? [];
  assert.deepEqual(
    row.slice(1).map((one) => one.split(',').length),
    [13, 13],
  );
});

test('release: what the manifests reserve, wait for and let through', () => {
  const [copies = 0, , surge = 0] = numbersIn(shown('release', 'memory-of-a-release'));
  answers(
    'release',
    'memory-of-a-release',
    (copies + surge) * 512,
    copies * 512,
    2 * copies * 512,
    2 * (copies + surge) * 512,
  );
  const [, , period = 0, failures = 0, , , later = 0, more = 0] = numbersIn(
    shown('release', 'time-to-start'),
  );
  answers(
    'release',
    'time-to-start',
    period * failures,
    later * more,
    period * failures + later * more,
  );
  const [every = 0, ready = 0, slow = 0, live = 0] = numbersIn(
    shown('release', 'into-a-hanging-copy'),
  );
  const reached = (seconds: number): number => (600 / 3 / 60) * seconds;
  answers(
    'release',
    'into-a-hanging-copy',
    reached(every * ready),
    3 * reached(every * ready),
    reached(slow * live),
    17,
  );
  assert.equal(Math.round(reached(every)), 17);
});

test('release: exposure, measurements and steps', () => {
  const [calls = 0, share = 0, minutes = 0, wrong = 0] = numbersIn(shown('release', 'exposure'));
  const people = (calls * share * minutes * wrong) / 10_000;
  answers(
    'release',
    'exposure',
    people,
    people / (share / 100),
    people / (wrong / 100),
    people / minutes,
  );
  answers('release', 'measurements-until-abort', 4 + 1);
  const steps = shown('release', 'minutes-to-full');
  const total = (key: RegExp): number =>
    [...steps.matchAll(key)].reduce((sum, [, found]) => sum + Number(found), 0);
  const [paused, weights] = [total(/duration: (\d+)m/g), total(/setWeight: (\d+)/g)];
  answers('release', 'minutes-to-full', paused, paused - 30, weights);
  const large = itemOf('release', 'step-too-large');
  assert.ok(large.kind === 'mark');
  const lines = shown('release', 'step-too-large').trim().split('\n');
  const set = lines.flatMap((line, i) =>
    line.includes('setWeight') ? [[i + 1, ...numbersIn(line)]] : [],
  );
  const broken = set.slice(1).filter(([, weight = 0], i) => weight > 2.5 * (set[i]?.[1] ?? 0));
  assert.deepEqual(
    broken.map(([line]) => line),
    large.lines,
  );
  const pooled = 89 / 9900;
  const z = (9 / 900 - 80 / 9000) / Math.sqrt(pooled * (1 - pooled) * (1 / 900 + 1 / 9000));
  explains(
    'release',
    'nine-among-nine-hundred',
    `${z.toFixed(2)} standard errors`,
    `${((80 / 9000) * 100).toFixed(2)} %`,
  );
  assert.equal(200 * 0.05 * 90, 900);
  answers('release', 'seen-by-the-canary', 200 * 0.05 * 15, 200 * 15, 200 * 0.05);
  explains('release', 'until-somebody-notices', `${200 * 40 * 0.08} people`);
});

test('test: scores, screens and limits', () => {
  const sums = shown('test', 'readiness-score')
    .trim()
    .split('\n')
    .map((line) => numbersIn(line).reduce((a, b) => a + b));
  const all = sums.reduce((a, b) => a + b);
  answers('test', 'readiness-score', Math.min(...sums), all, all / 4, Math.max(...sums));
  explains('test', 'readiness-score', 'have 4.5, 4, 3 and 4 points');
  assert.deepEqual(sums, [4.5, 4, 3, 4]);
  const rates = numbersIn(shown('test', 'lowest-by-highest'));
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  answers('test', 'lowest-by-highest', low / high, (high - low) / 100, high / low, low / 75);
  answers('test', 'brier-limit', 0.098 * 1.05, 0.098 + 0.05, 0.098 * 0.95, 0.098 / 1.05);
});

test('test: the noise of the champion, and which slices are judged', () => {
  const error = aucStandardError(0.8272, 154, 846).toFixed(3);
  explains('test', 'in-standard-errors', `standard error   ${error}`);
  explains('test', 'three-words', `standard error is ${error}`);
  answers(
    'test',
    'in-standard-errors',
    (0.845 - 0.827) / Number(error),
    Number(error) / 0.018,
    0.018,
  );
  assert.ok(0.831 - 0.827 < Number(error) && 0.858 - 0.827 > Number(error));
  assert.equal(Math.round(Number(error) / (0.827 - 0.824)), 7);
  const linesWhere = (id: string, is: (first: number, second: number) => boolean): number[] =>
    shown('test', id)
      .trim()
      .split('\n')
      .flatMap((line, i) => {
        const [first = 0, second = 0] = numbersIn(line);
        return i > 0 && is(first, second) ? [i + 1] : [];
      });
  const marked = (id: string) => {
    const item = itemOf('test', id);
    assert.ok(item.kind === 'mark', id);
    return item.lines;
  };
  assert.deepEqual(
    marked('which-slice-says-no'),
    linesWhere('which-slice-says-no', (before, now) => now < 0.72 || before - now > 0.05),
  );
  assert.deepEqual(
    marked('not-judged'),
    linesWhere('not-judged', (rows, bad) => rows < 100 || bad < 10 || rows - bad < 10),
  );
});

test('recover: minutes, people and the budget of a Tuesday', () => {
  const clock = (id: string): readonly number[] =>
    [...shown('recover', id).matchAll(/(\d\d):(\d\d)/g)].map(
      ([, h, m]) => Number(h) * 60 + Number(m),
    );
  const between = (id: string, from: number, to: number): number => {
    const times = clock(id);
    return (times[to] ?? 0) - (times[from] ?? 0);
  };
  answers(
    'recover',
    'minutes-to-detect',
    between('minutes-to-detect', 0, 1),
    between('minutes-to-detect', 0, 2),
    between('minutes-to-detect', 0, 4),
  );
  const restore = (from: number, to: number): number => between('minutes-to-restore', from, to);
  answers(
    'recover',
    'minutes-to-restore',
    restore(0, 4),
    restore(0, 3),
    restore(0, 5),
    restore(1, 4),
  );
  const errors = (minutes: number): number => 200 * minutes * 0.08;
  answers('recover', 'people-reached', errors(26), 200 * 26, errors(1), errors(11));
  explains('recover', 'back-or-forward', `${errors(20)} more errors`, 'Each minute costs sixteen');
  const burn = 0.08 / 0.005;
  const allowed = 200 * 43_200 * 0.005;
  answers(
    'recover',
    'budget-of-tuesday',
    (errors(26) / allowed) * 100,
    8,
    burn,
    (26 / 43_200) * 100,
  );
  assert.ok(Math.abs((burn * 26) / 43_200 - errors(26) / allowed) < 1e-12);
  answers('recover', 'decided-otherwise', 0.19 * 5200, 19, 0.58 * 5200, 0.42 * 5200);
  answers(
    'recover',
    'surplus-approvals',
    between('surplus-approvals', 0, 1) * 200 * 0.082,
    200 * 30,
  );
  const parts = shown('recover', 'longest-part').trim().split('\n').slice(1).map(numbersIn);
  const mean = (of: (row: readonly number[]) => number): number =>
    parts.reduce((sum, row) => sum + of(row), 0) / parts.length;
  assert.equal(
    mean(([detect = 0]) => detect),
    30,
  );
  assert.equal(Math.round(mean((row) => row.reduce((a, b) => a + b))), 44);
  assert.equal(between('read-on-wednesdays', 0, 4), 52);
  assert.equal(between('read-on-wednesdays', 1, 2), 16);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readExamItems } from '#authoring';
import { bankShortfalls, type CompetencyId } from '#curriculum';
import { answers, examItem, numbersIn, rightIs, says, shownLines, sum } from './exam-items.ts';
import { APRIL, HOLDOUT, TRAIN, file, grouped } from './lessons/stated.ts';

/** Figures that the banks of the Foundations exam state, computed again. */

const column = (id: string, at: number, separator: RegExp | string = ','): readonly number[] =>
  shownLines(id)
    .slice(1)
    .map((line) => Number(line.split(separator)[at]));

test('the bank holds four items or more for each slot of a form of 40', () => {
  const slots: Record<CompetencyId, number> = {
    STD: 5, DAT: 5, GOV: 6, VER: 5, DEP: 5, TST: 3, MON: 4, PPL: 2, CHG: 3, FIN: 2, DOP: 1,
  }; // prettier-ignore
  assert.deepEqual(bankShortfalls('L1', readExamItems(), slots), []);
});

test('standards: recovery time, fail rate and the readiness score', () => {
  rightIs('dora-recovery', `${15 * 60 - (14 * 60 + 20)} minutes`);
  const [production, staging] = shownLines('dora-fail-rate').slice(1).map(numbersIn);
  assert.ok(production && staging);
  const [all = 0, failed = 0] = production;
  const [allStaged = 0, failedStaged = 0] = staging;
  answers(
    'dora-fail-rate',
    (100 * failed) / all,
    (100 * (failed + failedStaged)) / (all + allStaged),
    (100 * failedStaged) / allStaged,
    failed,
  );
  const sections = shownLines('score-by-weakest').map(numbersIn);
  const [before, after] = [0, 1].map((at) => sections.map((cells) => cells[at] ?? 0));
  assert.ok(before && after);
  answers(
    'score-by-weakest',
    Math.min(...after) - Math.min(...before),
    Math.max(...after) - Math.min(before[2] ?? 0, 9),
    (sum(after) - sum(before)) / 4,
    Math.max(...after),
  );
  const tests = shownLines('half-for-manual').slice(1);
  const automatic = tests.filter((line) => line.endsWith('runs by itself')).length;
  const manual = tests.filter((line) => line.includes('by hand')).length;
  answers('half-for-manual', automatic + manual / 2, automatic + manual, automatic, tests.length);
});

test('data: partitions that are read, rows that are lost, limits of a chart', () => {
  const paths =
    shownLines('partitions-read')
      .join(' ')
      .match(/country=\w\w\/week=[\d-]+\//g) ?? [];
  const swedish = paths.filter((path) => path.includes('country=SE'));
  const late = paths.filter((path) => path.slice(-8, -1) >= '2026-15');
  answers(
    'partitions-read',
    late.filter((path) => swedish.includes(path)).length,
    paths.length,
    late.length,
    swedish.length,
  );
  const [read = 0, accepted = 0, aside = 0, ...reasons] =
    shownLines('accepted-and-set-aside').flatMap(numbersIn);
  assert.equal(sum(reasons), aside);
  answers('accepted-and-set-aside', read - accepted - aside, read - accepted, aside, 0);
  const [mean, deviation] = [250, 12];
  says('point-outside-limits', `limits of ${mean - 3 * deviation} and ${mean + 3 * deviation}`);
  rightIs('point-outside-limits', 'The day with 205 rows');
  const onBothSides = new Set(TRAIN.map(({ row }) => row[2]));
  const shared = new Set(HOLDOUT.map(({ row }) => row[2]).filter((one) => onBothSides.has(one)));
  says('customers-on-both-sides', `${shared.size} customers occur in both`);
  says('many-small-files', 'half a million');
  assert.equal(Math.round((365 * 24 * 60) / 1e5), 5);
});

test('versions: digests are those of the tables, and stages run that read what changed', () => {
  const [train, both] = [file(TRAIN).md5, file([...TRAIN, ...APRIL]).md5];
  assert.deepEqual(
    shownLines('two-files-one-digest').map((line) => line.slice(0, 32)),
    [train, both, train],
  );
  const second = file([...TRAIN, ...APRIL]);
  says('two-pointers-compared', train, both, `size: ${file(TRAIN).size}`, `size: ${second.size}`);
  rightIs(
    'two-pointers-compared',
    `It has other content, of ${grouped(second.size - file(TRAIN).size)} more bytes`,
  );
  rightIs('address-is-the-digest', `\`${file(HOLDOUT).md5}\``);

  const { stages } = parse(shownLines('how-many-stages').join('\n')) as {
    stages: Record<string, { deps: string[]; outs: string[] }>;
  };
  const changed = new Set(['src/evaluate.py']);
  const ran = Object.values(stages).filter(({ deps, outs }) => {
    const stale = deps.some((dep) => changed.has(dep));
    if (stale) outs.forEach((out) => changed.add(out));
    return stale;
  });
  answers('how-many-stages', ran.length, Object.keys(stages).length, 2);
});

test('governance: the smallest group, and the run without an end', () => {
  const rows = column('smallest-group', 2);
  const below = (k: number): readonly number[] => rows.filter((size) => size < k);
  answers('smallest-group', sum(below(10)), below(10).length, sum(below(13)), 10);
  const events = shownLines('run-that-died').map((line) => line.split(/\s+/));
  const ended = events.filter(([, event]) => event === 'COMPLETE').map(([, , run]) => run);
  const open = events.flatMap(([, event, run], at) =>
    event === 'START' && !ended.includes(run) ? [at + 1] : [],
  );
  const item = examItem('run-that-died');
  assert.deepEqual(item.kind === 'mark' && item.lines, open);

  // By country and age band the smallest group has 60 people, and with employment somebody is alone.
  const groups = (columns: readonly ((row: readonly string[]) => string)[]): number => {
    const count = new Map<string, number>();
    for (const { row } of TRAIN) {
      const key = columns.map((of) => of(row)).join('|');
      count.set(key, (count.get(key) ?? 0) + 1);
    }
    return Math.min(...count.values());
  };
  const country = (row: readonly string[]): string => row[6] ?? '';
  const band = (row: readonly string[]): string => {
    const age = Number(row[1]?.slice(0, 4)) - Number(row[5]?.slice(0, 4));
    return String(age < 25 ? 0 : Math.min(5, Math.floor((age - 15) / 10)));
  };
  assert.equal(groups([country, band]), 60);
  says('narrower-groups', 'smallest group of the table has 60 people', 'it falls to 1');
  assert.equal(groups([country, band, (row) => row[8] ?? '']), 1);
});

test('deployment and tests: copies, shapes, exposure, weights and differences', () => {
  assert.ok(4 * 30 >= 100 && 3 * 30 < 100);
  rightIs('copies-for-the-peak', `${4 + 1} copies, for ${5 * 30}`);
  rightIs('shape-behind-the-answer', '`[3, 13]`');
  says('shape-behind-the-answer', `${3 * 13} numbers it were`);
  answers('people-exposed', 200 * 0.05 * 10 * 0.1, 200 * 10 * 0.1, 200 * 0.05 * 10, 1);
  const { steps } = parse(shownLines('canary-in-an-hour').join('\n')) as {
    steps: { setWeight?: number; pause?: { duration: string } }[];
  };
  let [minute, weight] = [0, 0];
  const at25 = steps.reduce((found, { setWeight, pause }) => {
    if (setWeight !== undefined) weight = setWeight;
    const end = minute + (pause ? Number.parseInt(pause.duration) : 0);
    const here = minute <= 25 && 25 < end ? weight : found;
    minute = end;
    return here;
  }, 0);
  assert.equal(minute, 60);
  rightIs('canary-in-an-hour', `${at25} per cent`);
  says('canary-in-an-hour', 'at minute 60');

  const [champion = 0, candidate = 0] = shownLines('floor-and-champion').flatMap(numbersIn);
  rightIs('floor-and-champion', `It fails, since ${(champion - candidate).toFixed(3)} is lost`);
  const [before = 0, after = 0, error = 1] = shownLines('differences-that-are-noise').flatMap(
    numbersIn,
  );
  const gain = after - before;
  says('differences-that-are-noise', `${gain.toFixed(3)} / 0.020 = ${(gain / error).toFixed(2)}`);
  const [all = 0, ...slices] = shownLines('good-on-average').map((line) => numbersIn(line)[0] ?? 0);
  assert.equal(all, sum(slices));
  assert.equal(Math.round(all / (slices[3] ?? 1)), 7);
});

test('monitoring: the noise of a small feed, the age of labels, and the budget', () => {
  assert.equal((9 * (1 / 3000 + 1 / 100)).toFixed(1), '0.1');
  const youngest = new Date(Date.UTC(2026, 6, 1) - 90 * 86_400_000).toISOString();
  assert.equal(youngest.slice(5, 10), '04-02');
  says('when-is-auc-known', 'From 2 April to 1 July are 90 days');
  const calls = 2_000_000;
  rightIs('bad-calls-allowed', `There is room for ${grouped(calls * 0.005 - 8500)} more`);
  says('bad-calls-allowed', `are ${(100 * 8500) / calls} per cent`, grouped(calls * 0.05 - 8500));
  rightIs('burn-rate-six', `After ${30 / 6} days`);
  says('what-to-shorten', `lasted ${40 + 6 + 4} minutes`);
});

test('people, change and cost: bus factor, releases, payback, unit cost and tax', () => {
  const levels = column('bus-factor', 2);
  const from = (least: number): number => levels.filter((level) => level >= least).length;
  answers('bus-factor', from(3), from(2), from(1), sum(levels));
  rightIs('claim-and-proof', `${Math.min(4, 1 + 1)}, since`);

  const [models = 0, releases = 0, hours = 0, rate = 0] = column('cost-of-manual-releases', 1);
  answers(
    'cost-of-manual-releases',
    models * releases * hours * rate,
    releases * hours * rate,
    hours * rate,
    models * releases * hours,
  );
  says('payback-year', `After two years ${40 + 130},000 are back`, `${180 - 170},000 are missing`);
  assert.ok(40 + 130 < 180 && 40 + 130 + 150 > 180);

  const [cost = 0, decisions = 1] = shownLines('cost-per-thousand').flatMap(numbersIn);
  const unit = cost / decisions;
  answers('cost-per-thousand', 1000 * unit, unit, 1 / unit, cost / 1000);
  rightIs(
    'cost-rose-unit-fell',
    `A thousand decisions fell from ${1500 / 100} to ${(2100 / 200).toFixed(2)}`,
  );
  const billed = shownLines('row-that-is-no-usage')
    .slice(1)
    .map((line) => Number(line.split(',').at(-1)));
  assert.equal((0.19 * sum(billed.slice(0, 3))).toFixed(2), billed[3]?.toFixed(2));
});

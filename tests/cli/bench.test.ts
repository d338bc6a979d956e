import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { benchReport } from '../../src/cli/bench/bench-report.ts';
import { oneLine } from '../../src/cli/bench/lab-page.ts';
import { readReport, rowsOf } from '../../src/cli/bench/lighthouse-scores.ts';
import { measured, median } from '../../src/cli/bench/row.ts';
import { charactersRun } from '../../src/cli/bench/script-use.ts';

test('the median is the middle value, or the mean of the two in the middle', () => {
  assert.equal(median([9, 1, 10]), 9);
  assert.equal(median([4]), 4);
  assert.equal(median([8, 2, 4, 6]), 5);
  assert.throws(() => median([]), /no values, no median/);
});

test('a row tells its median, its range and how many times its baseline it is', () => {
  const baseline = { name: 'native', value: 20 };
  assert.deepEqual(
    measured({ group: 'Lab', name: 'echo', unit: 'ms', values: [30, 10, 50], baseline }),
    {
      group: 'Lab',
      name: 'echo',
      unit: 'ms',
      values: [30, 10, 50],
      baseline,
      runs: 3,
      median: 30,
      least: 10,
      most: 50,
      ratio: 1.5,
    },
  );
});

test('without a baseline, or with one of 0, a row has no ratio', () => {
  const row = { group: 'Home', name: 'HTML', unit: 'bytes', values: [7] } as const;
  assert.equal('ratio' in measured(row), false);
  assert.equal('ratio' in measured({ ...row, baseline: { name: 'nothing', value: 0 } }), false);
});

test('the report is a table for each group, in the order of the rows', () => {
  const html = { name: 'its HTML', value: 4_200 };
  const rows = [
    { group: 'Home', name: 'HTML', unit: 'bytes', values: [4_200] },
    { group: 'Lab', name: 'echo', unit: 'ms', values: [12.34, 9, 120.4], aim: 60 },
    { group: 'Lab', name: 'prompt', unit: 'ms', values: [301], aim: 300 },
    { group: 'Home', name: 'all', unit: 'bytes', values: [10_500], baseline: html },
    { group: 'Home', name: 'performance', unit: 'points', values: [100], atLeast: 100 },
    { group: 'Home', name: 'seo', unit: 'points', values: [99], atLeast: 100 },
  ] as const;
  assert.equal(
    benchReport(rows.map(measured)),
    [
      '## Home',
      '',
      '| what | median | range | n | ratio | baseline | aim |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| HTML | 4,200 bytes |  | 1 |  |  |  |',
      '| all | 10,500 bytes |  | 1 | 2.5 x | its HTML: 4,200 bytes |  |',
      '| performance | 100 points |  | 1 |  |  | ≥ 100 points: kept |',
      '| seo | 99 points |  | 1 |  |  | ≥ 100 points: missed |',
      '',
      '## Lab',
      '',
      '| what | median | range | n | ratio | baseline | aim |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| echo | 12.3 ms | 9 to 120 | 3 |  |  | ≤ 60 ms: kept |',
      '| prompt | 301 ms |  | 1 |  |  | ≤ 300 ms: missed |',
    ].join('\n'),
  );
});

const REPORT = {
  categories: {
    performance: { score: 0.99 },
    accessibility: { score: 1 },
    'best-practices': { score: 0.96 },
    seo: { score: 1 },
  },
  audits: {
    'largest-contentful-paint': { numericValue: 1207.4 },
    'total-blocking-time': { numericValue: 52 },
    'cumulative-layout-shift': { numericValue: 0.0125 },
  },
};

test('of a Lighthouse report its scores, largest paint, blocking time and shift become rows with their aims', () => {
  const page = '/about/';
  const rows = rowsOf(page, readReport(JSON.stringify(REPORT)));
  const told = rows.map(({ group, name, unit, values, aim, atLeast }) => {
    assert.equal(group, 'Lighthouse: /about/');
    return [name, values, unit, aim ?? atLeast];
  });
  assert.deepEqual(told, [
    ['performance', [99], 'points', 100],
    ['accessibility', [100], 'points', 100],
    ['best-practices', [96], 'points', 100],
    ['seo', [100], 'points', 100],
    ['largest paint', [1207.4], 'ms', undefined],
    ['blocking time', [52], 'ms', 0],
    ['layout shift', [12.5], 'thousandths', 0],
  ]);
});

test('a Lighthouse report that tells of a failure, or has no score, is no measurement', () => {
  const runtimeError = { code: 'NO_FCP', message: 'The page did not paint any content.' };
  assert.throws(
    () => readReport(JSON.stringify({ ...REPORT, runtimeError })),
    /NO_FCP: The page did not paint any content\./,
  );
  const unscored = { ...REPORT, categories: { ...REPORT.categories, seo: { score: null } } };
  assert.throws(() => readReport(JSON.stringify(unscored)), /no score for seo/);
});

test('of a script only what has run counts, function by function', () => {
  const whole = { startOffset: 0, endOffset: 10, count: 1 };
  const never = { startOffset: 2, endOffset: 8, count: 0 };
  const branch = { startOffset: 8, endOffset: 9, count: 0 };
  const functions = [{ ranges: [whole, branch] }, { ranges: [never] }];
  assert.equal(charactersRun({ source: '0123456789', functions }), 3);
  assert.equal(charactersRun({ functions: [] }), 0);
});

test('a script becomes one line that can be typed, and does not end the shell', () => {
  const script = 'set -e\n# why\nmkdir a\nfor x in *; do\n  cat "$x"\ndone\n\nls\n';
  assert.equal(oneLine(script), 'mkdir a; for x in *; do cat "$x"; done; ls');
});

for (const [args, words] of [
  [
    ['--dist', 'no-such-folder', '--only', 'pages'],
    /^SiteNotBuilt: There is no built site in no-such-folder\//,
  ],
  [['--runs', 'many'], /^UsageError: --runs is "many"; it is a whole number from 1\./],
  [
    ['--only', 'tea'],
    /^UsageError: --only "tea": the parts are pages, phone, verify, lab, gradebook, grading, engine, build, cohort, lighthouse\./,
  ],
  [['--fast'], /^UsageError: Unknown option '--fast'/],
] as const) {
  test(`bench ${args.join(' ')} says what is wrong and ends with 2`, () => {
    const run = spawnSync(process.execPath, ['src/cli/bench.ts', ...args], { encoding: 'utf8' });
    assert.match(run.stderr, words);
    assert.equal(run.stdout, '');
    assert.equal(run.status, 2);
  });
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const grade = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['src/cli/grade.ts', ...args], { encoding: 'utf8' });

test('--help says what holds the work in, what that does not protect against, and what does more', () => {
  const { status, stdout } = grade('--help');
  assert.equal(status, 0);
  for (const sentence of [
    'Exit code: 0 passed, 1 below the pass mark, 2 bad input, 3 the grader or the engine broke.',
    'The child has an empty environment.',
    'It ends after 30 minutes or at 4 GB of memory.',
    'It does not protect against somebody who breaks the JavaScript engine itself',
    'With --in-browser the same engine runs as on the site',
  ]) {
    assert.ok(stdout.includes(sentence), `${sentence}\nis not in\n${stdout}`);
  }
});

test('a word too few is refused with the usage', () => {
  const { status, stderr } = grade('fingerprint-the-data');
  assert.equal(status, 2);
  assert.match(stderr, /^UsageError: Two arguments are needed/);
  assert.match(stderr, /--in-browser/);
});

test('work is graded: a starter has no points, and the grader does not break', () => {
  const { status, stdout } = grade('fingerprint-the-data', 'starter', '--json');
  assert.equal(status, 1);
  const { points, passed, verdicts } = JSON.parse(stdout) as {
    points: number;
    passed: boolean;
    verdicts: { status: string }[];
  };
  assert.deepEqual([points, passed, verdicts.length], [0, false, 8]);
  assert.deepEqual(
    verdicts.filter(({ status: one }) => one === 'error'),
    [],
  );
});

test('--in-browser grades work in a headless Chromium, with the same verdicts', () => {
  const { status, stdout, stderr } = grade(
    'fingerprint-the-data',
    'solution',
    '--in-browser',
    '--json',
  );
  assert.equal(status, 0, stderr);
  const { points, verdicts } = JSON.parse(stdout) as {
    points: number;
    verdicts: { status: string }[];
  };
  assert.equal(points, 100);
  assert.deepEqual(
    verdicts.map(({ status: one }) => one),
    Array.from({ length: 8 }, () => 'pass'),
  );
});

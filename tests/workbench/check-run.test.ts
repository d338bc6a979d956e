import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '#grading';
import {
  countVerdicts,
  currentTask,
  firstFailure,
  isTaskOpen,
  NO_RUN,
  pointsByTask,
  statusOf,
  summarise,
  summariseTask,
  type CheckRun,
} from '../../src/components/workbench/check-run.ts';
import { markedLines } from '../../src/components/workbench/marked-lines.ts';
import type { SheetTask } from '../../src/components/workbench/lab-sheet.ts';

const task = (id: string, points: number, ...checks: string[]): SheetTask => ({
  id,
  title: id,
  summary: '',
  points,
  checks: checks.map((check) => ({ id: check, claim: `${check} holds.` })),
  hints: [],
});
const TASKS = [task('one', 40, 'a', 'b'), task('two', 60, 'c')];
const [ONE, TWO] = TASKS as [SheetTask, SheetTask];
const SHEET = { tasks: TASKS };

const pass = (check: string): Verdict => ({ check, durationMs: 1, status: 'pass' });
const fail = (check: string): Verdict => ({
  check,
  durationMs: 1,
  status: 'fail',
  summary: `${check} is wrong.`,
  ran: 'x',
  cameBack: 'y',
  expected: 'z',
  lookAt: { path: `${check}.py`, line: 3 },
});
const blocked = (check: string): Verdict => ({
  check,
  durationMs: 0,
  status: 'blocked',
  because: 'The check "a" must hold first.',
});
const error = (check: string): Verdict => ({ check, durationMs: 1, status: 'error', message: 'm' });
const run = (phase: CheckRun['phase'], verdicts: Verdict[], looking: string[] = []): CheckRun => ({
  phase,
  looking,
  verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict.check, verdict])),
});

test('before the first check nothing is claimed', () => {
  assert.equal(summarise(SHEET, NO_RUN), '3 checks, none looked at yet');
  assert.equal(statusOf(NO_RUN, 'a'), 'wait');
  assert.deepEqual(pointsByTask(TASKS, NO_RUN), { one: 0, two: 0 });
  assert.equal(currentTask(TASKS, NO_RUN), 'one');
});

test('while it runs the sentence counts what was looked at and leaves zeros out', () => {
  const now = run('running', [pass('a')], ['b']);
  assert.equal(summarise(SHEET, now), '1 of 3 looked at: 1 holds');
  assert.deepEqual(
    ['a', 'b', 'c'].map((id) => statusOf(now, id)),
    ['pass', 'run', 'wait'],
  );
  assert.deepEqual(summariseTask(ONE, now), { text: 'looking', tone: 'run' });
  assert.deepEqual(summariseTask(TWO, now), { text: '1 check', tone: 'wait' });
});

test('at the end each kind is counted apart', () => {
  const end = run('done', [fail('a'), blocked('b'), error('c')]);
  assert.equal(summarise(SHEET, end), '3 of 3 looked at: 1 fails, 1 blocked, 1 not judged');
  assert.deepEqual(countVerdicts(TASKS, end), {
    total: 3,
    lookedAt: 3,
    pass: 0,
    fail: 1,
    blocked: 1,
    error: 1,
  });
  assert.deepEqual(summariseTask(ONE, end), { text: '1 fails', tone: 'fail' });
  assert.deepEqual(summariseTask(TWO, end), { text: '1 not judged', tone: 'error' });
});

test('“all hold” is said only when every check was looked at and holds', () => {
  const all = [pass('a'), pass('b'), pass('c')];
  assert.equal(summarise(SHEET, run('done', all)), 'All 3 checks hold');
  assert.equal(summarise(SHEET, run('running', all)), '3 of 3 looked at: 3 hold');
  assert.equal(
    summarise(SHEET, run('stopped', all.slice(0, 2))),
    '2 of 3 looked at, stopped: 2 hold',
  );
});

test('a task earns its points when all of its checks hold, and is then closed', () => {
  const now = run('done', [pass('a'), pass('b'), fail('c')]);
  assert.deepEqual(pointsByTask(TASKS, now), { one: 40, two: 0 });
  assert.equal(isTaskOpen(ONE, now), false);
  assert.equal(isTaskOpen(TWO, now), true);
  assert.equal(currentTask(TASKS, now), 'two');
});

test('the first failure is the first in the lab’s order, not in the order of arrival', () => {
  assert.equal(firstFailure(SHEET, run('done', [fail('c'), fail('b')]))?.check, 'b');
  assert.equal(firstFailure(SHEET, run('done', [error('a')])), undefined);
});

test('lines are marked for failures that name one, with the words of the verdict', () => {
  const placeless: Verdict = { ...fail('b'), lookAt: { path: 'b.py' } } as Verdict;
  assert.deepEqual(markedLines(run('done', [fail('a'), placeless, pass('c')])), [
    { path: 'a.py', line: 3, words: 'a: a is wrong.' },
  ]);
});

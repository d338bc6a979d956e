import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile } from '#container';
import { doesNotHold, holds, runChecks, type Check, type GradedLab, type Verdict } from '#grading';
import { fakeEngine } from './fake-engine.ts';

const WORK = { 'a.txt': textFile('one\n') };
const SEED = 'tiny-ada';

function labOf(...checks: Check[]): GradedLab {
  const ids = checks.map(({ id }) => id);
  const tasks = [{ id: 'only', points: 100, checks: ids }];
  return { id: 'tiny', version: '1.0.0', needs: ['shell'], passPoints: 70, tasks, checks };
}

const passing = (id: string, needs: readonly string[] = []): Check => ({
  id,
  needs,
  run: () => Promise.resolve(holds),
});
const wrong = doesNotHold({ summary: 'No.', ran: 'cat a.txt', cameBack: 'one', expected: 'two' });
const failing = (id: string): Check => ({ id, run: () => Promise.resolve(wrong) });
const statuses = (verdicts: readonly Verdict[]) => verdicts.map(({ status }) => status);

test('verdicts come one by one, in the order of the checks', async () => {
  const seen: string[] = [];
  const lab = labOf(passing('first'), failing('second'));
  const verdicts = await runChecks(lab, WORK, {
    engine: fakeEngine({}),
    seed: SEED,
    onVerdict: ({ check, status }) => seen.push(`${check} ${status}`),
  });
  assert.deepEqual(seen, ['first pass', 'second fail']);
  assert.deepEqual(statuses(verdicts), ['pass', 'fail']);
});

test('a check whose need does not hold is blocked and not run', async () => {
  const lab = labOf(failing('base'), passing('top', ['base']), passing('above', ['top']));
  const verdicts = await runChecks(lab, WORK, { engine: fakeEngine({}), seed: SEED });
  assert.deepEqual(statuses(verdicts), ['fail', 'blocked', 'blocked']);
  assert.deepEqual(verdicts[1], {
    check: 'top',
    durationMs: verdicts[1]?.durationMs,
    status: 'blocked',
    because: 'The check "base" must hold first.',
  });
});

test('what one check does to its copy, no other check sees', async () => {
  const engine = fakeEngine({
    spoil: ({ write }) => {
      write('a.txt', 'spoilt');
      write('../left-behind.txt', 'for the next');
      return {};
    },
    cat: ({ argv, read }) => ({ stdout: read(argv[0] ?? '') ?? 'nothing' }),
  });
  const seen: string[] = [];
  const looks = (id: string): Check => ({
    id,
    async run(probe) {
      for (const path of ['a.txt', '../left-behind.txt']) {
        seen.push((await probe.run(['cat', path])).stdoutText);
      }
      await probe.run(['spoil']);
      seen.push((await probe.readText('a.txt')) ?? 'nothing');
      return holds;
    },
  });
  await runChecks(labOf(looks('one'), looks('two')), WORK, { engine, seed: SEED });
  assert.deepEqual(seen, ['one\n', 'nothing', 'spoilt', 'one\n', 'nothing', 'spoilt']);
  assert.equal(engine.boots(), 1);
  assert.equal(engine.teardowns(), 1);
});

test('a check that breaks runs once more in a new container', async () => {
  const engine = fakeEngine({ ok: () => ({}) });
  let attempts = 0;
  const shaky: Check = {
    id: 'shaky',
    async run(probe) {
      await probe.run(['ok']);
      attempts++;
      if (attempts === 1) throw new Error('the worker died');
      return holds;
    },
  };
  const verdicts = await runChecks(labOf(shaky), WORK, { engine, seed: SEED });
  assert.deepEqual(statuses(verdicts), ['pass']);
  assert.equal(engine.boots(), 2);
});

test('a program whose interpreter died gets a second chance in a new container', async () => {
  let runs = 0;
  const engine = fakeEngine({
    shaky: () => {
      runs++;
      return runs === 1 ? { exitCode: 134, stderr: 'Fatal Python error: heap' } : {};
    },
    recursive: () => ({ exitCode: 134 }),
  });
  const ends = (program: string): Check => ({
    id: program,
    run: async (probe) => ((await probe.run([program])).exitCode === 0 ? holds : wrong),
  });
  const lab = labOf(ends('shaky'), ends('recursive'));
  const verdicts = await runChecks(lab, WORK, { engine, seed: SEED });
  assert.deepEqual(statuses(verdicts), ['pass', 'fail']);
});

test('a check that returns a bare false, or a failure without words, is broken and charges nobody', async () => {
  const wordless: readonly unknown[] = [
    false,
    undefined,
    { status: 'fail' },
    { status: 'fail', summary: ' ', ran: 'cat', cameBack: '', expected: 'x' },
    { status: 'blocked' },
    { status: 'failed', summary: 'No.', ran: 'cat', cameBack: '', expected: 'x' },
  ];
  const checks = wordless.map((finding, i): Check => ({
    id: `c${i}`,
    run: () => Promise.resolve(finding as never),
  }));
  const lab = labOf(...checks, failing('wrong'));
  const verdicts = await runChecks(lab, WORK, { engine: fakeEngine({}), seed: SEED });
  assert.deepEqual(statuses(verdicts), [...wordless.map(() => 'error'), 'fail']);
  const [first] = verdicts;
  assert.equal(first?.status, 'error');
  assert.equal(
    first.message,
    'CheckSaysNothing: The check "c0" returned false, which tells nobody what it saw.',
  );
});

test('a check that breaks twice is an error, and the next one still runs', async () => {
  const broken: Check = { id: 'broken', run: () => Promise.reject(new Error('no such thing')) };
  const lab = labOf(broken, passing('next'));
  const verdicts = await runChecks(lab, WORK, { engine: fakeEngine({}), seed: SEED });
  assert.deepEqual(
    verdicts.map((verdict) => ({ ...verdict, durationMs: 0 })),
    [
      { check: 'broken', durationMs: 0, status: 'error', message: 'Error: no such thing' },
      { check: 'next', durationMs: 0, status: 'pass' },
    ],
  );
});

test('a damaged repository blocks the checks that read it', async () => {
  const commit = 'c0ffee'.padEnd(40, '0');
  const work = {
    '.git/HEAD': textFile(`${commit}\n`),
    [`.git/objects/${commit.slice(0, 2)}/${commit.slice(2)}`]: textFile('no object at all'),
  };
  const reads: Check = {
    id: 'reads',
    run: async (probe) => ((await probe.git.hasCommits()) ? holds : wrong),
  };
  const lab = labOf(reads, passing('next'));
  const verdicts = await runChecks(lab, work, { engine: fakeEngine({}), seed: SEED });
  assert.deepEqual(statuses(verdicts), ['blocked', 'pass']);
  assert.match(
    verdicts[0]?.status === 'blocked' ? verdicts[0].because : '',
    /^The Git repository in the lab cannot be read: /,
  );
});

test('an aborted grading rejects with the reason and ends its container', async () => {
  const engine = fakeEngine({ loop: () => 'hang' });
  const controller = new AbortController();
  const loops: Check = {
    id: 'loops',
    async run(probe) {
      queueMicrotask(() => {
        controller.abort(new Error('The learner pressed Stop.'));
      });
      await probe.run(['loop'], { timeoutMs: 50 });
      return holds;
    },
  };
  const grading = runChecks(labOf(loops), WORK, { engine, seed: SEED, signal: controller.signal });
  await assert.rejects(grading, { message: 'The learner pressed Stop.' });
  assert.equal(engine.teardowns(), 1);
});

test('an engine that lacks a need is refused before anything runs', async () => {
  const engine = fakeEngine({}, ['git']);
  await assert.rejects(runChecks(labOf(passing('one')), WORK, { engine, seed: SEED }), {
    name: 'EngineLacksCapability',
    message: 'The lab "tiny" needs shell, which the engine "fake" does not offer.',
  });
  assert.equal(engine.boots(), 0);
});

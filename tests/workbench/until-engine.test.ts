import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabError } from '#container';
import { createBench } from '../../src/components/workbench/bench.ts';
import { untilEngine } from '../../src/components/workbench/until-engine.ts';

test('a Check waits for an engine that is on its way, and for none that is there', async () => {
  const bench = createBench();
  let isOver = false;
  const waiting = untilEngine(bench).then((isWanted) => {
    isOver = true;
    return isWanted;
  });
  for (const kind of ['waiting', 'loading', 'preparing'] as const) {
    bench.engine.value = { kind };
    await Promise.resolve();
    assert.ok(bench.isCheckAwaited.value && !isOver, kind);
  }
  bench.engine.value = { kind: 'ready' };
  assert.equal(await waiting, true);
  assert.equal(bench.isCheckAwaited.value, false);
  assert.equal(await untilEngine(bench), true);
});

test('a Check that waits is called off, and hears of an engine that cannot start', async () => {
  const bench = createBench();
  const called = untilEngine(bench);
  bench.isCheckAwaited.value = false;
  assert.equal(await called, false);
  const failing = untilEngine(bench);
  bench.engine.value = { kind: 'failed', why: new LabError('EngineCannotStart', 'No workers.') };
  assert.equal(await failing, true);
});

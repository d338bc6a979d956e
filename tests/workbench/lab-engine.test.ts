import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabError, textFile, type Engine, type LabContainer, type LoadProgress } from '#container';
import { createBench } from '../../src/components/workbench/bench.ts';
import type { ChosenEngine } from '../../src/components/workbench/engine-link.ts';
import { LabEngine } from '../../src/components/workbench/lab-engine.ts';
import type { LabSheet } from '../../src/components/workbench/lab-sheet.ts';
import { Workspace } from '../../src/components/workbench/workspace.ts';
import { createMemoryEngine, MemoryContainer } from '../fixtures/memory-container.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A promise that the test settles. */
function later<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  return { promise, resolve, reject };
}

/** A lab whose engines are made by the test, in the order in which they are asked for. */
function openLab(starts: ((tell: (progress: LoadProgress) => void) => Promise<Engine>)[]) {
  const bench = createBench();
  bench.phase.value = 'open';
  const states: string[] = [];
  bench.engine.subscribe(({ kind }) => {
    if (kind !== states[states.length - 1]) states.push(kind);
  });
  const said: string[] = [];
  const workspace = new Workspace(
    { 'a.py': textFile('a') },
    { onChange: () => undefined, onRefused: (message) => said.push(message) },
  );
  const lab = new LabEngine({
    sheet: { id: 'pin', needs: ['shell'] } as unknown as LabSheet,
    bench,
    workspace,
    start: async (tell) => {
      const start = starts.shift();
      assert.ok(start, 'one engine more than expected was started');
      const engine = await start(tell);
      return { engine, choices: [engine.name] } satisfies ChosenEngine;
    },
    setup: () => Promise.resolve(undefined),
    needsSetup: () => false,
    onPrepared: () => undefined,
    say: (message) => said.push(message),
  });
  return { lab, bench, states, said, workspace };
}

/** An engine whose container, warming and end the test decides. */
function engineOf(name: string, boot: () => Promise<LabContainer>, warm = () => Promise.resolve()) {
  let isDisposed = false;
  const engine: Engine = {
    ...createMemoryEngine(),
    name,
    boot,
    warm,
    dispose: () => {
      isDisposed = true;
    },
  };
  return { engine, isDisposed: () => isDisposed };
}

test('an engine that was left before it had booted fails without a word', async () => {
  const booting = later<LabContainer>();
  const first = engineOf('first', () => booting.promise);
  const { lab, bench, states } = openLab([
    () => Promise.resolve(first.engine),
    () => Promise.resolve(createMemoryEngine()),
  ]);
  const started = lab.start();
  await settled();
  await lab.switchTo('memory');
  assert.equal(first.isDisposed(), true);
  booting.reject(new LabError('EngineCannotStart', 'Its time was over.', ''));
  await started;
  assert.deepEqual(states, ['waiting', 'loading', 'waiting', 'loading', 'ready']);
  assert.equal(bench.engineName.value, 'memory');
});

test('the container of an engine that was left comes too late: it is closed, and the lab keeps its own', async () => {
  const booting = later<LabContainer>();
  const late = new MemoryContainer();
  const next = createMemoryEngine();
  const { lab, workspace } = openLab([
    () => Promise.resolve(engineOf('first', () => booting.promise).engine),
    () => Promise.resolve(next),
  ]);
  const started = lab.start();
  await settled();
  await lab.switchTo('memory');
  booting.resolve(late);
  await started;
  assert.equal(late.isTornDown, true);
  assert.equal(late.files.size, 0);
  assert.equal(await lab.container, next.containers[0]);
  next.containers[0]?.programWrites('b.py', 'b');
  assert.deepEqual(Object.keys(await workspace.settle()), ['a.py', 'b.py']);
});

test('an engine that is left while it still loads ends when it has loaded, and its progress is not shown', async () => {
  const loading = later<Engine>();
  const first = engineOf('first', () => Promise.reject(new Error('it was asked to boot')));
  let tellLate: (progress: LoadProgress) => void = () => undefined;
  const { lab, bench, states } = openLab([
    (tell) => {
      tellLate = tell;
      return loading.promise;
    },
    () => Promise.resolve(createMemoryEngine()),
  ]);
  const started = lab.start();
  await settled();
  await lab.switchTo('memory');
  tellLate({ part: 'First', loadedBytes: 1, totalBytes: 2 });
  loading.resolve(first.engine);
  await started;
  assert.equal(first.isDisposed(), true);
  assert.deepEqual(bench.parts.value, []);
  assert.equal(lab.engine?.name, 'memory');
  assert.deepEqual(states, ['waiting', 'loading', 'waiting', 'loading', 'ready']);
});

test('a part that breaks in an engine that was left leaves the next one ready', async () => {
  const warming = later<undefined>();
  const first = engineOf(
    'first',
    () => Promise.resolve(new MemoryContainer()),
    () => warming.promise,
  );
  const { lab, bench } = openLab([
    () => Promise.resolve(first.engine),
    () => Promise.resolve(createMemoryEngine()),
  ]);
  const kind = () => bench.engine.value.kind;
  const started = lab.start();
  await settled();
  assert.equal(kind(), 'ready');
  const switching = lab.switchTo('memory');
  // No Check begins any more, although the files are still taken over.
  assert.equal(kind(), 'waiting');
  await switching;
  warming.reject(new LabError('PartMissing', 'Python could not be loaded.', ''));
  await started;
  assert.equal(kind(), 'ready');
});

test('a container that is over gets one successor, however often it says so', async () => {
  const containers: (MemoryContainer & { fail?: () => void })[] = [];
  const { engine } = engineOf('first', () => {
    const container: MemoryContainer & { fail?: () => void } = new MemoryContainer();
    container.on = ((event: string, listener: () => void) => {
      if (event === 'error') container.fail = listener;
      return () => undefined;
    }) as LabContainer['on'];
    containers.push(container);
    return Promise.resolve(container);
  });
  const { lab, bench, said } = openLab([() => Promise.resolve(engine)]);
  await lab.start();
  const [first] = containers;
  assert.ok(first?.fail);
  const ended = new LabError('SandboxEnded', 'The browser ended it.', '');
  const readdir = (): Promise<never> => Promise.reject(ended);
  Object.assign(first.fs, { readdir });
  first.fail();
  first.fail();
  await settled();
  first.fail();
  await settled();
  assert.equal(containers.length, 2);
  assert.equal(await lab.container, containers[1]);
  assert.equal(bench.engine.value.kind, 'ready');
  assert.deepEqual(said, ['The browser ended it. Your files are here, and a new shell begins.']);
});

test('an engine that fails while it is the lab’s own says why', async () => {
  const why = new LabError('EngineCannotStart', 'No workers here.', '');
  const { lab, bench } = openLab([
    () => Promise.reject(why),
    () => Promise.resolve(createMemoryEngine()),
  ]);
  await lab.start();
  assert.deepEqual(bench.engine.value, { kind: 'failed', why });
  await lab.switchTo('memory');
  assert.equal(bench.engine.value.kind, 'ready');
});

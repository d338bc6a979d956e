import { readFile } from 'node:fs/promises';
import { libraryFile } from '../../../../src/engines/embedded/host/build-assets.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSnapshot } from '../../../../src/engines/embedded/python/build-snapshot.ts';
import { runPython, snapshotOnce } from './python-process.ts';

const STATE = ['-c', 'import random, sys; print(random.random(), "tarfile" in sys.modules)'];

test('the same Pyodide gives the same snapshot', async () => {
  const once = await snapshotOnce('jspi');
  assert.ok(
    Buffer.from(once).equals(await buildSnapshot('jspi', await readFile(await libraryFile()))),
  );
});

test('a process boots from the snapshot, where common modules are imported already', async () => {
  const run = await runPython(STATE);
  assert.match(run.stdout, /^0\.\d+ True\n$/);
});

/** What was made before the snapshot was taken is frozen: the collector does not list it. */
const OURS = [
  '-c',
  `import gc, sys
listed = {getattr(item, '__name__', '') for item in gc.get_objects() if callable(item)}
print('parse_command_line' in listed, [name for name in sys.modules if 'lab' in name])`,
];

test('what is ours comes compiled with the snapshot, and no program finds it among its modules', async () => {
  assert.equal((await runPython(OURS)).stdout, 'False []\n');
  assert.equal((await runPython(OURS, { snapshot: null })).stdout, 'True []\n');
});

test('without a snapshot, or with a broken one, it boots the long way', async () => {
  for (const snapshot of [null, new Uint8Array(1000)]) {
    const run = await runPython(STATE, { snapshot });
    assert.match(run.stdout, /^0\.\d+ False\n$/);
  }
});

test('the snapshot of the plain kind boots where stacks cannot be switched', async () => {
  const run = await runPython(STATE, {
    snapshot: await snapshotOnce('plain'),
    before: 'delete WebAssembly.Suspending;',
  });
  assert.match(run.stdout, /^0\.\d+ True\n$/);
});

test('every process has its own chance', async () => {
  const program = [
    '-c',
    'import random, uuid, os; print(random.random(), uuid.uuid4(), os.urandom(8))',
  ];
  const [first, second] = [await runPython(program), await runPython(program)];
  assert.notEqual(first.stdout, second.stdout);
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Worker, type MessagePort as NodePort } from 'node:worker_threads';
import { bundleWorker } from '../../../../src/engines/embedded/host/bundle-workers.ts';
import { FakeKernel } from './fake-kernel.ts';

/** What the host puts before a bundle in Node, so that it finds the globals of a browser's worker. */
const PRELUDE = `
  globalThis.self = globalThis;
  require('node:worker_threads').parentPort.once('message', (data) => self.onmessage({ data }));
`;
const RUNS_SCRIPTS = `
  globalThis.runScript = (source, filename) => require('node:vm').runInThisContext(source, { filename });
`;

const code = await readFile((await bundleWorker('shell')).path, 'utf8');

/** A shell of the bundle, that was not warmed up before. */
async function boot(prelude: string): Promise<{ worker: Worker; kernel: FakeKernel }> {
  const worker = new Worker(prelude + code, { eval: true });
  const kernel = await FakeKernel.boot({}, (port) =>
    worker.postMessage(
      { type: 'boot', kind: 'shell', warm: false, port },
      // Node's own type of a port is not the browser's.
      [port as unknown as NodePort],
    ),
  );
  return { worker, kernel };
}

test('the bundled worker boots in Node and runs a line, gzip included', async () => {
  assert.doesNotMatch(code, /node:zlib/);
  const { worker, kernel } = await boot(RUNS_SCRIPTS + PRELUDE);
  try {
    kernel.start(['bash', '-c', 'echo hello | gzip | gunzip; printf abc | base64; echo end >&2']);
    assert.equal(await kernel.exit(), 0);
    assert.equal(kernel.output(1), 'hello\nYWJj\n');
    assert.equal(kernel.output(2), 'end\n');
  } finally {
    await worker.terminate();
  }
});

test('a terminal prompts before the interpreter is there', async () => {
  // Nothing runs scripts here: the interpreter never comes, and whatever needs it fails.
  const { worker, kernel } = await boot(PRELUDE);
  try {
    kernel.start(['bash'], { terminal: { columns: 80, rows: 24 } });
    await kernel.until(() => kernel.output().includes('~\x1b[0m$ '));
  } finally {
    await worker.terminate();
  }
});

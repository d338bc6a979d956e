import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker, type MessagePort as NodePort } from 'node:worker_threads';
import { build } from 'esbuild';
import { shellBundle } from '../../../../src/engines/embedded/shell/bundle-options.ts';
import { FakeKernel } from './fake-kernel.ts';

const folder = new URL('../../../../src/engines/embedded/shell/', import.meta.url);
const inFolder = (name: string) => fileURLToPath(new URL(name, folder));

/** What the host puts before a bundle in Node, so that it finds the globals of a browser's worker. */
const PRELUDE = `
  globalThis.self = globalThis;
  require('node:worker_threads').parentPort.once('message', (data) => self.onmessage({ data }));
`;

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [inFolder(shellBundle.entry)],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    minify: true,
    logLevel: 'error',
    inject: shellBundle.inject.map(inFolder),
    alias: Object.fromEntries(
      Object.entries(shellBundle.alias).map(([name, file]) => [name, inFolder(file)]),
    ),
    define: shellBundle.define,
  });
  return result.outputFiles[0]?.text ?? '';
}

test('the bundled worker boots in Node and runs a line, gzip included', async () => {
  const code = await bundle();
  assert.doesNotMatch(code, /node:zlib/);
  const worker = new Worker(PRELUDE + code, { eval: true });
  try {
    const kernel = await FakeKernel.boot({}, (port) =>
      worker.postMessage(
        { type: 'boot', kind: 'shell', port },
        // Node's own type of a port is not the browser's.
        [port as unknown as NodePort],
      ),
    );
    kernel.start(['bash', '-c', 'echo hello | gzip | gunzip; printf abc | base64; echo end >&2']);
    assert.equal(await kernel.exit(), 0);
    assert.equal(kernel.output(1), 'hello\nYWJj\n');
    assert.equal(kernel.output(2), 'end\n');
  } finally {
    await worker.terminate();
  }
});

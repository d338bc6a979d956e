import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { bundleWorker } from '../../../../src/engines/embedded/host/bundle-workers.ts';

test('a worker’s script throws nothing while it loads: for the place of an error V8 parses all of it again', async () => {
  const paths: string[] = [];
  for (const kind of ['kernel', 'shell', 'node', 'tools'] as const)
    paths.push((await bundleWorker(kind)).path);
  const load = join(import.meta.dirname, 'load-watched.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [load, ...paths]);
  assert.deepEqual(JSON.parse(stdout), [
    "TypeError: Cannot read properties of null (reading 'seen')",
  ]);
});

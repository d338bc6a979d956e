import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { writeChanged, writeWhole } from '../../../../src/engines/embedded/host/build-step.ts';

function folder(context: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'plumbline-build-'));
  context.after(() => rmSync(path, { recursive: true }));
  return path;
}

test('several writers of one file at a time leave one whole file and nothing else', async (context) => {
  const root = folder(context);
  const path = join(root, 'engine/frame.html');
  const texts = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(100_000));
  await Promise.all(texts.map((text) => writeWhole(path, text)));
  assert.ok(texts.includes(readFileSync(path, 'utf8')));
  assert.deepEqual(readdirSync(join(root, 'engine')), ['frame.html']);
});

test('a file that says so already is not touched, so that nobody who watches it reloads', async (context) => {
  const path = join(folder(context), 'frame.html');
  await writeChanged(path, 'a');
  utimesSync(path, 1, 1);
  await writeChanged(path, 'a');
  assert.equal(statSync(path).mtimeMs, 1000);
  await writeChanged(path, 'b');
  assert.equal(readFileSync(path, 'utf8'), 'b');
});

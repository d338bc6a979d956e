import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeBytes } from '../../../../src/engines/embedded/kernel/free-bytes.ts';

test('bytes that are freed are gone at once, with every view of them', () => {
  const before = process.memoryUsage().arrayBuffers;
  const bytes = new Uint8Array(64 * 2 ** 20).fill(7);
  const view = bytes.subarray(10, 20);
  freeBytes(bytes);
  assert.ok(
    process.memoryUsage().arrayBuffers - before < 2 ** 20,
    'without a collection of garbage',
  );
  assert.deepEqual([bytes.length, view.length], [0, 0]);
});

test('where there is nothing to free, or the platform cannot, nothing happens', () => {
  freeBytes(null);
  const shared = new Uint8Array(new SharedArrayBuffer(4));
  freeBytes(shared);
  assert.equal(shared.length, 4);
});

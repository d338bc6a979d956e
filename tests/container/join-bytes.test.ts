import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinBytes } from '#container';

test('parts are joined in their order', () => {
  const parts = [Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(3).subarray(0)];
  assert.deepEqual(joinBytes(parts), Uint8Array.of(1, 2, 3));
  assert.deepEqual(joinBytes([]), new Uint8Array(0));
});

test('a part alone is not copied', () => {
  const only = Uint8Array.of(4, 5);
  assert.equal(joinBytes([only]), only);
});

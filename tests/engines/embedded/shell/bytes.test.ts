import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromByteString, toByteString } from '../../../../src/engines/embedded/shell/bytes.ts';

test('bytes of every value become characters of that value, and bytes again, at any length', () => {
  for (const length of [0, 1, 256, 8_191, 8_192, 8_193, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => index % 256);
    const text = toByteString(bytes);
    assert.equal(text.length, length);
    assert.equal(text, Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    assert.deepEqual(fromByteString(text), bytes);
  }
});

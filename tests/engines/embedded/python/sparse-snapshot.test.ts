import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  packSnapshot,
  readSnapshot,
  restoreMemory,
} from '../../../../src/engines/embedded/python/sparse-snapshot.ts';

const PAGE = 4096;
const HEAD = 128;

/** As Pyodide makes it: the second word says where the memory begins. */
function snapshotOf(memory: Uint8Array): Uint8Array {
  const whole = new Uint8Array(HEAD + memory.length).fill(7, 0, HEAD);
  new DataView(whole.buffer).setUint32(4, HEAD, true);
  whole.set(memory, HEAD);
  return whole;
}

/** Pages of one byte each, some of them zero, and an end that fills no page. */
const memories = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 12 }).map((pages) => {
  const memory = new Uint8Array(pages.length * PAGE + 3);
  for (const [index, byte] of pages.entries()) memory.fill(byte, index * PAGE);
  memory.set([1, 0, 3], pages.length * PAGE);
  return memory;
});

test('a memory becomes what the snapshot says, whatever its used part held before', () => {
  fc.assert(
    fc.property(memories, fc.nat(PAGE * 12), (memory, usedBytes) => {
      const packed = packSnapshot(snapshotOf(memory));
      const room = new Uint8Array(memory.length + PAGE).fill(9, 0, usedBytes);
      const expected = new Uint8Array(room.length);
      expected.set(memory);
      restoreMemory(readSnapshot(packed), room, usedBytes);
      assert.deepEqual(room, expected);
    }),
  );
});

test('zeros take no room, and the head comes as Pyodide wrote it', () => {
  const memory = new Uint8Array(1000 * PAGE);
  memory[500 * PAGE] = 5;
  const packed = packSnapshot(snapshotOf(memory));
  assert.equal(packed.length, 6 * 4 + HEAD + PAGE);
  const { head, memoryBytes, parts } = readSnapshot(packed);
  assert.deepEqual(head, snapshotOf(new Uint8Array(0)));
  assert.equal(memoryBytes, 1000 * PAGE);
  assert.deepEqual(
    parts.map(({ offset, bytes }) => [offset, bytes.length]),
    [[500 * PAGE, PAGE]],
  );
});

test('what is no snapshot, or a part of one, is refused', () => {
  const packed = packSnapshot(snapshotOf(new Uint8Array(PAGE).fill(1)));
  for (const [bytes, words] of [
    [new Uint8Array(1000), /no snapshot/],
    [new Uint8Array(3), /cut/],
    [packed.subarray(0, -1), /cut/],
    [packed.subarray(0, 18), /cut/],
  ] as const) {
    assert.throws(() => readSnapshot(bytes), { name: 'RangeError', message: words });
  }
});

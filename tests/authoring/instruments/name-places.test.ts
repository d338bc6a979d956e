import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namePlaces } from '../../../src/components/lesson/instrument/name-places.ts';

test('a name stands beside its line, towards the middle of the chart', () => {
  assert.deepEqual(
    namePlaces(
      [
        { x: 100, name: 'rings' },
        { x: 500, name: 'restored' },
      ],
      52,
      618,
    ),
    [
      { x: 105, anchor: 'start', row: 0 },
      { x: 495, anchor: 'end', row: 0 },
    ],
  );
});

test('two lines close together have their names on different sides, or below each other', () => {
  // The incident's chart in a window of 390 pixels.
  const close = [
    { x: 146, name: 'rings' },
    { x: 188, name: 'restored' },
  ];
  assert.deepEqual(namePlaces(close, 52, 284), [
    { x: 151, anchor: 'start', row: 0 },
    { x: 193, anchor: 'start', row: 0 },
  ]);
  // Here the other side has no room.
  assert.deepEqual(
    namePlaces(
      close.map(({ x, name }) => ({ x: x + 70, name })),
      52,
      284,
    ),
    [
      { x: 211, anchor: 'end', row: 0 },
      { x: 253, anchor: 'end', row: 1 },
    ],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AssetPieces,
  PIECE_BYTES,
  piecesOf,
} from '../../../../src/engines/embedded/kernel/asset-pieces.ts';

test('an asset goes in pieces that hold no page up, and is whole again with the last', () => {
  for (const sizeBytes of [0, 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 7]) {
    const asset = Uint8Array.from({ length: sizeBytes }, (_, index) => index % 251);
    const pieces = [...piecesOf(asset)];
    assert.equal(pieces.length, Math.max(1, Math.ceil(sizeBytes / PIECE_BYTES)));
    assert.ok(pieces.every((piece) => piece.buffer.byteLength <= PIECE_BYTES));
    assert.ok(pieces.every((piece) => piece.buffer !== asset.buffer));
    const coming = new AssetPieces();
    const taken = pieces.map((piece, index) =>
      coming.take('a', piece, index === pieces.length - 1),
    );
    assert.deepEqual(taken.pop(), asset);
    assert.ok(taken.every((whole) => whole === undefined));
  }
});

test('assets that come at the same time are kept apart, and what failed on its way is forgotten', () => {
  const coming = new AssetPieces();
  const piece = (value: number) => Uint8Array.of(value);
  coming.take('a', piece(1), false);
  coming.take('b', piece(2), false);
  coming.drop('a');
  assert.deepEqual(coming.take('a', piece(3), true), Uint8Array.of(3));
  assert.deepEqual(coming.take('b', piece(4), true), Uint8Array.of(2, 4));
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { blobDigest } from '../../../../src/engines/embedded/host/blob-digest.ts';

/** A blob that remembers what was read of it. */
class ReadBlob extends Blob {
  readonly read: ArrayBuffer[] = [];
  override slice(from?: number, to?: number): Blob {
    const part = super.slice(from, to);
    part.arrayBuffer = async () => {
      const bytes = await Blob.prototype.arrayBuffer.call(part);
      this.read.push(bytes);
      return bytes;
    };
    return part;
  }
}

test('a large blob has the digest of all of its bytes, and none that was read is held on to', async () => {
  const bytes = Uint8Array.from({ length: 700_001 }, (_, at) => (at * 7919) % 251);
  const blob = new ReadBlob([bytes]);
  assert.equal(await blobDigest(blob), createHash('sha256').update(bytes).digest('hex'));
  assert.deepEqual(
    blob.read.map(({ byteLength }) => byteLength),
    [0, 0, 0],
  );
});

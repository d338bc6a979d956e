import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { freeBytes } from '../kernel/free-bytes.ts';
import { nextTurn } from '../kernel/next-turn.ts';

/** What is read and hashed of a file at a time: few milliseconds of a page's thread. */
const PART_BYTES = 2 ** 18;

/** SHA-256 of a blob in lower-case hexadecimal. It is read in parts, each in a turn of its own: the browser's hash takes all at once. */
export async function blobDigest(blob: Blob): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < blob.size; at += PART_BYTES) {
    const part = new Uint8Array(await blob.slice(at, at + PART_BYTES).arrayBuffer());
    hash.update(part);
    // A batch begins with 15 MB of them.
    freeBytes(part);
    await nextTurn();
  }
  return bytesToHex(hash.digest());
}

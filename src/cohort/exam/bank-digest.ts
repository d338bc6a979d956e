import { canonicalJson } from '#formats';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Names a bank to the byte: SHA-256 of the canonical text (RFC 8785) of its items as a list sorted by id, in lower-case
 * hexadecimal. The order in which files and items stand does not count.
 */
export function bankDigest(items: readonly { readonly id: string }[]): string {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  // Keys that are left undefined are not there.
  const plain: unknown = JSON.parse(JSON.stringify(sorted));
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(plain))));
}

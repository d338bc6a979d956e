import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The key that tokens are made with, and its public id. */
export interface PseudonymKey {
  readonly key: string;
  readonly kid: string;
}

/**
 * The token that stands for a customer: the key's id, a point, and 16 hex digits of HMAC-SHA256 over
 * `<purpose>|<customer id>`. Tokens of two purposes cannot be joined without the key.
 */
export function pseudonym(
  { key, kid }: PseudonymKey,
  customerId: string,
  purpose = 'customer_id',
): string {
  const mac = hmac(sha256, utf8ToBytes(key), utf8ToBytes(`${purpose}|${customerId}`));
  return `${kid}.${bytesToHex(mac).slice(0, 16)}`;
}

import { deflateSync, Inflate } from 'fflate';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { CredentialError } from './credential-error.ts';
import { readStrictJson } from './strict-json.ts';
import { TEMPLATE_1 } from './compact-template.ts';

/**
 * The compact form of a badge, for links and codes: its JSON without white space, deflated (RFC 1951) with a preset
 * dictionary that holds what all our badges have alike. It is a way to carry the text, and says nothing about its truth.
 *
 * It is written as the fragment of an address: `c=` and base64url, or `n=` and decimal digits. The first character behind is
 * the edition of the dictionary.
 */
const EDITION = '1';
const LARGEST_BYTES = 256 * 1024;
const LONGEST_TEXT = 64 * 1024;
/** 13 bits are four digits: a code stores three digits in ten bits, so that 97.5 % of its room is used. */
const GROUP_BITS = 13;
const GROUP_DIGITS = 4;

const dictionary = new TextEncoder().encode(TEMPLATE_1);

/**
 * The compact form for a link's fragment.
 *
 * @param badge text of a badge's JSON file.
 * @throws CredentialError `CredentialUnreadable` when it is not one JSON object.
 */
export function packBadge(badge: string): string {
  return `c=${EDITION}${encodeBase64Url(pack(badge))}`;
}

/** The same in decimal digits, which a QR code stores in little room. Throws as `packBadge`. */
export function packForCode(badge: string): string {
  const bytes = pack(badge);
  let digits = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    if (bits < GROUP_BITS) continue;
    bits -= GROUP_BITS;
    digits += group(held >>> bits);
    held &= (1 << bits) - 1;
  }
  // The last group is filled up with zero bits; how many bytes there were is told by whole bytes.
  if (bits > 0) digits += group(held << (GROUP_BITS - bits));
  return `n=${EDITION}${digits}`;
}

/**
 * The JSON text that the fragment of an address carries, or `undefined` when it is no fragment of this kind.
 *
 * @param fragment with or without its `#`.
 * @throws CredentialError `CredentialUnreadable`, saying what was found.
 */
export function unpackBadge(fragment: string): string | undefined {
  const [, form, edition, carried = ''] = /^#?([cn])=(.?)(.*)$/s.exec(fragment) ?? [];
  if (form === undefined) return undefined;
  if (fragment.length > LONGEST_TEXT) refuse(`a link of ${fragment.length} characters`);
  if (edition !== EDITION) {
    refuse(`a link of another edition than ${EDITION}, which a newer copy of this page may read`);
  }
  const json = inflate(form === 'n' ? bytesOfDigits(carried) : bytesOfBase64(carried));
  readStrictJson(json);
  return json;
}

function pack(badge: string): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(readStrictJson(badge)));
  return deflateSync(text, { level: 9, mem: 9, dictionary });
}

function group(value: number): string {
  return String(value & ((1 << GROUP_BITS) - 1)).padStart(GROUP_DIGITS, '0');
}

function bytesOfDigits(digits: string): Uint8Array {
  if (!/^(?:\d{4})+$/.test(digits)) refuse('a link whose digits are not whole');
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (let at = 0; at < digits.length; at += GROUP_DIGITS) {
    const value = Number(digits.slice(at, at + GROUP_DIGITS));
    if (value >= 1 << GROUP_BITS) refuse('a link whose digits are damaged');
    held = (held << GROUP_BITS) | value;
    bits += GROUP_BITS;
    while (bits >= 8) {
      bits -= 8;
      bytes.push((held >>> bits) & 255);
    }
    held &= (1 << bits) - 1;
  }
  return Uint8Array.from(bytes);
}

function bytesOfBase64(text: string): Uint8Array {
  try {
    return decodeBase64Url(text);
  } catch (error) {
    throw new CredentialError('CredentialUnreadable', 'a link that is not whole', { cause: error });
  }
}

function inflate(packed: Uint8Array): string {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  const ends: boolean[] = [];
  const stream = new Inflate({ dictionary }, (part, final) => {
    sizeBytes += part.length;
    if (sizeBytes > LARGEST_BYTES)
      refuse(`a link that unpacks to more than ${LARGEST_BYTES} bytes`);
    parts.push(part);
    if (final) ends.push(final);
  });
  try {
    for (let at = 0; at < packed.length; at += 512) {
      stream.push(packed.subarray(at, at + 512), at + 512 >= packed.length);
    }
    if (ends.length === 0) refuse('a link that is cut off');
    const bytes = new Uint8Array(sizeBytes);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof CredentialError) throw error;
    throw new CredentialError('CredentialUnreadable', 'a link that is damaged or cut off', {
      cause: error,
    });
  }
}

function refuse(found: string): never {
  throw new CredentialError('CredentialUnreadable', found);
}

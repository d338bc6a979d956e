import { gzipSync, Gunzip } from 'fflate';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { CredentialError } from './credential-error.ts';
import { isoSeconds } from './date-time.ts';
import { CREDENTIALS_V2 } from './vocabularies.ts';

/** Bits of one list: the least that the standard allows, so that an index tells little about whose it is. */
export const STATUS_LIST_LENGTH = 131_072;

/** Lists of up to eight million entries are read; beyond it a small file could fill the memory. */
const MOST_BYTES = 1024 * 1024;

/** One bit for each badge, the first bit of the first byte (the most significant) is index 0. */
export const emptyStatusBits = (): Uint8Array => new Uint8Array(STATUS_LIST_LENGTH / 8);

/** @throws CredentialError `StatusListUnusable` when the list has no such index. */
export function isRevoked(bits: Uint8Array, index: number): boolean {
  return ((bits[byteOf(bits, index)] ?? 0) & maskOf(index)) !== 0;
}

/** The bits with the one of `index` set; `bits` is not changed. Throws as `isRevoked`. */
export function withRevoked(bits: Uint8Array, index: number): Uint8Array {
  const at = byteOf(bits, index);
  const changed = bits.slice();
  changed[at] = (changed[at] ?? 0) | maskOf(index);
  return changed;
}

/**
 * A random index that no badge has yet, so that indices do not tell the order of issue.
 *
 * @throws CredentialError `StatusListUnusable` when half of the list is taken: begin a new one.
 */
export function drawStatusIndex(taken: ReadonlySet<number>): number {
  if (taken.size >= STATUS_LIST_LENGTH / 2) {
    throw new CredentialError('StatusListUnusable', 'half of the list is taken; begin a new list');
  }
  const drawn = new Uint32Array(1);
  for (;;) {
    // The length is a power of two: every index is equally likely.
    const index = (crypto.getRandomValues(drawn)[0] ?? 0) % STATUS_LIST_LENGTH;
    if (!taken.has(index)) return index;
  }
}

/** `encodedList`: multibase base64url of the gzip of the bits; the same bytes for the same bits. */
export function encodeStatusBits(bits: Uint8Array): string {
  return `u${encodeBase64Url(gzipSync(bits, { level: 9, mtime: 0 }))}`;
}

/** @throws CredentialError `StatusListUnusable` for anything but 16 kB to 1 MB of bits, packed as above. */
export function decodeStatusBits(encodedList: string): Uint8Array {
  if (!encodedList.startsWith('u')) {
    throw new CredentialError(
      'StatusListUnusable',
      'a list that is not multibase base64url ("u…")',
    );
  }
  const bits = unpack(decodeBase64Url(encodedList.slice(1)));
  if (bits.length < STATUS_LIST_LENGTH / 8) {
    throw new CredentialError(
      'StatusListUnusable',
      `a list of ${bits.length * 8} entries; ${STATUS_LIST_LENGTH} are the least`,
    );
  }
  return bits;
}

/** Who publishes which list. `id` is the list's own address. */
export interface StatusListDetails {
  readonly id: string;
  readonly issuer: string;
  readonly validFrom: Date;
  /** Until when readers may rely on a copy of the file. */
  readonly validUntil?: Date;
}

export interface UnsignedStatusList {
  readonly '@context': readonly string[];
  readonly id: string;
  readonly type: readonly ['VerifiableCredential', 'BitstringStatusListCredential'];
  readonly issuer: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly credentialSubject: {
    readonly id: string;
    readonly type: 'BitstringStatusList';
    readonly statusPurpose: 'revocation';
    /** See `encodeStatusBits`. */
    readonly encodedList: string;
  };
}

/**
 * A `BitstringStatusListCredential` for revocation, ready to be signed by `signDocument` and published as one static file.
 *
 * @see https://www.w3.org/TR/vc-bitstring-status-list/
 */
export function buildStatusList(details: StatusListDetails, bits: Uint8Array): UnsignedStatusList {
  return {
    '@context': [CREDENTIALS_V2],
    id: details.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: details.issuer,
    validFrom: isoSeconds(details.validFrom),
    ...(details.validUntil && { validUntil: isoSeconds(details.validUntil) }),
    credentialSubject: {
      id: `${details.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeStatusBits(bits),
    },
  };
}

function unpack(packed: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  const ends: boolean[] = [];
  const gunzip = new Gunzip((part, final) => {
    sizeBytes += part.length;
    if (sizeBytes > MOST_BYTES) {
      throw new CredentialError('StatusListUnusable', 'a list of more than eight million entries');
    }
    parts.push(part);
    if (final) ends.push(final);
  });
  try {
    // In steps, so that a file which unpacks to gigabytes is stopped early.
    for (let at = 0; at < packed.length; at += 1024) {
      gunzip.push(packed.subarray(at, at + 1024), at + 1024 >= packed.length);
    }
  } catch (error) {
    if (error instanceof CredentialError) throw error;
    throw new CredentialError('StatusListUnusable', 'bits that are not gzip', { cause: error });
  }
  if (ends.length === 0)
    throw new CredentialError('StatusListUnusable', 'gzip that ends too early');
  const bits = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    bits.set(part, at);
    at += part.length;
  }
  return bits;
}

function byteOf(bits: Uint8Array, index: number): number {
  if (!Number.isSafeInteger(index) || index < 0 || index >= bits.length * 8) {
    throw new CredentialError('StatusListUnusable', `the list has no entry ${index}`);
  }
  return Math.floor(index / 8);
}

const maskOf = (index: number): number => 128 >> (index % 8);

import { decodeBase58, encodeBase58 } from './base58.ts';
import { CredentialError } from './credential-error.ts';

/** Multicodec prefixes as varints: `ed25519-pub` (0xed) and `ed25519-priv` (0x1300). */
const PUBLIC_PREFIX = [0xed, 0x01];
const SECRET_PREFIX = [0x80, 0x26];
const KEY_BYTES = 32;

/** `z` and the base58 of 34 bytes: decoding takes quadratic time, so longer texts are not looked into. */
const MULTIKEY = /^z([1-9A-HJ-NP-Za-km-z]{34,48})$/;

/**
 * A public Ed25519 key of 32 bytes as `publicKeyMultibase` ("z6Mk…").
 * @see https://www.w3.org/TR/cid-1.0/#Multikey
 */
export function encodePublicMultikey(key: Uint8Array): string {
  return encode(PUBLIC_PREFIX, key);
}

/** @throws CredentialError `KeyUnusable` when the text is not an Ed25519 public key. */
export function decodePublicMultikey(text: string): Uint8Array<ArrayBuffer> {
  return decode(PUBLIC_PREFIX, text, 'public');
}

/** The 32 secret bytes (seed) of an Ed25519 key as `secretKeyMultibase`; for encrypted backups only. */
export function encodeSecretMultikey(seed: Uint8Array): string {
  return encode(SECRET_PREFIX, seed);
}

/** @throws CredentialError `KeyUnusable` when the text is not an Ed25519 secret key. */
export function decodeSecretMultikey(text: string): Uint8Array<ArrayBuffer> {
  return decode(SECRET_PREFIX, text, 'secret');
}

function encode(prefix: readonly number[], key: Uint8Array): string {
  if (key.length !== KEY_BYTES) {
    throw new CredentialError('KeyUnusable', `a key of ${key.length} bytes; Ed25519 has 32`);
  }
  return `z${encodeBase58(Uint8Array.from([...prefix, ...key]))}`;
}

function decode(
  prefix: readonly number[],
  text: string,
  half: 'public' | 'secret',
): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase58(MULTIKEY.exec(text)?.[1] ?? '');
  const fits =
    bytes.length === prefix.length + KEY_BYTES && prefix.every((byte, at) => bytes[at] === byte);
  if (!fits) {
    throw new CredentialError('KeyUnusable', `not a Multikey of an Ed25519 ${half} key`);
  }
  return bytes.slice(prefix.length);
}

import { ed25519 } from '@noble/curves/ed25519.js';
import { base58 } from '@scure/base';

/**
 * An Ed25519 key as it is kept (it can be put into IndexedDB). Of a WebCrypto key nobody can read the secret; `secret`
 * is for runtimes whose WebCrypto is missing or lacks Ed25519.
 */
export type KeptKey =
  | {
      readonly kind: 'webcrypto';
      readonly privateKey: CryptoKey;
      /** 32 bytes. */
      readonly publicKey: Uint8Array;
    }
  | {
      readonly kind: 'secret';
      /** 32 bytes, the seed of RFC 8032. */
      readonly secretKey: Uint8Array;
    };

/** What signs. It says that two files come from one key; it does not say whose key that is. */
export interface SigningKey {
  /** `did:key:z6Mk…` */
  readonly did: string;
  /** A signature of 64 bytes; the same for the same bytes (RFC 8032). */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/**
 * A new key: of WebCrypto and not extractable where the runtime can, else of `@noble/curves`. Pages that came by plain
 * HTTP have no WebCrypto (`null`).
 */
export async function makeKey(
  subtle: SubtleCrypto | null = (crypto as Partial<Crypto>).subtle ?? null,
): Promise<KeptKey> {
  const pair = await webCryptoPair(subtle);
  if (!pair || !subtle) return { kind: 'secret', secretKey: ed25519.utils.randomSecretKey() };
  const publicKey = new Uint8Array(await subtle.exportKey('raw', pair.publicKey));
  return { kind: 'webcrypto', privateKey: pair.privateKey, publicKey };
}

async function webCryptoPair(subtle: SubtleCrypto | null): Promise<CryptoKeyPair | undefined> {
  try {
    return await subtle?.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify']);
  } catch (error) {
    // Any other reason is no lack of the algorithm.
    if (error instanceof Error && error.name === 'NotSupportedError') return undefined;
    throw error;
  }
}

/** A kept key, ready to sign. */
export function signingKey(kept: KeptKey): SigningKey {
  if (kept.kind === 'secret') {
    const { secretKey } = kept;
    return {
      did: didOfKey(ed25519.getPublicKey(secretKey)),
      sign: (bytes) => Promise.resolve(ed25519.sign(bytes, secretKey)),
    };
  }
  const { privateKey, publicKey } = kept;
  return {
    did: didOfKey(publicKey),
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, privateKey, bytes.slice())),
  };
}

/** The multicodec prefix of an Ed25519 public key. */
const ED25519_PUBLIC = [0xed, 0x01] as const;
const KEY_BYTES = 32;

/** `did:key:z…` of a public key of 32 bytes. @see https://w3c-ccg.github.io/did-key-spec/ */
export function didOfKey(publicKey: Uint8Array): string {
  return `did:key:z${base58.encode(Uint8Array.of(...ED25519_PUBLIC, ...publicKey))}`;
}

/** The public key that a `did:key` is of, or `undefined` when it is not one of Ed25519. */
export function keyOfDid(did: string): Uint8Array | undefined {
  const encoded = /^did:key:z([1-9A-HJ-NP-Za-km-z]{46,48})$/.exec(did)?.[1];
  if (encoded === undefined) return undefined;
  const bytes = base58.decode(encoded);
  if (bytes.length !== ED25519_PUBLIC.length + KEY_BYTES) return undefined;
  if (ED25519_PUBLIC.some((byte, index) => bytes[index] !== byte)) return undefined;
  return bytes.slice(ED25519_PUBLIC.length);
}

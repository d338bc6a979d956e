import { CredentialError } from './credential-error.ts';
import { decodePublicMultikey, encodePublicMultikey } from './multikey.ts';

/**
 * A key of WebCrypto that signs, as IndexedDB can keep it; the secret half is never readable from it when it was made by
 * `createSigningKey`.
 */
export interface SigningKey {
  readonly publicKeyMultibase: string;
  readonly privateKey: CryptoKey;
}

/** RFC 8410: what stands before the 32 secret bytes in a PKCS #8 file of an Ed25519 key. */
const PKCS8_HEAD = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

/**
 * A new Ed25519 key whose secret half cannot be exported.
 *
 * To keep an encrypted backup, draw 32 random bytes, back those up and use `importSigningKey`.
 *
 * @param subtle the runtime's WebCrypto unless told.
 * @throws CredentialError `Ed25519Missing` where WebCrypto has none (old browser, or a page without a secure context).
 */
export async function createSigningKey(
  subtle: SubtleCrypto | null = runtimeSubtle(),
): Promise<SigningKey> {
  const pair = await withEd25519(
    (offered) => offered.generateKey('Ed25519', false, ['sign', 'verify']),
    subtle,
  );
  if (!('privateKey' in pair)) throw new CredentialError('Ed25519Missing', 'no key pair was made');
  return signingKey(pair.privateKey, pair.publicKey);
}

/**
 * The key of 32 secret bytes; the result itself cannot be exported. The caller wipes `seed`.
 * @throws CredentialError `KeyUnusable` unless `seed` has 32 bytes, `Ed25519Missing` as above.
 */
export async function importSigningKey(seed: Uint8Array): Promise<SigningKey> {
  if (seed.length !== 32) {
    throw new CredentialError('KeyUnusable', `a secret of ${seed.length} bytes; Ed25519 has 32`);
  }
  const pkcs8 = Uint8Array.from([...PKCS8_HEAD, ...seed]);
  // WebCrypto tells the public half only of an exportable key: one is made, asked and dropped.
  const open = await withEd25519((subtle) =>
    subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']),
  );
  const { x } = await crypto.subtle.exportKey('jwk', open);
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
  pkcs8.fill(0);
  const raw = Uint8Array.from(
    atob((x ?? '').replaceAll('-', '+').replaceAll('_', '/')),
    (character) => character.charCodeAt(0),
  );
  return { privateKey, publicKeyMultibase: encodePublicMultikey(raw) };
}

/** The 64 bytes of an Ed25519 signature. */
export async function signBytes(
  key: SigningKey,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(
    await withEd25519((subtle) => subtle.sign('Ed25519', key.privateKey, bytes)),
  );
}

/** @throws CredentialError `KeyUnusable` for a key that is not Ed25519, `Ed25519Missing` as above. */
export async function signatureHolds(
  publicKeyMultibase: string,
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const raw = decodePublicMultikey(publicKeyMultibase);
  const key = await withEd25519((subtle) =>
    subtle.importKey('raw', raw, 'Ed25519', false, ['verify']),
  );
  return crypto.subtle.verify('Ed25519', key, signature, bytes);
}

async function signingKey(privateKey: CryptoKey, publicKey: CryptoKey): Promise<SigningKey> {
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return { privateKey, publicKeyMultibase: encodePublicMultikey(raw) };
}

/** Absent on pages without a secure context, whatever the types say. */
const runtimeSubtle = (): SubtleCrypto | null =>
  (globalThis.crypto as Partial<Crypto> | undefined)?.subtle ?? null;

async function withEd25519<Result>(
  use: (subtle: SubtleCrypto) => Promise<Result>,
  subtle: SubtleCrypto | null = runtimeSubtle(),
): Promise<Result> {
  try {
    if (subtle) return await use(subtle);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NotSupportedError') throw error;
  }
  throw new CredentialError(
    'Ed25519Missing',
    'this browser offers no Ed25519 here. Open the page over https or from a file, in a browser of 2025 or later',
  );
}

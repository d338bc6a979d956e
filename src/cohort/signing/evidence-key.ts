import {
  CredentialError,
  createSigningKey,
  didKeyOf,
  encodePublicMultikey,
  signBytes,
  type SigningKey,
} from '#credentials';
import { ed25519 } from '@noble/curves/ed25519.js';

/** A key of `@noble/curves`, for runtimes whose WebCrypto is missing or lacks Ed25519: code of the page can read it. */
export interface SoftwareKey {
  readonly publicKeyMultibase: string;
  /** 32 bytes, the seed of RFC 8032. */
  readonly secretKey: Uint8Array;
}

/**
 * What signs hand-ins and re-grade records, as IndexedDB can keep it. It says that two files come from one key; it does
 * not say whose key that is.
 */
export type EvidenceKey = SigningKey | SoftwareKey;

/**
 * A new key: of WebCrypto and not extractable where the runtime can, else of `@noble/curves`. Pages that came by plain
 * HTTP have no WebCrypto.
 *
 * @param subtle the runtime's WebCrypto unless told; `null` for none.
 */
export async function makeEvidenceKey(subtle?: SubtleCrypto | null): Promise<EvidenceKey> {
  try {
    return await createSigningKey(subtle);
  } catch (error) {
    // Any other reason is no lack of the algorithm.
    if (!(error instanceof CredentialError) || error.name !== 'Ed25519Missing') throw error;
    return softwareKey(ed25519.utils.randomSecretKey());
  }
}

/** The key of 32 secret bytes, signed with by `@noble/curves`. */
export function softwareKey(secretKey: Uint8Array): SoftwareKey {
  return { secretKey, publicKeyMultibase: encodePublicMultikey(ed25519.getPublicKey(secretKey)) };
}

/** True when no code, the page's own included, can read the secret. */
export function isUnreadable(key: EvidenceKey): key is SigningKey {
  return 'privateKey' in key;
}

/** `did:key:z6Mk…` */
export function didOf({ publicKeyMultibase }: EvidenceKey): string {
  return didKeyOf(publicKeyMultibase);
}

/** A signature of 64 bytes; the same for the same bytes (RFC 8032). */
export async function signWith(key: EvidenceKey, bytes: Uint8Array): Promise<Uint8Array> {
  return isUnreadable(key)
    ? await signBytes(key, bytes.slice())
    : ed25519.sign(bytes, key.secretKey);
}

import { decodeProofValue, encodeProofValue, keyOfDid } from '#credentials';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { quoted, type EvidenceFault } from '../evidence-fault.ts';
import { canonicalJson } from '#formats';
import { didOf, signWith, type EvidenceKey } from './evidence-key.ts';

/** A Data Integrity proof of the suite `eddsa-jcs-2022`. */
export interface Proof {
  readonly type: 'DataIntegrityProof';
  readonly cryptosuite: 'eddsa-jcs-2022';
  /** ISO 8601 in UTC, as the signer's clock said: signed, but no evidence of the time. */
  readonly created: string;
  /** `did:key:z6Mk…#z6Mk…` */
  readonly verificationMethod: string;
  readonly proofPurpose: 'assertionMethod';
  /** `z` and the base58 of 64 bytes. */
  readonly proofValue: string;
}

export type Proven<T> = T & { readonly proof: Proof };

/**
 * The document with a proof by this key. The same document, key and time give the same proof.
 *
 * @throws NotCanonical when the document has no canonical form.
 * @see https://www.w3.org/TR/vc-di-eddsa/#eddsa-jcs-2022
 */
export async function prove<T extends object>(
  document: T,
  key: EvidenceKey,
  created: string,
): Promise<Proven<T>> {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created,
    verificationMethod: `${didOf(key)}#${key.publicKeyMultibase}`,
    proofPurpose: 'assertionMethod',
  } as const;
  const signature = await signWith(key, toSign(document, options));
  return { ...document, proof: { ...options, proofValue: encodeProofValue(signature) } };
}

/** The DID whose key has signed the document, or why its proof proves nothing. */
export function signerOf(
  document: object & { readonly proof?: unknown },
):
  | { readonly signer: string; readonly fault?: undefined }
  | { readonly signer?: undefined; readonly fault: EvidenceFault } {
  const { proof, ...unsigned } = document;
  if (!isProof(proof)) {
    return refused(
      proof === undefined ? 'no proof' : `a proof of another kind: ${quoted(inShort(proof))}`,
      'one proof of type DataIntegrityProof, suite eddsa-jcs-2022, purpose assertionMethod, with the six keys of the suite',
    );
  }
  const [did = '', fragment] = proof.verificationMethod.split('#');
  const publicKey = keyOfDid(did);
  if (!publicKey || fragment !== did.slice('did:key:'.length)) {
    return refused(
      `the key ${quoted(proof.verificationMethod)}`,
      'an Ed25519 key as "did:key:z6Mk…#z6Mk…", the same on both sides of "#"',
    );
  }
  const { proofValue, ...options } = proof;
  const signature = decodeProofValue(proofValue);
  if (!signature || !fits(signature, toSign(unsigned, options), publicKey)) {
    return refused(
      `a signature that does not fit what stands in the file (${quoted(proofValue)})`,
      `a signature of all of it by the key ${did}: something was changed after it was signed`,
    );
  }
  return { signer: did };
}

/** The bytes that are signed: both digests, that of the proof's options first. */
export function toSign(document: object, options: object): Uint8Array {
  const hash = (value: object) => sha256(new TextEncoder().encode(canonicalJson(value)));
  return Uint8Array.of(...hash(options), ...hash(document));
}

/** The strict rules of RFC 8032 in every runtime, so that no two readers disagree on a strange key. */
function fits(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    // A key or signature that is no point of the curve has signed nothing.
    return false;
  }
}

/** ISO 8601 in UTC, to the second or millisecond. */
export const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

function isProof(value: unknown): value is Proof {
  if (typeof value !== 'object' || value === null) return false;
  const proof = value as Record<string, unknown>;
  return (
    Object.keys(proof).length === 6 &&
    proof['type'] === 'DataIntegrityProof' &&
    proof['cryptosuite'] === 'eddsa-jcs-2022' &&
    proof['proofPurpose'] === 'assertionMethod' &&
    typeof proof['created'] === 'string' &&
    TIME.test(proof['created']) &&
    typeof proof['verificationMethod'] === 'string' &&
    typeof proof['proofValue'] === 'string'
  );
}

const inShort = (value: unknown): string => JSON.stringify(value);

function refused(found: string, expected: string): { readonly fault: EvidenceFault } {
  const toDo =
    'Do not grade it. Ask for the file once more, exactly as it was saved; nothing in it may be edited.';
  return { fault: { name: 'SignatureInvalid', found, expected, toDo } };
}

import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalText, type ContextSource } from './canonical-text.ts';
import { isoSeconds } from './date-time.ts';
import { decodeProofValue, encodeProofValue } from './proof-value.ts';
import { signatureHolds, signBytes, type SigningKey } from './signing-key.ts';
import type { JsonObject } from './strict-json.ts';

/** A `DataIntegrityProof` of cryptosuite `eddsa-rdfc-2022`. */
export interface DataIntegrityProof {
  readonly type: 'DataIntegrityProof';
  readonly cryptosuite: 'eddsa-rdfc-2022';
  /** ISO 8601, UTC, whole seconds. */
  readonly created: string;
  /** The signing key as a DID URL: `<issuer's DID>#<key>`. */
  readonly verificationMethod: string;
  readonly proofPurpose: 'assertionMethod';
  /** Multibase base58 of 64 bytes. */
  readonly proofValue: string;
}

/** A document with its one proof. */
export type Secured<Document> = Document & { readonly proof: readonly [DataIntegrityProof] };

/**
 * Signs a document that has no proof yet.
 *
 * @param verificationMethod DID URL under which `key` stands in the issuer's DID document.
 * @throws CredentialError `CredentialUnsignable` when a term is defined by no context.
 * @see https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022
 */
export async function signDocument<Document extends object>(
  document: Document,
  key: SigningKey,
  verificationMethod: string,
  created: Date,
  contexts?: ContextSource,
): Promise<Secured<Document>> {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: isoSeconds(created),
    verificationMethod,
    proofPurpose: 'assertionMethod',
  } as const;
  const signature = await signBytes(
    key,
    await signedBytes(document as JsonObject, options, contexts),
  );
  return { ...document, proof: [{ ...options, proofValue: encodeProofValue(signature) }] };
}

/**
 * True when `proof.proofValue` is a signature of `document` (which carries no `proof`) by the key. Whose key it is and what it
 * is for is not looked at here: see `checkSignature`.
 *
 * @throws CredentialError as `canonicalText` and `signatureHolds`.
 */
export async function proofHolds(
  document: JsonObject,
  proof: JsonObject,
  publicKeyMultibase: string,
  contexts?: ContextSource,
): Promise<boolean> {
  const { proofValue, ...options } = proof;
  const signature = typeof proofValue === 'string' ? decodeProofValue(proofValue) : undefined;
  if (!signature) return false;
  return signatureHolds(
    publicKeyMultibase,
    signature,
    await signedBytes(document, options, contexts),
  );
}

/** SHA-256 of the canonical proof options, then SHA-256 of the canonical document: 64 bytes. */
export async function signedBytes(
  document: JsonObject,
  options: JsonObject,
  contexts?: ContextSource,
): Promise<Uint8Array<ArrayBuffer>> {
  const proofText = await canonicalText({ '@context': document['@context'], ...options }, contexts);
  const documentText = await canonicalText(document, contexts);
  const encoder = new TextEncoder();
  return Uint8Array.from([
    ...sha256(encoder.encode(proofText)),
    ...sha256(encoder.encode(documentText)),
  ]);
}

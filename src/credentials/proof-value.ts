import { decodeBase58, encodeBase58 } from './base58.ts';

const SIGNATURE_BYTES = 64;

/** A signature as Data Integrity proofs carry it: `z` and its base58. */
export function encodeProofValue(signature: Uint8Array): string {
  return `z${encodeBase58(signature)}`;
}

/** The 64 bytes of an Ed25519 signature, or `undefined` when the text is not one. */
export function decodeProofValue(text: string): Uint8Array<ArrayBuffer> | undefined {
  // Decoding takes quadratic time, so the length is looked at before.
  const encoded = /^z([1-9A-HJ-NP-Za-km-z]{64,88})$/.exec(text)?.[1];
  const bytes = encoded === undefined ? undefined : decodeBase58(encoded);
  return bytes?.length === SIGNATURE_BYTES ? bytes : undefined;
}

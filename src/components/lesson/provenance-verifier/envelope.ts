/** A signed payload by the rules of DSSE: what is signed is type and payload, each with its length. */
export interface Envelope {
  readonly payloadType: string;
  /** The payload's text; on the wire it is base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** A key pair that signs, made in this page: ECDSA on the curve P-256. The private half cannot be read out. */
export type SigningKey = CryptoKeyPair;

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

export const makeKey = (): Promise<SigningKey> =>
  crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);

/** `DSSEv1 <length> <type> <length> <payload>`, lengths in bytes: the pre-authentication encoding. */
export function signedBytes(payloadType: string, payload: string): Uint8Array<ArrayBuffer> {
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  return new TextEncoder().encode(
    `DSSEv1 ${bytes(payloadType)} ${payloadType} ${bytes(payload)} ${payload}`,
  );
}

/** Signs a payload; the key id is a remark that helps to find the key. */
export async function seal(
  payloadType: string,
  payload: string,
  { privateKey }: SigningKey,
  keyid: string,
): Promise<Envelope> {
  const signature = await crypto.subtle.sign(
    SIGNING,
    privateKey,
    signedBytes(payloadType, payload),
  );
  return {
    payloadType,
    payload,
    signatures: [{ keyid, sig: toBase64(new Uint8Array(signature)) }],
  };
}

/** True when one of the signatures is that of one of the trusted keys over these very bytes. Key ids decide nothing. */
export async function isSealedBy(
  { payloadType, payload, signatures }: Envelope,
  trusted: readonly CryptoKey[],
): Promise<boolean> {
  const bytes = signedBytes(payloadType, payload);
  for (const { sig } of signatures) {
    for (const key of trusted) {
      if (await crypto.subtle.verify(SIGNING, key, fromBase64(sig), bytes)) return true;
    }
  }
  return false;
}

/** An envelope as it is stored: JSON, the payload in base64. */
export function envelopeText({ payloadType, payload, signatures }: Envelope): string {
  const inBase64 = toBase64(new TextEncoder().encode(payload));
  return JSON.stringify({ payloadType, payload: inBase64, signatures }, null, 2);
}

/** The sha256 of a text's bytes, in hexadecimal. */
export async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

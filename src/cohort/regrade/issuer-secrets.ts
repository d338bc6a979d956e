import { decodeSecretMultikey, encodeSecretMultikey } from '#credentials';
import { bytesToHex, hexToBytes, randomBytes } from '@noble/hashes/utils.js';
import { softwareKey, type SoftwareKey } from '../signing/evidence-key.ts';

/** What an issuer keeps to itself to grade hand-ins again, as two files of text. */
export interface IssuerSecrets {
  /** `hidden-seed.txt`: 64 hexadecimal digits, from which hidden inputs follow. */
  readonly hiddenSeed: string;
  /** `regrade-key.txt`: a secret Multikey of Ed25519, which signs records. */
  readonly regradeKey: string;
}

/** New ones, from the runtime's source of random bytes. */
export function drawIssuerSecrets(): IssuerSecrets {
  return {
    hiddenSeed: `${bytesToHex(randomBytes(32))}\n`,
    regradeKey: `${encodeSecretMultikey(randomBytes(32))}\n`,
  };
}

export const HIDDEN_SEED_FORM = '64 hexadecimal digits or more, as "secrets" draws them';
export const REGRADE_KEY_FORM = 'a secret Multikey of Ed25519 ("z3u2…"), as "secrets" draws it';

/** The bytes of `hidden-seed.txt`, or `undefined` when it is of another form. */
export function readHiddenSeed(text: string): Uint8Array | undefined {
  const digits = text.trim();
  return /^(?:[0-9a-f]{2}){32,}$/.test(digits) ? hexToBytes(digits) : undefined;
}

/** The key of `regrade-key.txt`, or `undefined` when it is of another form. */
export function readRegradeKey(text: string): SoftwareKey | undefined {
  try {
    return softwareKey(decodeSecretMultikey(text.trim()));
  } catch {
    // Why it is none is not told: the file may hold a secret of something else.
    return undefined;
  }
}

import { LabError } from '#container';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const LEAST_SECRET_BYTES = 32;

/**
 * The seed of the hidden inputs for one hand-in: HMAC-SHA-256 of its manifest's digest under the issuer's secret, 64
 * hexadecimal digits. To reveal one learner's seed tells nothing of another's.
 *
 * @throws LabError `SecretTooShort` when the secret has fewer than 32 bytes, and so could be guessed from a commitment.
 */
export function hiddenSeed(secret: Uint8Array, manifestSha256: string): string {
  if (secret.length < LEAST_SECRET_BYTES) {
    throw new LabError(
      'SecretTooShort',
      `The secret has ${secret.length} bytes; ${LEAST_SECRET_BYTES} are the least that cannot be guessed.`,
      'Draw 32 random bytes, and keep them where learners cannot read them.',
    );
  }
  const message = utf8ToBytes(`plumbline-hidden-seed-1\n${manifestSha256}`);
  return bytesToHex(hmac(sha256, secret, message));
}

/** What may be published before the seed is: SHA-256, 64 hexadecimal digits. Nobody finds another seed that fits it. */
export function commitmentTo(seed: string): string {
  return bytesToHex(sha256(utf8ToBytes(`plumbline-seed-commitment-1\n${seed}`)));
}

import { LabError } from '#container';
import { keyOfDid } from '#credentials';
import { didOf, makeEvidenceKey, type EvidenceKey } from './evidence-key.ts';

/** Where a browser keeps its keys. */
export interface KeyPlace {
  keptKey(name: string): Promise<unknown>;
  /** Keeps a key unless one of that name stands already; resolves with the one that stands. */
  keepKeyOnce(name: string, key: unknown): Promise<unknown>;
}

/** Under which name a learner's key is kept. */
export const LEARNER_KEY = 'hand-in';

/**
 * The key with which this browser signs a learner's hand-ins: made at the first call, the same from then on and in every
 * tab. Where WebCrypto has Ed25519, nobody can read its secret, this page included.
 *
 * @param make how a new one is made
 * @throws LabError `KeyUnreadable` when something else is kept under its name; what the place throws.
 */
export async function learnerKey(
  place: KeyPlace,
  make: () => Promise<EvidenceKey> = makeEvidenceKey,
): Promise<EvidenceKey> {
  const known = await place.keptKey(LEARNER_KEY);
  const key = known ?? (await place.keepKeyOnce(LEARNER_KEY, await make()));
  if (isEvidenceKey(key)) return key;
  throw new LabError(
    'KeyUnreadable',
    'What this browser keeps as its signing key is none.',
    'Save your record to a file, delete everything under My record, and bring the file in again: a new key is made.',
  );
}

/** True when code of the page could read the secret: then the signature says less, and the learner is told. */
export const keyNote = (key: EvidenceKey): string | undefined =>
  'secretKey' in key
    ? 'This browser has no Ed25519 of its own, or the page came by plain HTTP: the key is kept where programs of this site could read it.'
    : undefined;

/** True when a browser gave back a key as it was kept. */
export function isEvidenceKey(value: unknown): value is EvidenceKey {
  if (typeof value !== 'object' || value === null || !('publicKeyMultibase' in value)) return false;
  if (keyOfDid(didOf(value as EvidenceKey)) === undefined) return false;
  const { privateKey, secretKey } = value as { privateKey?: unknown; secretKey?: unknown };
  return secretKey instanceof Uint8Array
    ? secretKey.length === 32
    : typeof privateKey === 'object' && privateKey !== null;
}

import { seal, sha256Of, type Envelope, type SigningKey } from './envelope.ts';
import { januaryStatement, type Attempt } from './january.ts';
import { IN_TOTO } from './verify-provenance.ts';

/** What lies in the bucket. */
export interface Bucket {
  readonly model: string;
  readonly envelope: Envelope;
}

/** A trusted key and one that nobody knows. */
export interface Keys {
  readonly builder: SigningKey;
  readonly stranger: SigningKey;
}

/** What the build service writes beside its signatures. */
export const BUILDER_KEY = 'builder-2026';

/** The bucket after an attempt on the file and the envelope as they were built. */
export async function attempted(
  built: string,
  { signs = 'builder', ...attempt }: Partial<Attempt>,
  keys: Keys,
): Promise<Bucket> {
  const original = januaryStatement(await sha256Of(built));
  const model = attempt.model?.(built) ?? built;
  const payload = attempt.statement?.(original, await sha256Of(model)) ?? original;
  const payloadType = attempt.payloadType ?? IN_TOTO;
  const envelope =
    signs === 'nobody'
      ? { ...(await seal(IN_TOTO, original, keys.builder, BUILDER_KEY)), payload, payloadType }
      : await seal(payloadType, payload, keys[signs], BUILDER_KEY);
  const { keyid } = attempt;
  return {
    model,
    envelope:
      keyid === undefined
        ? envelope
        : { ...envelope, signatures: envelope.signatures.map((one) => ({ ...one, keyid })) },
  };
}

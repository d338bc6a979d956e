import {
  HIDDEN_SEED_FORM,
  readHiddenSeed,
  readRegradeKey,
  REGRADE_KEY_FORM,
  type EvidenceKey,
} from '#cohort';
import { importSigningKey } from '#credentials';
import { LabError } from '#container';
import type { RegradeGiven } from './open-regrader.ts';

/** What the form has: two files, each as its text, and a name. */
export interface TypedGiven {
  readonly seedText: string | undefined;
  readonly keyText: string | undefined;
  readonly gradedBy: string;
}

/** @throws LabError `SecretUnreadable`, `NameMissing`, which say what to bring. What a file holds is never shown. */
export async function readGiven(typed: TypedGiven, now: Date): Promise<RegradeGiven> {
  const { seedText, keyText, gradedBy } = typed;
  const secret = seedText === undefined ? undefined : readHiddenSeed(seedText);
  if (!secret) throw wanted('the hidden seed', 'hidden-seed.txt', HIDDEN_SEED_FORM, seedText);
  const key = keyText === undefined ? undefined : readRegradeKey(keyText);
  if (!key) throw wanted('the grader’s key', 'regrade-key.txt', REGRADE_KEY_FORM, keyText);
  if (gradedBy.trim() === '') {
    throw new LabError('NameMissing', 'No name was given.', 'Say who answers for the grades.');
  }
  return {
    secret,
    key: await unreadableWherePossible(key.secretKey, key),
    gradedAt: now.toISOString(),
    gradedBy: gradedBy.trim(),
  };
}

/** The same key in WebCrypto, where the browser has Ed25519: the same signatures, and no script can read it. */
async function unreadableWherePossible(
  secretKey: Uint8Array,
  key: EvidenceKey,
): Promise<EvidenceKey> {
  try {
    return await importSigningKey(secretKey);
  } catch {
    // An old browser, or a page that came by plain HTTP: records are signed by code of the page.
    return key;
  }
}

function wanted(what: string, file: string, form: string, text: string | undefined): LabError {
  return text === undefined
    ? new LabError('SecretUnreadable', `${file} is missing.`, `Choose ${what}: ${form}.`)
    : new LabError(
        'SecretUnreadable',
        `What was chosen as ${what} is not ${form}.`,
        `Choose ${file}.`,
      );
}

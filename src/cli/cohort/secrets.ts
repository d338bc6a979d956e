import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  didOf,
  drawIssuerSecrets,
  HIDDEN_SEED_FORM,
  readHiddenSeed,
  readRegradeKey,
  REGRADE_KEY_FORM,
  type SoftwareKey,
} from '#cohort';
import { LabError } from '#container';

/** `secrets FOLDER`: draws a hidden seed and a signing key. @throws LabError `UsageError`, `SecretExists`. */
export function drawSecrets([folder, ...more]: readonly string[]): number {
  if (folder === undefined || more.length > 0) {
    throw new LabError('UsageError', 'One folder is needed.', 'npm run cohort -- secrets FOLDER');
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const drawn = drawIssuerSecrets();
  keepNew(join(folder, 'hidden-seed.txt'), drawn.hiddenSeed);
  keepNew(join(folder, 'regrade-key.txt'), drawn.regradeKey);
  console.log(
    `Drew ${folder}/hidden-seed.txt and ${folder}/regrade-key.txt. Keep both where no learner can read them, and a copy.\n` +
      `Records will be signed by ${didOf(keyOf(drawn.regradeKey, folder))}`,
  );
  return 0;
}

function keepNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new LabError(
      'SecretExists',
      `${path} exists already.`,
      'Records that were made with it can only be made again with it. Choose another folder.',
    );
  }
}

/** @throws LabError `SecretUnreadable`. */
export function readHiddenSecret(path: string): Uint8Array {
  const secret = readHiddenSeed(readSecret(path));
  if (!secret) throw unreadable(path, HIDDEN_SEED_FORM);
  return secret;
}

/** @throws LabError `SecretUnreadable`. */
export function readKeyFile(path: string): SoftwareKey {
  return keyOf(readSecret(path), path);
}

function keyOf(text: string, path: string): SoftwareKey {
  const key = readRegradeKey(text);
  if (!key) throw unreadable(path, REGRADE_KEY_FORM);
  return key;
}

function readSecret(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw unreadable(path, 'a file that can be read');
  }
}

// What the file holds is not shown: it may be a secret of something else.
const unreadable = (path: string, expected: string): LabError =>
  new LabError('SecretUnreadable', `${path} is not ${expected}.`, 'Look at the path.');

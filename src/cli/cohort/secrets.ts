import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { didOf, softwareKey, type SoftwareKey } from '#cohort';
import { LabError } from '#container';
import { decodeSecretMultikey, encodeSecretMultikey } from '#credentials';

/** `secrets FOLDER`: draws a hidden seed and a signing key. @throws LabError `UsageError`, `SecretExists`. */
export function drawSecrets([folder, ...more]: readonly string[]): number {
  if (folder === undefined || more.length > 0) {
    throw new LabError('UsageError', 'One folder is needed.', 'npm run cohort -- secrets FOLDER');
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secretKey = new Uint8Array(randomBytes(32));
  keepNew(join(folder, 'hidden-seed.txt'), `${randomBytes(32).toString('hex')}\n`);
  keepNew(join(folder, 'regrade-key.txt'), `${encodeSecretMultikey(secretKey)}\n`);
  console.log(
    `Drew ${folder}/hidden-seed.txt and ${folder}/regrade-key.txt. Keep both where no learner can read them, and a copy.\n` +
      `Records will be signed by ${didOf(softwareKey(secretKey))}`,
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
  const text = readSecret(path);
  if (!/^[0-9a-f]{64,}$/.test(text) || text.length % 2 === 1) {
    throw unreadable(path, '64 hexadecimal digits or more, as "secrets" draws them');
  }
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

/** @throws LabError `SecretUnreadable`. */
export function readRegradeKey(path: string): SoftwareKey {
  try {
    return softwareKey(decodeSecretMultikey(readSecret(path)));
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw unreadable(path, 'a secret Multikey of Ed25519 ("z3u2…"), as "secrets" draws it');
  }
}

function readSecret(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw unreadable(path, 'a file that can be read');
  }
}

// What the file holds is not shown: it may be a secret of something else.
const unreadable = (path: string, expected: string): LabError =>
  new LabError('SecretUnreadable', `${path} is not ${expected}.`, 'Look at the path.');

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  CredentialError,
  filesToPublish,
  importSigningKey,
  jsonText,
  openKeyBackup,
  readRegister,
  type IssuerRegister,
  type SigningKey,
} from '#credentials';
import { LabError } from '#container';

/** The options that every command of an issuer takes. */
export const ISSUER_OPTIONS = {
  folder: { type: 'string', default: 'issuer' },
  'passphrase-file': { type: 'string' },
} as const;

export interface IssuerOptions {
  readonly folder: string;
  readonly 'passphrase-file'?: string | undefined;
}

/** @throws LabError `IssuerMissing` when the folder has no register. */
export function registerIn({ folder }: IssuerOptions): IssuerRegister {
  const path = join(folder, 'register.json');
  if (!existsSync(path)) {
    throw new LabError(
      'IssuerMissing',
      `There is no ${path}.`,
      'Make an issuer with "npm run credential -- keygen", or name its folder with --folder.',
    );
  }
  return readRegister(readFileSync(path, 'utf8'));
}

/** Writes by renaming, so that a register is never half written: it alone can revoke. */
export function keepRegister({ folder }: IssuerOptions, register: IssuerRegister): void {
  writeWhole(join(folder, 'register.json'), jsonText(register));
}

/**
 * The signing key of the folder.
 *
 * @throws CredentialError `KeyUnusable` when the passphrase does not open it or it is not the key in use.
 */
export async function keyIn(options: IssuerOptions, register: IssuerRegister): Promise<SigningKey> {
  const text = readFileSync(join(options.folder, 'key.json'), 'utf8');
  const seed = await openKeyBackup(text, passphraseOf(options));
  const key = await importSigningKey(seed);
  seed.fill(0);
  if (key.publicKeyMultibase !== register.publicKeyMultibase) {
    throw new CredentialError('KeyUnusable', 'key.json of another key than register.json names');
  }
  return key;
}

/** @throws LabError `PassphraseMissing` */
export function passphraseOf(options: IssuerOptions): string {
  const file = options['passphrase-file'];
  const passphrase =
    file === undefined
      ? process.env['PLUMBLINE_PASSPHRASE']
      : readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  if (passphrase) return passphrase;
  throw new LabError(
    'PassphraseMissing',
    'The key is encrypted, and no passphrase was given.',
    'Set PLUMBLINE_PASSPHRASE, or name a file with --passphrase-file. Options are seen by other users of a machine, so there is none for it.',
  );
}

/** Writes `public/` and says what was written. */
export async function writePublic(
  options: IssuerOptions,
  register: IssuerRegister,
  key: SigningKey,
  now: Date,
): Promise<void> {
  for (const { path, text } of await filesToPublish(register, key, now)) {
    const file = join(options.folder, 'public', path);
    writeWhole(file, text);
    console.log(`Wrote ${file}, for ${new URL(`/${path}`, register.url).href}`);
  }
}

export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, content, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

import { decodeBase64Url, encodeBase64Url } from '../base64url.ts';
import { CredentialError } from '../credential-error.ts';
import { importSigningKey } from '../signing-key.ts';
import { isObject, readStrictJson } from '../strict-json.ts';

/** The encrypted copy of a signing key, as `*.key.json`. All that is needed to open it but the passphrase stands in it. */
export interface KeyBackup {
  readonly format: 'plumbline-key';
  readonly formatVersion: 1;
  readonly publicKeyMultibase: string;
  readonly created: string;
  /** How the passphrase becomes the key of the cipher. */
  readonly kdf: {
    readonly name: 'PBKDF2';
    readonly hash: 'SHA-256';
    readonly iterations: number;
    /** Base64url of 16 random bytes. */
    readonly salt: string;
  };
  readonly cipher: {
    readonly name: 'AES-GCM';
    readonly length: 256;
    /** Base64url of 12 random bytes. */
    readonly iv: string;
  };
  /** Base64url of the 32 secret bytes, encrypted; the public key is authenticated with them. */
  readonly ciphertext: string;
}

/** As OWASP recommends for PBKDF2 with SHA-256. */
const ITERATIONS = 600_000;
/** Refuses files that would keep a computer busy for minutes, or that were weakened. */
const ITERATIONS_READ = { least: 100_000, most: 10_000_000 };
const SHORTEST_PASSPHRASE = 12;

/** 32 random bytes: the secret of a new key. */
export const drawSeed = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32));

/**
 * An encrypted copy of the key. The caller wipes `seed`.
 *
 * @throws CredentialError `KeyUnusable` for a passphrase of fewer than 12 characters.
 */
export async function backUpKey(
  seed: Uint8Array<ArrayBuffer>,
  passphrase: string,
  now: Date,
): Promise<KeyBackup> {
  if (Array.from(passphrase).length < SHORTEST_PASSPHRASE) {
    throw new CredentialError(
      'KeyUnusable',
      `a passphrase of fewer than ${SHORTEST_PASSPHRASE} characters; take several words`,
    );
  }
  const { publicKeyMultibase } = await importSigningKey(seed);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await cipherKey(passphrase, salt, ITERATIONS, 'encrypt');
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bytesOf(publicKeyMultibase) },
    key,
    seed,
  );
  return {
    format: 'plumbline-key',
    formatVersion: 1,
    publicKeyMultibase,
    created: now.toISOString(),
    kdf: { name: 'PBKDF2', hash: 'SHA-256', iterations: ITERATIONS, salt: encodeBase64Url(salt) },
    cipher: { name: 'AES-GCM', length: 256, iv: encodeBase64Url(iv) },
    ciphertext: encodeBase64Url(new Uint8Array(ciphertext)),
  };
}

/**
 * The 32 secret bytes of a backup. The caller wipes them.
 *
 * @param text of the file.
 * @throws CredentialError `KeyUnusable` when it is no such file, or the passphrase does not open it.
 */
export async function openKeyBackup(
  text: string,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { publicKeyMultibase, iterations, salt, iv, ciphertext } = partsOf(text);
  const key = await cipherKey(passphrase, salt, iterations, 'decrypt');
  let seed: Uint8Array<ArrayBuffer>;
  try {
    seed = new Uint8Array(
      await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv, additionalData: bytesOf(publicKeyMultibase) },
        key,
        ciphertext,
      ),
    );
  } catch (error) {
    throw new CredentialError(
      'KeyUnusable',
      'a backup that this passphrase does not open, or that was changed',
      { cause: error },
    );
  }
  const { publicKeyMultibase: found } = await importSigningKey(seed);
  if (found !== publicKeyMultibase) {
    throw new CredentialError(
      'KeyUnusable',
      'a backup whose secret is of another key than it names',
    );
  }
  return seed;
}

interface Parts {
  readonly publicKeyMultibase: string;
  readonly iterations: number;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

function partsOf(text: string): Parts {
  const file = readStrictJson(text);
  const { publicKeyMultibase, kdf, cipher, ciphertext } = file;
  const refuse = (found: string): never => {
    throw new CredentialError('KeyUnusable', found);
  };
  if (file['format'] !== 'plumbline-key' || file['formatVersion'] !== 1) {
    return refuse('a file that is no backup of a key ("plumbline-key", version 1)');
  }
  if (!isObject(kdf) || kdf['name'] !== 'PBKDF2' || kdf['hash'] !== 'SHA-256') {
    return refuse('a backup with another derivation than PBKDF2 with SHA-256');
  }
  if (!isObject(cipher) || cipher['name'] !== 'AES-GCM' || cipher['length'] !== 256) {
    return refuse('a backup with another cipher than AES-GCM of 256 bits');
  }
  const { iterations } = kdf;
  const { least, most } = ITERATIONS_READ;
  if (!(
    Number.isSafeInteger(iterations) &&
    (iterations as number) >= least &&
    (iterations as number) <= most
  )) {
    return refuse(`a backup with iterations outside ${least} to ${most}`);
  }
  const bytes = (value: unknown): Uint8Array<ArrayBuffer> =>
    typeof value === 'string' ? decodeBase64Url(value) : refuse('a backup that is not whole');
  return {
    publicKeyMultibase:
      typeof publicKeyMultibase === 'string'
        ? publicKeyMultibase
        : refuse('a backup that names no key'),
    iterations: iterations as number,
    salt: bytes(kdf['salt']),
    iv: bytes(cipher['iv']),
    ciphertext: bytes(ciphertext),
  };
}

async function cipherKey(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey(
    'raw',
    bytesOf(passphrase.normalize('NFKC')),
    'PBKDF2',
    false,
    ['deriveKey'],
  );
  return await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    [use],
  );
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new TextEncoder().encode(text));

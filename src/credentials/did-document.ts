import { CredentialError } from './credential-error.ts';
import { instantOf, isoSeconds } from './date-time.ts';
import { decodePublicMultikey } from './multikey.ts';
import { isObject } from './strict-json.ts';

/** One key of an issuer, as `Multikey`. */
export interface VerificationMethod {
  readonly id: string;
  readonly type: 'Multikey';
  readonly controller: string;
  readonly publicKeyMultibase: string;
  /** From then on the key signs nothing new; what it signed before stays good. */
  readonly expires?: string;
  /** The key is lost to another: nothing that it signed is good from then on, whatever date it says. */
  readonly revoked?: string;
}

/** Who an issuer is and which keys sign for it. Published as `did.json`. */
export interface DidDocument {
  readonly '@context': readonly string[];
  readonly id: string;
  readonly verificationMethod: readonly VerificationMethod[];
  /** Ids of the keys that may sign credentials. */
  readonly assertionMethod: readonly string[];
}

const DID_CONTEXTS = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];

/** The DID document that a `did:key` stands for, or `undefined` when the text is not a `did:key` of an Ed25519 key. */
export function documentOfDidKey(did: string): DidDocument | undefined {
  return keyOfDid(did) && createDidDocument(did, did.slice(DID_KEY.length));
}

/** The 32 bytes of the public key that a `did:key` is of, or `undefined` when it is not one of Ed25519. */
export function keyOfDid(did: string): Uint8Array<ArrayBuffer> | undefined {
  if (!did.startsWith(DID_KEY)) return undefined;
  try {
    return decodePublicMultikey(did.slice(DID_KEY.length));
  } catch {
    return undefined;
  }
}

const DID_KEY = 'did:key:';

export const didKeyOf = (publicKeyMultibase: string): string => DID_KEY + publicKeyMultibase;

/** A document with one key that signs credentials. */
export function createDidDocument(did: string, publicKeyMultibase: string): DidDocument {
  const method = methodOf(did, publicKeyMultibase);
  return {
    '@context': DID_CONTEXTS,
    id: did,
    verificationMethod: [method],
    assertionMethod: [method.id],
  };
}

/**
 * Adds a key; the old ones stay, so that what they signed can still be checked, and end at `now`.
 *
 * @throws CredentialError `KeyUnusable` when the document has that key already, or is a `did:key`, which is its one key.
 */
export function rotateKey(
  document: DidDocument,
  publicKeyMultibase: string,
  now: Date,
): DidDocument {
  const method = methodOf(document.id, publicKeyMultibase);
  if (document.id.startsWith('did:key:')) {
    throw new CredentialError(
      'KeyUnusable',
      'a did:key cannot change its key; issue under a did:web',
    );
  }
  if (document.verificationMethod.some((old) => old.id === method.id)) {
    throw new CredentialError('KeyUnusable', 'this key is in the document already; make a new one');
  }
  const kept = document.verificationMethod.map((old) => ({ expires: isoSeconds(now), ...old }));
  return {
    ...document,
    verificationMethod: [...kept, method],
    assertionMethod: [...document.assertionMethod, method.id],
  };
}

/**
 * Says that a key is in other hands: all that it signed is refused from now on, and is to be issued again.
 *
 * @throws CredentialError `KeyUnusable` when the document has no such key.
 */
export function revokeKey(document: DidDocument, methodId: string, now: Date): DidDocument {
  if (!document.verificationMethod.some((method) => method.id === methodId)) {
    throw new CredentialError('KeyUnusable', 'the document has no key of that id');
  }
  return {
    ...document,
    verificationMethod: document.verificationMethod.map((method) =>
      method.id === methodId ? { ...method, revoked: isoSeconds(now) } : method,
    ),
  };
}

/**
 * Where the document of a `did:web` is published.
 *
 * @throws CredentialError `KeyUnusable` when the text is not a `did:web`.
 * @see https://w3c-ccg.github.io/did-method-web/#read-resolve
 */
export function addressOfDidWeb(did: string): string {
  const [host, ...path] = (/^did:web:([A-Za-z0-9.%:_-]+)$/.exec(did)?.[1] ?? '').split(':');
  if (
    !host ||
    !/^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?:%3A\d{1,5})?$/.test(host) ||
    path.includes('')
  ) {
    throw new CredentialError(
      'KeyUnusable',
      'not a did:web; expected did:web:example.org or …:path',
    );
  }
  const folder = path.length > 0 ? path.join('/') : '.well-known';
  return `https://${host.replace('%3A', ':')}/${folder}/did.json`;
}

/** As `addressOfDidWeb`; `undefined` for an issuer that publishes no document, as a `did:key`. */
export function addressOfOrUndefined(did: string): string | undefined {
  return did.startsWith('did:web:') ? addressOfDidWeb(did) : undefined;
}

/**
 * Reads a `did.json`, which may come from anywhere.
 *
 * @throws CredentialError `KeyUnusable` when it is not a document of Multikeys, each under the document's own DID.
 */
export function readDidDocument(value: unknown): DidDocument {
  if (isObject(value) && typeof value['id'] === 'string' && /^did:(?:web|key):/.test(value['id'])) {
    const { id, verificationMethod: methods, assertionMethod: purposes } = value;
    if (
      Array.isArray(methods) &&
      methods.every((method) => isMethodOf(id, method)) &&
      Array.isArray(purposes) &&
      purposes.every((purpose) => typeof purpose === 'string')
    ) {
      return {
        '@context': DID_CONTEXTS,
        id,
        verificationMethod: methods,
        assertionMethod: purposes,
      };
    }
  }
  throw new CredentialError(
    'KeyUnusable',
    'not a DID document of Multikeys that belong to its own DID, with the ids of those that sign under "assertionMethod"',
  );
}

function isMethodOf(did: string, value: unknown): value is VerificationMethod {
  const when = (date: unknown): boolean => date === undefined || instantOf(date) !== undefined;
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    value['id'].startsWith(`${did}#`) &&
    value['type'] === 'Multikey' &&
    value['controller'] === did &&
    typeof value['publicKeyMultibase'] === 'string' &&
    when(value['expires']) &&
    when(value['revoked'])
  );
}

function methodOf(did: string, publicKeyMultibase: string): VerificationMethod {
  decodePublicMultikey(publicKeyMultibase);
  const id = `${did}#${publicKeyMultibase}`;
  return { id, type: 'Multikey', controller: did, publicKeyMultibase };
}

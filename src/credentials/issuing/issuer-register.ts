import { CredentialError } from '../credential-error.ts';
import { isoSeconds } from '../date-time.ts';
import {
  addressOfDidWeb,
  createDidDocument,
  didKeyOf,
  readDidDocument,
  revokeKey,
  rotateKey,
  type DidDocument,
} from '../did-document.ts';
import { emptyStatusBits, withRevoked } from '../status-list.ts';
import { isObject, readStrictJson, type JsonLimits } from '../strict-json.ts';

/** One badge that was issued. Enough to revoke it, and nothing about who holds it. */
export interface IssuedEntry {
  /** The badge's own id. */
  readonly id: string;
  readonly statusIndex: number;
  readonly achievement: string;
  readonly issued: string;
  readonly revoked?: string;
  readonly reason?: string;
}

/** What an issuer keeps, as `register.json`: no secret, but not for publication either. */
export interface IssuerRegister {
  readonly format: 'plumbline-issuer';
  readonly formatVersion: 1;
  readonly name: string;
  /** The issuer's site; achievements and the status list have their addresses below it. Ends in `/`. */
  readonly url: string;
  readonly document: DidDocument;
  /** The key in use; the document has it. */
  readonly publicKeyMultibase: string;
  /** DIDs of those whose re-grade records this issuer accepts. */
  readonly graders: readonly string[];
  readonly issued: readonly IssuedEntry[];
}

/** A register has more objects than a badge: one for each badge. */
const REGISTER_LIMITS: JsonLimits = {
  longestText: 64 * 1024 * 1024,
  deepest: 16,
  mostObjects: 200_000,
};

export interface IssuerDetails {
  readonly name: string;
  /** Where the issuer publishes: `https://academy.example/`. */
  readonly url: string;
  /** `did:web:…`; without it the issuer is the `did:key` of its key, which proves no identity and cannot be rotated. */
  readonly did?: string;
}

/**
 * A register with one key.
 *
 * @throws CredentialError `KeyUnusable` for a name, an address or a DID that cannot be used.
 */
export function createRegister(details: IssuerDetails, publicKeyMultibase: string): IssuerRegister {
  const { name, did } = details;
  if (name.trim() === '') refuse('an issuer without a name');
  if (!URL.canParse(details.url) || !details.url.startsWith('https://')) {
    refuse(`the address "${details.url}"; expected https://…`);
  }
  if (did !== undefined) addressOfDidWeb(did);
  const url = details.url.endsWith('/') ? details.url : `${details.url}/`;
  return {
    format: 'plumbline-issuer',
    formatVersion: 1,
    name: name.trim(),
    url,
    document: createDidDocument(did ?? didKeyOf(publicKeyMultibase), publicKeyMultibase),
    publicKeyMultibase,
    graders: [],
    issued: [],
  };
}

/**
 * Reads `register.json`.
 *
 * @throws CredentialError `CredentialUnreadable` or `KeyUnusable`, saying what was found.
 */
export function readRegister(text: string): IssuerRegister {
  const file = readStrictJson(text, REGISTER_LIMITS);
  if (file['format'] !== 'plumbline-issuer' || file['formatVersion'] !== 1) {
    throw new CredentialError(
      'CredentialUnreadable',
      'a file that is no register of an issuer ("plumbline-issuer", version 1)',
    );
  }
  const document = readDidDocument(file['document']);
  const { name, url, publicKeyMultibase, graders, issued } = file;
  const isWhole =
    typeof name === 'string' &&
    typeof url === 'string' &&
    typeof publicKeyMultibase === 'string' &&
    Array.isArray(graders) &&
    Array.isArray(issued) &&
    issued.every(isEntry);
  if (!isWhole) throw new CredentialError('CredentialUnreadable', 'a register that is not whole');
  return { ...(file as unknown as IssuerRegister), document };
}

/** Where this issuer's status list is published. */
export const statusListAddress = ({ url }: IssuerRegister): string => `${url}status/1.json`;

/** The DID URL of the key in use. */
export const methodInUse = ({ document, publicKeyMultibase }: IssuerRegister): string =>
  `${document.id}#${publicKeyMultibase}`;

export function withGrader(register: IssuerRegister, did: string): IssuerRegister {
  if (register.graders.includes(did)) return register;
  return { ...register, graders: [...register.graders, did] };
}

/**
 * The register with a badge revoked; the status list is to be published anew.
 *
 * @throws CredentialError `StatusListUnusable` when no such badge was issued, or it is revoked already.
 */
export function withRevokedBadge(
  register: IssuerRegister,
  id: string,
  now: Date,
  reason?: string,
): IssuerRegister {
  const entry = register.issued.find((one) => one.id === id);
  if (!entry) throw new CredentialError('StatusListUnusable', `no badge ${id} in this register`);
  if (entry.revoked !== undefined) {
    throw new CredentialError('StatusListUnusable', `${id} was revoked on ${entry.revoked}`);
  }
  const revoked = { ...entry, revoked: isoSeconds(now), ...(reason && { reason }) };
  return { ...register, issued: register.issued.map((one) => (one === entry ? revoked : one)) };
}

/** The bits of the status list. */
export function statusBitsOf({ issued }: IssuerRegister): Uint8Array {
  return issued
    .filter(({ revoked }) => revoked !== undefined)
    .reduce((bits, { statusIndex }) => withRevoked(bits, statusIndex), emptyStatusBits());
}

/**
 * The register with a new key in use. The old one stays in the document, so that what it signed can still be checked.
 *
 * @param lost true when the old key may be in other hands: nothing that it signed is good from then on.
 * @throws CredentialError `KeyUnusable` for a `did:key`, or a key that the document has already.
 */
export function withNewKey(
  register: IssuerRegister,
  publicKeyMultibase: string,
  now: Date,
  lost: boolean,
): IssuerRegister {
  const rotated = rotateKey(register.document, publicKeyMultibase, now);
  const document = lost ? revokeKey(rotated, methodInUse(register), now) : rotated;
  return { ...register, document, publicKeyMultibase };
}

function isEntry(value: unknown): value is IssuedEntry {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    Number.isSafeInteger(value['statusIndex']) &&
    typeof value['achievement'] === 'string' &&
    typeof value['issued'] === 'string'
  );
}

function refuse(found: string): never {
  throw new CredentialError('KeyUnusable', found);
}

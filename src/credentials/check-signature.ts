import { listOf } from './badge-shape.ts';
import { CredentialError } from './credential-error.ts';
import { proofHolds } from './data-integrity.ts';
import { instantOf } from './date-time.ts';
import type { DidDocument } from './did-document.ts';
import { isObject, type JsonObject } from './strict-json.ts';
import { documentOf, type TrustList } from './trust-list.ts';
import { bad, good, unknown, type VerdictLine } from './verdict-line.ts';
import { BUNDLED_CONTEXTS, CREDENTIALS_V2 } from './vocabularies.ts';

const PROOF_TERMS = 'created cryptosuite proofPurpose proofValue type verificationMethod'.split(
  ' ',
);

/**
 * The signature line of a credential or a status list: does its one proof fit, was it made by a key of the issuer that it
 * names, and may that key sign credentials?
 */
export async function checkSignature(
  secured: JsonObject,
  trust: TrustList,
  now: Date,
): Promise<VerdictLine> {
  const { proof: proofs, ...document } = secured;
  const meaning = faultOfMeaning(document);
  if (meaning) return meaning;
  const [proof, ...others] = listOf(proofs);
  if (!isObject(proof)) return bad('no-proof', 'It is not signed.');
  if (others.length > 0) {
    return bad('many-proofs', 'It carries several proofs; exactly one is expected.');
  }
  const form = faultOfProof(proof);
  if (form) return form;
  const named = nameOfIssuer(document);
  const methodId = proof['verificationMethod'];
  if (typeof methodId !== 'string' || methodId.split('#')[0] !== named) {
    return bad(
      'key-not-of-issuer',
      'The key that signed it does not belong to the issuer that it names. Anyone can make such a file.',
    );
  }
  const issuer = issuerOf(document);
  if (issuer === undefined) {
    return unknown(
      'issuer-not-did',
      'The issuer is named by something else than a did:web or did:key, which cannot be checked here.',
    );
  }
  const keys = documentOf(issuer, trust);
  if (!keys) {
    return unknown(
      'key-not-at-hand',
      'The keys of the issuer that it names are not at hand, so the signature could not be checked.',
    );
  }
  const method = usableKey(keys, methodId, proof, now);
  if ('state' in method) return method;
  return await findingOf(document, proof, method.publicKeyMultibase);
}

/** The DID of the issuer that a credential names, or `undefined` when it names none. */
export function issuerOf(document: JsonObject): string | undefined {
  const id = nameOfIssuer(document);
  return typeof id === 'string' && /^did:(?:web|key):[^#?/\s]+$/.test(id) ? id : undefined;
}

function nameOfIssuer(document: JsonObject): unknown {
  const issuer = document['issuer'];
  return isObject(issuer) ? issuer['id'] : issuer;
}

async function findingOf(
  document: JsonObject,
  proof: JsonObject,
  publicKeyMultibase: string,
): Promise<VerdictLine> {
  try {
    if (await proofHolds(document, proof, publicKeyMultibase)) {
      return good(
        'intact',
        'It was signed by the key of the issuer that it names, and nothing was changed since.',
      );
    }
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    if (error.name === 'Ed25519Missing') {
      return unknown('no-ed25519', `The signature could not be checked: ${error.message}.`);
    }
    return bad('not-signable', `It cannot have been signed as it stands: ${error.message}.`);
  }
  return bad(
    'altered',
    'The signature does not fit: the text was changed after signing, or another key signed it.',
  );
}

/** Only bundled vocabularies at the top, and nothing further down that would change what words mean. */
function faultOfMeaning(document: JsonObject): VerdictLine | undefined {
  const contexts = document['@context'];
  const known =
    Array.isArray(contexts) &&
    contexts[0] === CREDENTIALS_V2 &&
    contexts.every((context) => BUNDLED_CONTEXTS.includes(context as string));
  if (!known) {
    return bad(
      'context-not-known',
      'It brings or names a vocabulary that is not one of those kept here. None is ever loaded, so its words have no certain meaning.',
    );
  }
  const top = Object.keys(document).some((key) => key.startsWith('@') && key !== '@context');
  if (top || Object.values(document).some(hasKeyword)) {
    return bad(
      'inner-keyword',
      'It changes the meaning of its own words from within (a key that begins with "@"), which no badge needs.',
    );
  }
  return undefined;
}

function hasKeyword(value: unknown): boolean {
  if (Array.isArray(value))
    return value.some((item) => typeof item === 'object' && hasKeyword(item));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, inner]) => key.startsWith('@') || hasKeyword(inner));
}

function faultOfProof(proof: JsonObject): VerdictLine | undefined {
  if (proof['type'] !== 'DataIntegrityProof' || proof['cryptosuite'] !== 'eddsa-rdfc-2022') {
    return bad(
      'other-suite',
      'Its proof is of another kind than eddsa-rdfc-2022, the one for badges.',
    );
  }
  if (proof['proofPurpose'] !== 'assertionMethod') {
    return bad(
      'wrong-purpose',
      'Its proof was made for another purpose than to assert a credential.',
    );
  }
  if (Object.keys(proof).sort().join(' ') !== PROOF_TERMS.join(' ')) {
    return bad('proof-terms', 'Its proof has other terms than the six that belong there.');
  }
  if (!instantOf(proof['created'])) {
    return bad('proof-date', 'The date of its proof is not an instant with a time zone.');
  }
  return undefined;
}

function usableKey(
  keys: DidDocument,
  methodId: string,
  proof: JsonObject,
  now: Date,
): { readonly publicKeyMultibase: string } | VerdictLine {
  const method = keys.verificationMethod.find((candidate) => candidate.id === methodId);
  if (method?.controller !== keys.id) {
    return bad('key-not-listed', 'The issuer that it names does not list the key that signed it.');
  }
  if (!keys.assertionMethod.includes(methodId)) {
    return bad('wrong-purpose', 'The issuer has that key, but not for signing credentials.');
  }
  const revoked = instantOf(method.revoked);
  if (revoked && revoked <= now) {
    return bad(
      'key-revoked',
      'The issuer has revoked the key that signed it. Ask for the badge to be issued again.',
    );
  }
  const expires = instantOf(method.expires);
  const created = instantOf(proof['created']);
  if (expires && created && created > expires) {
    return bad('key-ended', 'It was signed after the issuer had retired that key.');
  }
  return method;
}

import { badgeInPng } from './bake-png.ts';
import { badgeInSvg } from './bake-svg.ts';
import { listOf } from './badge-shape.ts';
import { CredentialError } from './credential-error.ts';
import { readDidDocument, type DidDocument } from './did-document.ts';
import { PNG_SIGNATURE } from './png-chunk.ts';
import { readStrictJson, STATUS_LIST_LIMITS } from './strict-json.ts';

/** What a reader brings to be looked at; texts are those of JSON files. */
export type Offered =
  | { readonly kind: 'badge'; readonly text: string }
  | { readonly kind: 'status-list'; readonly text: string; readonly address: string }
  | { readonly kind: 'did-document'; readonly document: DidDocument };

/**
 * Tells what a file or a pasted text is: a badge (as JSON, or baked into a PNG or SVG), an issuer's status list, or an
 * issuer's `did.json`. Whether it is genuine is not looked at here. A JSON text of anything else counts as a badge, so that
 * `verifyCredential` says what it lacks.
 *
 * @throws CredentialError `CredentialUnreadable`, `ImageUnusable` or `KeyUnusable`, saying what was found.
 */
export function readOffered(file: Uint8Array | string): Offered {
  const text = typeof file === 'string' ? file.trim() : textOf(file);
  if (text === '') throw new CredentialError('CredentialUnreadable', 'nothing: it is empty');
  if (text.startsWith('<')) {
    const badge = badgeInSvg(text);
    if (badge === undefined) throw notBaked('SVG');
    return ofJson(badge);
  }
  return ofJson(text);
}

function textOf(file: Uint8Array): string {
  if (PNG_SIGNATURE.every((byte, at) => file[at] === byte)) {
    const badge = badgeInPng(file);
    if (badge === undefined) throw notBaked('PNG');
    return badge;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file).trim();
  } catch (error) {
    throw new CredentialError('CredentialUnreadable', 'a file that is neither text, PNG nor SVG', {
      cause: error,
    });
  }
}

function notBaked(kind: string): CredentialError {
  return new CredentialError(
    'ImageUnusable',
    `${kind === 'SVG' ? 'an SVG' : 'a PNG'} that carries no certificate: a picture of a badge proves nothing. Ask for the file with the certificate in it`,
  );
}

function ofJson(text: string): Offered {
  const value = readStrictJson(text, STATUS_LIST_LIMITS);
  if (listOf(value['type']).includes('BitstringStatusListCredential')) {
    const address = value['id'];
    if (typeof address !== 'string') {
      throw new CredentialError('StatusListUnusable', 'a status list without its address ("id")');
    }
    return { kind: 'status-list', text, address };
  }
  if (value['verificationMethod'] !== undefined) {
    return { kind: 'did-document', document: readDidDocument(value) };
  }
  return { kind: 'badge', text };
}

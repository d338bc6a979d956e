import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CredentialError, readOffered, type DidDocument } from '#credentials';
import { LabError } from '#container';
import { readSiteSettings, type SiteSettings } from './site-settings.ts';

/** The issuers for whom whoever runs the site vouches, as its verify page carries them. */
export interface ListedIssuers {
  readonly issuers: readonly {
    readonly id: string;
    readonly name: string;
    readonly document?: DidDocument;
  }[];
  readonly statusLists: readonly { readonly address: string; readonly text: string }[];
}

type Listed = SiteSettings['issuers'][number];

/**
 * Reads `issuers` of `site.yaml`: the keys and status lists of the issuers that the verify page knows without a network.
 *
 * @throws LabError `ContentBroken` when a file is not there or is not what it should be.
 */
export function readListedIssuers(root = '.'): ListedIssuers {
  const { issuers } = readSiteSettings(root);
  return {
    issuers: issuers.map((issuer) => knownIssuer(root, issuer)),
    statusLists: issuers.flatMap(({ statusLists }) =>
      statusLists.map((file) => {
        const offered = offeredIn(root, file);
        if (offered.kind === 'status-list') {
          return { address: offered.address, text: offered.text };
        }
        throw broken(file, `a ${offered.kind}`, 'the status list of an issuer');
      }),
    ),
  };
}

function knownIssuer(root: string, { name, did, document: file }: Listed) {
  if (file === undefined) return { id: did, name };
  const offered = offeredIn(root, file);
  if (offered.kind !== 'did-document') throw broken(file, `a ${offered.kind}`, 'a did.json');
  if (offered.document.id !== did) {
    throw broken(file, `the keys of ${offered.document.id}`, `the keys of ${did}`);
  }
  return { id: did, name, document: offered.document };
}

function offeredIn(root: string, file: string): ReturnType<typeof readOffered> {
  const path = join(root, file);
  if (!existsSync(path)) throw broken(file, 'no such file', 'a file of this project');
  try {
    return readOffered(readFileSync(path));
  } catch (error) {
    if (error instanceof CredentialError) throw broken(file, error.message, 'a JSON file');
    throw error;
  }
}

function broken(file: string, found: string, expected: string): LabError {
  return new LabError(
    'ContentBroken',
    `site.yaml lists ${file}: found ${found}; expected ${expected}.`,
    'Put the issuer’s published file there, or take the line out of site.yaml.',
  );
}

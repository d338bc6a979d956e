import type { DidDocument, TrustList } from '#credentials';

/** An issuer with the name under which somebody vouches for it. A `did:key` needs no document. */
export interface KnownIssuer {
  readonly id: string;
  readonly name: string;
  readonly document?: DidDocument;
}

export interface KeptList {
  /** The list's own address. */
  readonly address: string;
  readonly text: string;
}

/** What a copy of the page brings along: whoever runs the site has listed these issuers. */
export interface ListedIssuers {
  readonly issuers: readonly KnownIssuer[];
  readonly statusLists: readonly KeptList[];
}

export const NO_ISSUERS: ListedIssuers = { issuers: [], statusLists: [] };

const KEY = 'plumbline-issuers';

/** The issuers that this reader has added on this device; none when the browser keeps nothing or what it keeps is damaged. */
export function issuersOfDevice(): readonly KnownIssuer[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isIssuer) : [];
  } catch {
    return [];
  }
}

/**
 * Keeps the reader's own list.
 *
 * @returns false when this browser keeps nothing, so that the list lasts only until the page is closed.
 */
export function keepIssuers(issuers: readonly KnownIssuer[]): boolean {
  try {
    if (issuers.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(issuers));
    return true;
  } catch {
    return false;
  }
}

/** Whom to trust: the site's list, then the reader's own; documents that were only shown give keys, and no name. */
export function trustOf(known: readonly KnownIssuer[], shown: readonly DidDocument[]): TrustList {
  return {
    issuers: known.map(({ id, name }) => ({ id, name })),
    documents: [...known.flatMap(({ document }) => (document ? [document] : [])), ...shown],
  };
}

function isIssuer(value: unknown): value is KnownIssuer {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof name === 'string';
}

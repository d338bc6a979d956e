import { documentOfDidKey, type DidDocument } from './did-document.ts';

/** Whom the reader trusts, and which keys are at hand. The two are apart: to have a key is not to know whose it is. */
export interface TrustList {
  /** Issuers whose identity somebody has checked, by DID. */
  readonly issuers: readonly { readonly id: string; readonly name: string }[];
  /** DID documents of `did:web` issuers, fetched before or brought with the page. A `did:key` needs none. */
  readonly documents: readonly DidDocument[];
}

export function documentOf(did: string, trust: TrustList): DidDocument | undefined {
  return documentOfDidKey(did) ?? trust.documents.find((document) => document.id === did);
}

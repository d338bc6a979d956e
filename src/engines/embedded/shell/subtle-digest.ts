import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

const DIGESTS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'SHA-1': sha1,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
};

/**
 * Gives `crypto.subtle.digest` to a worker that has none: the lab's frame is no secure context, and just-bash's checksums
 * (`sha256sum`…) ask for it.
 */
export function supplyDigests(): void {
  const own = globalThis.crypto as Partial<Crypto>;
  if (own.subtle) return;
  const digest = (algorithm: string | { readonly name: string }, data: Uint8Array<ArrayBuffer>) => {
    const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
    const hash = DIGESTS[name.toUpperCase()];
    if (!hash) return Promise.reject(new Error(`there is no ${name}`));
    const bytes = ArrayBuffer.isView(data) ? data : new Uint8Array(data);
    return Promise.resolve(hash(bytes).slice().buffer);
  };
  Object.defineProperty(own, 'subtle', { value: { digest }, configurable: true });
}

import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * What isomorphic-git imports from `sha.js`. That package brings twenty others that probe the platform by throwing while
 * the worker starts, and each error thrown there makes V8 parse the whole script once more.
 */
export default class Sha1Hash {
  readonly #hash = sha1.create();

  update(bytes: Uint8Array): this {
    this.#hash.update(bytes);
    return this;
  }

  /** In hexadecimal, the only encoding that isomorphic-git asks for. */
  digest(): string {
    return bytesToHex(this.#hash.digest());
  }
}

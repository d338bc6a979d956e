/**
 * Why a credential, key, status list or badge image is refused. Names are permanent: pages and commands match on them.
 *
 * `CredentialUnreadable` not JSON of the wanted shape, or beyond the limits; `CredentialUnsignable` something in it that no
 * bundled vocabulary defines; `KeyUnusable` a key or identifier that is not an Ed25519 one; `StatusListUnusable` a status list
 * that cannot be used; `ImageUnusable` an image that cannot be baked or read; `Ed25519Missing` no Ed25519 in this runtime.
 */
export type CredentialErrorName =
  | 'CredentialUnreadable'
  | 'CredentialUnsignable'
  | 'KeyUnusable'
  | 'StatusListUnusable'
  | 'ImageUnusable'
  | 'Ed25519Missing';

export class CredentialError extends Error {
  override readonly name: CredentialErrorName;

  constructor(name: CredentialErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

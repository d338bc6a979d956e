/**
 * Open Badges 3.0 that anyone can check: keys, signing, verifying, revoking, baking. No I/O and no network.
 *
 * ```ts
 * const key = await createSigningKey();
 * const keys = createDidDocument('did:web:academy.example', key.publicKeyMultibase); // published as did.json
 * const badge = await signDocument(buildBadge(details), key, `${keys.id}#${key.publicKeyMultibase}`, new Date());
 * const trust = { issuers: [{ id: keys.id, name: 'Example Academy' }], documents: [keys] };
 * const { signature, issuer, dates, status } = await verifyCredential(JSON.stringify(badge), trust, new Date());
 * ```
 *
 * The rules behind it: one `eddsa-rdfc-2022` proof; only bundled JSON-LD contexts, in safe mode; the key must belong to the
 * issuer named and be listed for assertions; to have a key is not to know whose it is. `jsonld` is loaded by the first
 * signing or checking, not by importing this zone.
 */
export { decodeBase64Url, encodeBase64Url } from './base64url.ts';
export { badgePng } from './artwork/badge-png.ts';
export { badgeMarkup, badgeSvg } from './artwork/badge-svg.ts';
export { BUILDINGS, type BadgeDesign } from './artwork/buildings.ts';
export { BADGE_PALETTES, type BadgeChoice, type BadgePalette } from './artwork/draw-badge.ts';
export { digestOf, engraving, ENGRAVING } from './artwork/engraving.ts';
export { assuranceSentence, type Assurance, type Judgement } from './assurance.ts';
export { badgeInPng, bakePng } from './bake-png.ts';
export { badgeInSvg, bakeSvg } from './bake-svg.ts';
export { packBadge, packForCode, unpackBadge } from './compact-form.ts';
export { CredentialError, type CredentialErrorName } from './credential-error.ts';
export { describeBadge, type BadgeDescription, type BadgeWork } from './describe-badge.ts';
export { signDocument, type DataIntegrityProof, type Secured } from './data-integrity.ts';
export {
  addressOfDidWeb,
  addressOfOrUndefined,
  createDidDocument,
  didKeyOf,
  keyOfDid,
  readDidDocument,
  revokeKey,
  rotateKey,
  type DidDocument,
  type VerificationMethod,
} from './did-document.ts';
export { decodeSecretMultikey, encodePublicMultikey, encodeSecretMultikey } from './multikey.ts';
export {
  filesToPublish,
  issueBadge,
  jsonText,
  type Award,
  type IssuedBadge,
  type PublishedFile,
} from './issuing/issue-badge.ts';
export {
  createRegister,
  methodInUse,
  readRegister,
  statusListAddress,
  withGrader,
  withNewKey,
  withRevokedBadge,
  type IssuedEntry,
  type IssuerDetails,
  type IssuerRegister,
} from './issuing/issuer-register.ts';
export { backUpKey, drawSeed, openKeyBackup, type KeyBackup } from './issuing/key-backup.ts';
export { buildBadge, type BadgeDetails, type BadgeEvidence, type Recipient } from './open-badge.ts';
export { decodeProofValue, encodeProofValue } from './proof-value.ts';
export { readOffered, type Offered } from './read-offered.ts';
export { createSigningKey, importSigningKey, signBytes, type SigningKey } from './signing-key.ts';
export {
  buildStatusList,
  drawStatusIndex,
  emptyStatusBits,
  withRevoked,
  type StatusListDetails,
  type UnsignedStatusList,
} from './status-list.ts';
export type { TrustList } from './trust-list.ts';
export type { UnsignedBadge } from './unsigned-badge.ts';
export type { LineState, VerdictLine } from './verdict-line.ts';
export { answersOf, sentenceOf, type Answer, type Tone } from './verdict-words.ts';
export { verifyCredential, type CredentialVerdict } from './verify-credential.ts';

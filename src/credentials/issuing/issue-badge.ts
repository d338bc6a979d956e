import { signDocument, type Secured } from '../data-integrity.ts';
import { isoSeconds } from '../date-time.ts';
import { addressOfDidWeb } from '../did-document.ts';
import { buildBadge, type BadgeDetails } from '../open-badge.ts';
import type { SigningKey } from '../signing-key.ts';
import { buildStatusList, drawStatusIndex } from '../status-list.ts';
import type { UnsignedBadge } from '../unsigned-badge.ts';
import {
  methodInUse,
  statusBitsOf,
  statusListAddress,
  type IssuerRegister,
} from './issuer-register.ts';

/** What a badge is to say, without what the issuer's register tells. */
export type Award = Omit<BadgeDetails, 'id' | 'issuer' | 'status' | 'scoreId'>;

export interface IssuedBadge {
  readonly badge: Secured<UnsignedBadge>;
  /** To be kept in the place of the one that was given. */
  readonly register: IssuerRegister;
}

/**
 * Signs a badge and enters it. Keep the new register before the badge is given away: it alone can revoke.
 *
 * @throws CredentialError or RangeError as `buildBadge`, `signDocument` and `drawStatusIndex`.
 */
export async function issueBadge(
  register: IssuerRegister,
  key: SigningKey,
  award: Award,
  now: Date,
): Promise<IssuedBadge> {
  const index = drawStatusIndex(new Set(register.issued.map(({ statusIndex }) => statusIndex)));
  const id = `urn:uuid:${crypto.randomUUID()}`;
  const unsigned = buildBadge({
    ...award,
    id,
    scoreId: `urn:uuid:${crypto.randomUUID()}`,
    issuer: { id: register.document.id, name: register.name, url: register.url },
    status: { list: statusListAddress(register), index },
  });
  const badge = await signDocument(unsigned, key, methodInUse(register), now);
  const entry = {
    id,
    statusIndex: index,
    achievement: award.achievement.id,
    issued: isoSeconds(now),
  };
  return { badge, register: { ...register, issued: [...register.issued, entry] } };
}

/** A file that the issuer puts on its web server. */
export interface PublishedFile {
  /** Path from the root of the host. */
  readonly path: string;
  readonly text: string;
}

/** For how long readers may rely on a copy of the status list. */
const LIST_DAYS = 90;

/** `did.json` (a `did:key` has none) and the signed status list. They are to be served with `Access-Control-Allow-Origin: *`. */
export async function filesToPublish(
  register: IssuerRegister,
  key: SigningKey,
  now: Date,
): Promise<readonly PublishedFile[]> {
  const { document } = register;
  const address = statusListAddress(register);
  const validUntil = new Date(now.getTime() + LIST_DAYS * 24 * 60 * 60 * 1000);
  const list = await signDocument(
    buildStatusList(
      { id: address, issuer: document.id, validFrom: now, validUntil },
      statusBitsOf(register),
    ),
    key,
    methodInUse(register),
    now,
  );
  const files = [{ path: pathOf(address), text: jsonText(list) }];
  if (document.id.startsWith('did:web:')) {
    files.unshift({ path: pathOf(addressOfDidWeb(document.id)), text: jsonText(document) });
  }
  return files;
}

/** JSON as files of this zone are written. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const pathOf = (address: string): string => new URL(address).pathname.slice(1);

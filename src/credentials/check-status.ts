import { listOf } from './badge-shape.ts';
import { checkDates } from './check-dates.ts';
import { checkSignature, issuerOf } from './check-signature.ts';
import { CredentialError } from './credential-error.ts';
import { decodeStatusBits, isRevoked } from './status-list.ts';
import { isObject, readStrictJson, STATUS_LIST_LIMITS, type JsonObject } from './strict-json.ts';
import type { TrustList } from './trust-list.ts';
import { bad, good, unknown, type VerdictLine } from './verdict-line.ts';

const ASK_AGAIN = 'Fetch the list again from the issuer and check once more.';

/**
 * The status line of a badge whose signature holds.
 *
 * @param statusList text of the status list's file, or `undefined` when it could not be had.
 */
export async function checkStatus(
  badge: JsonObject,
  trust: TrustList,
  now: Date,
  statusList: string | undefined,
): Promise<VerdictLine> {
  const [entry, ...others] = listOf(badge['credentialStatus']);
  if (entry === undefined) {
    return unknown(
      'none-offered',
      'The issuer gave this badge no status: it cannot tell whether it was revoked.',
    );
  }
  const place = others.length === 0 ? placeOf(entry) : undefined;
  if (!place) {
    return bad(
      'entry-unreadable',
      'The badge names its status in a way that cannot be read, so it is not relied on.',
    );
  }
  if (statusList === undefined) {
    return unknown('offline', 'The issuer’s status list is not at hand. ' + ASK_AGAIN);
  }
  try {
    const list = readStrictJson(statusList, STATUS_LIST_LIMITS);
    const bits = await bitsOf(list, place.list, badge, trust, now);
    if (!(bits instanceof Uint8Array)) return bits;
    return isRevoked(bits, place.index)
      ? bad('revoked', 'The issuer has revoked this badge.')
      : good('not-revoked', 'The issuer’s status list says that it is not revoked.');
  } catch (error) {
    if (!(error instanceof CredentialError)) throw error;
    return bad('list-refused', `The status list is refused (found ${error.message}). ${ASK_AGAIN}`);
  }
}

async function bitsOf(
  list: JsonObject,
  address: string,
  badge: JsonObject,
  trust: TrustList,
  now: Date,
): Promise<Uint8Array | VerdictLine> {
  if (list['id'] !== address || issuerOf(list) !== issuerOf(badge)) {
    return bad(
      'other-list',
      `The status list is refused: it is not the one that the badge names, or not of its issuer. ${ASK_AGAIN}`,
    );
  }
  const signature = await checkSignature(list, trust, now);
  if (signature.state !== 'good') {
    return bad(
      'list-not-signed',
      `The status list is refused: its own signature does not hold. ${ASK_AGAIN}`,
    );
  }
  const dates = checkDates(list, now);
  if (dates.state !== 'good') {
    return unknown('list-stale', `The status list at hand is not valid at this time. ${ASK_AGAIN}`);
  }
  const subject = list['credentialSubject'];
  if (
    !listOf(list['type']).includes('BitstringStatusListCredential') ||
    !isObject(subject) ||
    subject['type'] !== 'BitstringStatusList' ||
    subject['statusPurpose'] !== 'revocation' ||
    typeof subject['encodedList'] !== 'string'
  ) {
    return bad(
      'list-refused',
      `The status list is refused: it does not tell about revocation. ${ASK_AGAIN}`,
    );
  }
  return decodeStatusBits(subject['encodedList']);
}

function placeOf(entry: unknown): { readonly list: string; readonly index: number } | undefined {
  if (!isObject(entry) || entry['type'] !== 'BitstringStatusListEntry') return undefined;
  const { statusPurpose, statusListIndex: index, statusListCredential: list } = entry;
  if (statusPurpose !== 'revocation' || typeof list !== 'string') return undefined;
  if (typeof index !== 'string' || !/^(?:0|[1-9]\d{0,8})$/.test(index)) return undefined;
  return { list, index: Number(index) };
}

import { missingInBadge } from './badge-shape.ts';
import { checkDates } from './check-dates.ts';
import { checkSignature, issuerOf } from './check-signature.ts';
import { checkStatus } from './check-status.ts';
import { CredentialError } from './credential-error.ts';
import { readStrictJson, type JsonObject } from './strict-json.ts';
import type { TrustList } from './trust-list.ts';
import { bad, good, unknown, type VerdictLine } from './verdict-line.ts';

/** Four findings that stand side by side and are never made into one: each can fail alone. */
export interface CredentialVerdict {
  readonly signature: VerdictLine;
  readonly issuer: VerdictLine;
  readonly dates: VerdictLine;
  readonly status: VerdictLine;
  /** The badge, only when its signature holds; what an unknown issuer says in it is still only what it says. */
  readonly badge?: JsonObject;
}

/**
 * Checks an Open Badge from its text alone: no network, and no exception whatever the text.
 *
 * @param input text of the badge's JSON file.
 * @param statusList text of the status list's file when it is at hand; else the status is `unknown – offline`.
 */
export async function verifyCredential(
  input: string,
  trust: TrustList,
  now: Date,
  statusList?: string,
): Promise<CredentialVerdict> {
  try {
    const badge = readStrictJson(input);
    const missing = missingInBadge(badge);
    if (missing !== undefined) {
      return refused(bad('not-a-badge', `It is not an Open Badge: it lacks ${missing}.`));
    }
    const signature = await checkSignature(badge, trust, now);
    if (signature.state !== 'good') return refused(signature, trust, issuerOf(badge));
    return {
      signature,
      issuer: checkIssuer(issuerOf(badge) ?? '', trust),
      dates: checkDates(badge, now),
      status: await checkStatus(badge, trust, now, statusList),
      badge,
    };
  } catch (error) {
    if (error instanceof CredentialError && error.name === 'CredentialUnreadable') {
      return refused(bad('unreadable', `It cannot be read: found ${error.message}.`));
    }
    return refused(
      bad('not-checkable', 'It could not be checked; a badge that is in order can be.'),
    );
  }
}

function checkIssuer(did: string, trust: TrustList): VerdictLine {
  const known = trust.issuers.find((issuer) => issuer.id === did);
  if (known) return good('known', `The issuer is ${known.name}, whom you trust.`);
  if (did.startsWith('did:key:')) {
    return unknown(
      'identity-not-proven',
      'Key known, identity not proven: anyone can make such a key and write any name beside it.',
    );
  }
  return unknown(
    'not-in-list',
    'The issuer is not in your list. Its web address shows who it may be; nobody here has checked.',
  );
}

/** Where the signature does not hold, nothing else in the file can be relied on. */
function refused(signature: VerdictLine, trust?: TrustList, named?: string): CredentialVerdict {
  const known = trust?.issuers.find((issuer) => issuer.id === named);
  const because =
    'Not looked at: without a signature that holds, nothing in the file can be relied on.';
  const issuer =
    known && signature.state === 'bad'
      ? bad('not-by-issuer', `It names ${known.name}, but nothing shows that it comes from there.`)
      : unknown('not-relied-on', because);
  return {
    signature,
    issuer,
    dates: unknown('not-relied-on', because),
    status: unknown('not-relied-on', because),
  };
}

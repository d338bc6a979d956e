import { instantOf, isoSeconds } from './date-time.ts';
import type { JsonObject } from './strict-json.ts';
import { bad, good, unknown, type VerdictLine } from './verdict-line.ts';

/** The dates line: is `now` within `validFrom` and `validUntil`? Both ends belong to the time of validity. */
export function checkDates(credential: JsonObject, now: Date): VerdictLine {
  if (Number.isNaN(now.getTime())) {
    return unknown('no-clock', 'What time it is now is not known, so its validity cannot be told.');
  }
  const from = instantOf(credential['validFrom']);
  const until = instantOf(credential['validUntil']);
  if (!from || (credential['validUntil'] !== undefined && !until)) {
    return bad(
      'dates-unreadable',
      'Its dates are not instants with a time zone, so its validity cannot be told.',
    );
  }
  if (until && until < from) {
    return bad('dates-crossed', 'It ends before it begins, so it was never valid.');
  }
  if (now < from) return bad('not-yet-valid', `It is valid only from ${isoSeconds(from)}.`);
  if (until && now > until) return bad('expired', `It expired at ${isoSeconds(until)}.`);
  const end = until ? `until ${isoSeconds(until)}` : 'without an end';
  return good('valid-now', `It is valid from ${isoSeconds(from)} ${end}.`);
}

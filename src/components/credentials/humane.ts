const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
const INSTANT = /\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g;

/** A day as certificates print it, in UTC: `23 November 2026`. */
export const dayOf = (date: Date): string => DAY.format(date);

/** A moment by the reader's own clock: `23 November 2026 at 10:02`. */
export const momentOf = (date: Date): string => MOMENT.format(date);

/** Puts days in the place of instants, which are for machines. */
export function humane(words: string): string {
  return words.replace(INSTANT, (instant) => dayOf(new Date(instant)));
}

let day: Intl.DateTimeFormat | undefined;
let moment: Intl.DateTimeFormat | undefined;
const INSTANT = /\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g;

/** A day as certificates print it, in UTC: `23 November 2026`. */
export function dayOf(date: Date): string {
  // Made when first asked: the language's data take as long to load as the rest of a page's script.
  day ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return day.format(date);
}

/** A moment by the reader's own clock: `23 November 2026 at 10:02`. */
export function momentOf(date: Date): string {
  moment ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
  return moment.format(date);
}

/** Puts days in the place of instants, which are for machines. */
export function humane(words: string): string {
  return words.replace(INSTANT, (instant) => dayOf(new Date(instant)));
}

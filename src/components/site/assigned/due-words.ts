const MOMENT = {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** "Mon, 9 November 2026, 23:00 CET": a time in the reader's own zone, which is named. */
export function ownTime(time: string, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat('en-GB', { ...MOMENT, ...zone })
    .format(new Date(time))
    .replace(' at ', ', ');
}

/** "in 3 days", "in 5 hours", "2 days ago": how far a time is. */
export function farAway(time: string, now: Date): string {
  const ms = Date.parse(time) - now.getTime();
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
  const size = Math.abs(ms);
  const whole = (unit: number): number => Math.sign(ms) * Math.max(1, Math.floor(size / unit));
  if (size >= 2 * DAY_MS) return words.format(whole(DAY_MS), 'day');
  if (size >= 2 * HOUR_MS) return words.format(whole(HOUR_MS), 'hour');
  return words.format(whole(60_000), 'minute');
}

/** Calls that fail: a share of them, from minute 0 on, for so many minutes; before and after, none. */
export interface Trouble {
  /** 0 to 1. */
  readonly share: number;
  readonly minutes: number;
  readonly requestsPerMinute: number;
}

/** An alert with two windows, in minutes. */
export interface Alert {
  readonly id: string;
  readonly label: string;
  readonly rate: number;
  readonly long: number;
  readonly short: number;
  readonly then: 'page' | 'ticket';
}

/** The three pairs of the SRE workbook, as in the lesson. */
export const ALERTS: readonly Alert[] = [
  { id: 'fast', label: '14.4× over 1 h and 5 min', rate: 14.4, long: 60, short: 5, then: 'page' },
  { id: 'slow', label: '6× over 6 h and 30 min', rate: 6, long: 360, short: 30, then: 'page' },
  { id: 'ticket', label: '1× over 3 d and 6 h', rate: 1, long: 4320, short: 360, then: 'ticket' },
];

export const MONTH_MINUTES = 30 * 24 * 60;
/** The guard against small numbers: so many requests in an hour, or no alert. */
const LEAST_REQUESTS_PER_HOUR = 20;

/** The share of bad calls over the `window` minutes that end at `minute`, with steady traffic. */
export function shareOver({ share, minutes }: Trouble, minute: number, window: number): number {
  const overlap = Math.min(minute, minutes) - Math.max(0, minute - window);
  return (share * Math.max(0, overlap)) / window;
}

/** The share above which an alert rings. */
export const limitOf = ({ rate }: Alert, objective: number): number => rate * (1 - objective);

/** Minutes at which an alert begins and ends to ring; `undefined` when it never does. */
export function ringing(
  alert: Alert,
  trouble: Trouble,
  objective: number,
  isGuarded: boolean,
): { readonly from: number; readonly to: number } | undefined {
  if (isGuarded && trouble.requestsPerMinute * 60 < LEAST_REQUESTS_PER_HOUR) return undefined;
  const limit = limitOf(alert, objective);
  const rings = (minute: number): boolean =>
    shareOver(trouble, minute, alert.long) > limit &&
    shareOver(trouble, minute, alert.short) > limit;
  const last = trouble.minutes + alert.long;
  let from: number | undefined;
  for (let minute = 0; minute <= last; minute++) {
    const isRinging = rings(minute);
    if (from === undefined && isRinging) from = minute;
    if (from !== undefined && !isRinging) return { from, to: minute };
  }
  return undefined;
}

/** The part of the month's error budget that is spent by `minute`; above 1 it is gone. */
export function spent({ share, minutes }: Trouble, minute: number, objective: number): number {
  return (share * Math.min(minutes, minute)) / (MONTH_MINUTES * (1 - objective));
}

/** What the three alerts together lead to: the most urgent that rings. */
export function outcome(
  trouble: Trouble,
  objective: number,
  isGuarded: boolean,
): 'page' | 'ticket' | 'nothing' {
  const rung = ALERTS.filter((alert) => ringing(alert, trouble, objective, isGuarded));
  if (rung.some(({ then }) => then === 'page')) return 'page';
  return rung.length > 0 ? 'ticket' : 'nothing';
}

export interface Day extends Trouble {
  readonly id: string;
  readonly label: string;
}

/** Days of Duarte's month. */
export const DAYS: readonly Day[] = [
  {
    id: 'quarter',
    label: 'every call fails for a quarter of an hour',
    share: 1,
    minutes: 15,
    requestsPerMinute: 200,
  },
  { id: 'minute', label: 'one bad minute', share: 1, minutes: 1, requestsPerMinute: 200 },
  {
    id: 'half-day',
    label: '4 % fail for half a day',
    share: 0.04,
    minutes: 720,
    requestsPerMinute: 200,
  },
  {
    id: 'slow',
    label: '0.7 % fail for three days',
    share: 0.007,
    minutes: 4320,
    requestsPerMinute: 200,
  },
  {
    id: 'night',
    label: 'four in the morning: one of three calls fails, for an hour',
    share: 1 / 3,
    minutes: 60,
    requestsPerMinute: 0.05,
  },
];

/** Minutes as people say them. */
export function sayMinutes(minutes: number): string {
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 2880) return `${Number((minutes / 60).toFixed(1))} h`;
  return `${Number((minutes / 1440).toFixed(1))} d`;
}

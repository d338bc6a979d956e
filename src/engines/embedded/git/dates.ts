import { fatal } from './git-error.ts';

/** A moment with the zone it was written in. */
export interface GitDate {
  /** Seconds since the epoch. */
  readonly time: number;
  /** As git writes it: `+0100`. */
  readonly zone: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const SECONDS_OF: Record<string, number> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_629_746,
  year: 31_556_952,
};

const two = (value: number): string => String(value).padStart(2, '0');

function zoneSeconds(zone: string): number {
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 3_600 + Number(zone.slice(3, 5)) * 60);
}

function zoneOf(text: string): string {
  if (text === '' || /^(?:z|utc|gmt)$/i.test(text)) return '+0000';
  return text.replace(':', '').padEnd(5, '0');
}

/** A date as `GIT_AUTHOR_DATE` and `--date` take it, or `undefined`. The lab's own zone is UTC. */
export function parseDate(text: string): GitDate | undefined {
  const value = text.trim();
  const raw = /^@?(\d+)(?: +([+-]\d{4}))?$/.exec(value);
  if (raw && (value.startsWith('@') || raw[2] !== undefined || (raw[1] ?? '').length >= 9)) {
    return { time: Number(raw[1]), zone: raw[2] ?? '+0000' };
  }
  const iso =
    /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)? *(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?$/i.exec(
      value,
    );
  if (iso) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', zone = ''] = iso;
    return at([year, month, day, hour, minute, second].map(Number), zoneOf(zone));
  }
  const mail =
    /^(?:[A-Za-z]{3,},? +)?(\d{1,2}) +([A-Za-z]{3})[a-z]* +(\d{4}) +(\d{1,2}):(\d{2})(?::(\d{2}))? *([+-]\d{4}|Z|UTC|GMT)?$/i.exec(
      value,
    );
  if (mail) {
    const [, day, name = '', year, hour, minute, second = '0', zone = ''] = mail;
    const month = MONTHS.findIndex((each) => each.toLowerCase() === name.toLowerCase()) + 1;
    return at([year, month, day, hour, minute, second].map(Number), zoneOf(zone));
  }
  const own =
    /^(?:[A-Za-z]{3} +)([A-Za-z]{3}) +(\d{1,2}) +(\d{1,2}):(\d{2}):(\d{2}) +(\d{4})(?: +([+-]\d{4}))?$/.exec(
      value,
    );
  if (own) {
    const [, name = '', day, hour, minute, second, year, zone = ''] = own;
    const month = MONTHS.indexOf(name) + 1;
    return at([year, month, day, hour, minute, second].map(Number), zoneOf(zone));
  }
  return undefined;
}

function at(parts: readonly number[], zone: string): GitDate | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) {
    return undefined;
  }
  const time = Date.UTC(year, month - 1, day, hour, minute, second) / 1_000 - zoneSeconds(zone);
  return { time, zone };
}

/** A date as `--since` and `--until` take it: also `2 days ago`, `yesterday`. Seconds since the epoch. */
export function parseApproxDate(text: string, nowSeconds: number): number {
  const exact = parseDate(text);
  if (exact) return exact.time;
  const words = text
    .toLowerCase()
    .replace(/[._-]+/g, ' ')
    .trim();
  if (words === 'now') return nowSeconds;
  if (words === 'yesterday') return nowSeconds - 86_400;
  const ago = /^(\d+|an?) (second|minute|hour|day|week|month|year)s?(?: ago)?$/.exec(words);
  if (!ago) throw fatal(`cannot read the date '${text}'`);
  const count = /^an?$/.test(ago[1] ?? '') ? 1 : Number(ago[1]);
  return nowSeconds - count * (SECONDS_OF[ago[2] ?? ''] ?? 0);
}

const ago = (count: number, unit: string): string =>
  `${count} ${unit}${count === 1 ? '' : 's'} ago`;

/** `3 days ago`, rounded as git rounds. */
export function relativeDate(time: number, nowSeconds: number): string {
  const seconds = nowSeconds - time;
  if (seconds < 0) return 'in the future';
  if (seconds < 90) return ago(seconds, 'second');
  const minutes = Math.floor((seconds + 30) / 60);
  if (minutes < 90) return ago(minutes, 'minute');
  const hours = Math.floor((minutes + 30) / 60);
  if (hours < 36) return ago(hours, 'hour');
  const days = Math.floor((hours + 12) / 24);
  if (days < 14) return ago(days, 'day');
  if (days < 70) return ago(Math.floor((days + 3) / 7), 'week');
  if (days < 365) return ago(Math.floor((days + 15) / 30), 'month');
  if (days < 1_825) {
    const months = Math.floor((days * 12 * 2 + 365) / (365 * 2));
    const years = Math.floor(months / 12);
    const rest = months % 12;
    return rest === 0
      ? ago(years, 'year')
      : `${years} year${years === 1 ? '' : 's'}, ${ago(rest, 'month')}`;
  }
  return ago(Math.floor((days + 183) / 365), 'year');
}

/**
 * A date in one of git's formats: default, iso, iso-strict, rfc, short, raw, unix, relative, human or `format:%Y…`.
 *
 * @throws GitExit on an unknown format.
 */
export function formatDate({ time, zone }: GitDate, format: string, nowSeconds: number): string {
  const date = new Date((time + zoneSeconds(zone)) * 1_000);
  const year = date.getUTCFullYear();
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const day = date.getUTCDate();
  const weekday = DAYS[date.getUTCDay()] ?? '';
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  const short = `${year}-${two(date.getUTCMonth() + 1)}-${two(day)}`;
  switch (format) {
    case 'default':
      return `${weekday} ${month} ${day} ${clock} ${year} ${zone}`;
    case 'local':
      return `${weekday} ${month} ${day} ${clock} ${year}`;
    case 'iso':
    case 'iso8601':
      return `${short} ${clock} ${zone}`;
    case 'iso-strict':
    case 'iso8601-strict':
      return `${short}T${clock}${zone === '+0000' ? '+00:00' : `${zone.slice(0, 3)}:${zone.slice(3)}`}`;
    case 'rfc':
    case 'rfc2822':
      return `${weekday}, ${day} ${month} ${year} ${clock} ${zone}`;
    case 'short':
      return short;
    case 'raw':
      return `${time} ${zone}`;
    case 'unix':
      return String(time);
    case 'relative':
      return relativeDate(time, nowSeconds);
  }
  if (!format.startsWith('format:')) throw fatal(`unknown date format ${format}`);
  const fields: Record<string, string> = {
    Y: String(year),
    m: two(date.getUTCMonth() + 1),
    d: two(day),
    e: String(day).padStart(2),
    H: two(date.getUTCHours()),
    M: two(date.getUTCMinutes()),
    S: two(date.getUTCSeconds()),
    F: short,
    T: clock,
    b: month,
    a: weekday,
    y: two(year % 100),
    s: String(time),
    z: zone,
    '%': '%',
    D: `${two(date.getUTCMonth() + 1)}/${two(day)}/${two(year % 100)}`,
    n: '\n',
    t: '\t',
    R: clock.slice(0, 5),
    j: String(Math.floor((date.getTime() - Date.UTC(year, 0)) / 86_400_000) + 1).padStart(3, '0'),
  };
  return format.slice(7).replace(/%([A-Za-z%])/g, (all, key: string) => fields[key] ?? all);
}

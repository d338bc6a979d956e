import { readFileSync } from 'node:fs';
import { LabError } from '#container';

export const usage = (message: string): LabError =>
  new LabError('UsageError', message, 'npm run cohort -- --help tells all options.');

/** @throws LabError `UsageError`. */
export function timeOf(option: string, text: string): string {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(text);
  if (isTime && !Number.isNaN(Date.parse(text))) return text;
  throw usage(`${option} has "${text}"; expected a time in UTC, as 2026-11-27T09:00:00Z.`);
}

/** @throws LabError `UsageError`. */
export function wholeOf(option: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw usage(`${option} has "${text}"; expected a whole number from 1.`);
}

/** @throws LabError `UsageError`. */
export function wholeIn(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
  throw usage(`${option} has "${text}"; expected a whole number from ${least} to ${most}.`);
}

/**
 * Lines of `id` or `id,seed`. The same id may stand on several lines, with a seed each.
 *
 * @throws LabError `RosterUnreadable`.
 */
export function readRoster(path: string): ReadonlyMap<string, readonly string[]> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new LabError('RosterUnreadable', `${path} cannot be read.`, 'Look at the path.', {
      cause: error,
    });
  }
  const roster = new Map<string, readonly string[]>();
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const [id = '', seed = ''] = line.split(',').map((part) => part.trim());
    if (id === '') continue;
    roster.set(id, [...(roster.get(id) ?? []), ...(seed === '' ? [] : [seed])]);
  }
  return roster;
}

/** The address of a site, ending in `/`. @throws LabError `UsageError` */
export function siteOf(site: string): string {
  if (!URL.canParse(site) || !/^(?:https?|file):/.test(site)) {
    throw usage(`--site has "${site}"; expected an address, as https://academy.example/`);
  }
  return new URL(site.endsWith('/') ? site : `${site}/`).href;
}

import { pathFault } from '#container';
import { SchemaValidator } from '#formats';
import { harmless, quoted, type EvidenceFault } from '../evidence-fault.ts';
import type { SubmissionManifest, SubmittedEntry } from './submission-manifest.ts';
import { SUBMISSION_LIMITS } from './submission-manifest.ts';
import { ATTEMPT_SCHEMA, ENTRY_SCHEMA, SUBMISSION_SCHEMA } from './submission-schema.ts';

const ofWhole = new SchemaValidator(SUBMISSION_SCHEMA, '2020-12');
const ofEntry = new SchemaValidator(ENTRY_SCHEMA, '2020-12');
const ofAttempt = new SchemaValidator(ATTEMPT_SCHEMA, '2020-12');

/** What is wrong with a description (without its proof), beyond whether its files are there. Empty when all holds. */
export function manifestFaults(value: unknown, toDo: string): readonly EvidenceFault[] {
  const faults = isTooBulky(value)
    ? [fault('TooLarge', 'a list or mapping of very many parts', BULK_WORDS)]
    : faultsOf(value);
  return faults.map((one) => ({ ...one, toDo }));
}

function faultsOf(value: unknown): readonly Wordless[] {
  const outside = shapeFaults(ofWhole, value, '');
  if (outside.length > 0) return outside;
  const manifest = value as SubmissionManifest;
  const inside =
    firstFaults(ofEntry, manifest.files, 'files') ??
    firstFaults(ofAttempt, manifest.attempts, 'attempts');
  if (inside) return inside;
  return [
    ...timesOf(manifest)
      .filter((time) => Number.isNaN(Date.parse(time)))
      .map((time) => fault('ManifestInvalid', `the time ${quoted(time)}`, 'a day of the calendar')),
    ...entryFaults(manifest.files),
  ];
}

/** The faults of the first item that has any. */
function firstFaults(
  validator: SchemaValidator,
  items: readonly unknown[],
  list: string,
): readonly Wordless[] | undefined {
  for (const [index, item] of items.entries()) {
    const faults = shapeFaults(validator, item, `${list}[${index}]`);
    if (faults.length > 0) return faults;
  }
  return undefined;
}

/** The faults of a value's shape. `at` is its place in the file; empty for the whole. */
export function shapeFaults(
  validator: SchemaValidator,
  value: unknown,
  at: string,
): readonly Wordless[] {
  return validator.faults({ file: '', value }).map(({ path, found, wanted }) => {
    const place = [at, path].filter((part) => part !== '').join('.') || 'the top';
    return fault(
      'ManifestInvalid',
      `${harmless(found)} at ${harmless(place)} of the description`,
      harmless(wanted),
    );
  });
}

const timesOf = ({ createdAt, attempts }: SubmissionManifest): readonly string[] => [
  createdAt,
  ...attempts.map(({ startedAt }) => startedAt),
];

const LONGEST_LIST = 10_000;
const MOST_KEYS = 32;
const BULK_WORDS = 'at most 50,000 files, 10,000 parts in other lists and 32 keys in a mapping';

/** Looks before the schema does, whose work grows with the square of what is wrong. */
export function isTooBulky(value: unknown, name = ''): boolean {
  if (Array.isArray(value)) {
    const most = name === 'files' ? SUBMISSION_LIMITS.entries : LONGEST_LIST;
    return value.length > most || value.some((item: unknown) => isTooBulky(item));
  }
  if (typeof value !== 'object' || value === null) return false;
  const members = Object.entries(value);
  return members.length > MOST_KEYS || members.some(([key, item]) => isTooBulky(item, key));
}

/** A fault before it is said what to do about it, which the writer and the reader say differently. */
export type Wordless = Omit<EvidenceFault, 'toDo'>;
const fault = (name: EvidenceFault['name'], found: string, expected: string): Wordless => ({
  name,
  found,
  expected,
});

function entryFaults(entries: readonly SubmittedEntry[]): readonly Wordless[] {
  const faults: Wordless[] = [];
  const leaves = new Map(entries.map(({ path, kind }) => [path, kind]));
  let before = '';
  let totalBytes = 0;
  for (const entry of entries) {
    const { path } = entry;
    const reason = submittedPathFault(path);
    if (reason !== undefined) {
      faults.push(fault('PathNotAllowed', `the path ${quoted(path)}: ${reason}`, INSIDE));
      continue;
    }
    if (path <= before) {
      const where = `${quoted(path)} after ${quoted(before)} in the list of files`;
      faults.push(fault('ManifestInvalid', where, 'each path once, in the order of their letters'));
    }
    before = path;
    const above = parentsOf(path).find((parent) => leaves.has(parent));
    if (above !== undefined) {
      const what = `${quoted(path)} inside ${quoted(above)}, which is listed as a ${leaves.get(above) ?? ''}`;
      faults.push(fault('PathNotAllowed', what, 'that only folders hold files'));
    }
    faults.push(...partsOf(entry));
    if (entry.kind === 'file') totalBytes += entry.sizeBytes;
  }
  if (!(totalBytes <= SUBMISSION_LIMITS.workBytes)) {
    faults.push(fault('TooLarge', `files of ${totalBytes} bytes`, 'at most 268,435,456 bytes'));
  }
  return faults;
}

/** That the keys are those of its kind, and a link's target leads to a place of the work. */
function partsOf(entry: SubmittedEntry): readonly Wordless[] {
  const wanted = { file: ['sizeBytes', 'sha256'], symlink: ['target'], folder: [] }[entry.kind];
  const allowed = ['kind', 'path', ...wanted, ...(entry.kind === 'file' ? ['executable'] : [])];
  const keys = Object.keys(entry);
  if (wanted.some((key) => !keys.includes(key)) || keys.some((key) => !allowed.includes(key))) {
    const found = `the keys ${quoted(keys.join(', '))} at ${quoted(entry.path)}`;
    return [fault('ManifestInvalid', found, `those of a ${entry.kind}: ${allowed.join(', ')}`)];
  }
  if (entry.kind !== 'symlink' || linkStaysInside(entry.path, entry.target)) return [];
  const found = `the link ${quoted(entry.path)} to ${quoted(entry.target)}`;
  return [
    fault('PathNotAllowed', found, 'links to places of the work, written relative to the link'),
  ];
}

/** As in the engine: kernel/limits.ts. */
const DEEPEST = 64;
const INSIDE = 'a relative path inside the work, with "/" between folders';

/** Why a path cannot stand in a hand-in, or `undefined`. Backslashes separate folders where others may unpack it. */
export function submittedPathFault(path: string): string | undefined {
  if (path.includes('\\')) return 'it has a backslash';
  if (path.split('/').length > DEEPEST) return `it is more than ${DEEPEST} folders deep`;
  return pathFault(path);
}

/** The folders that a path lies in, from the outermost. */
export const parentsOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'));

/**
 * True when a link can lead nowhere but into the work. `..` may stand only at the beginning of a target: after a name it
 * would count from wherever that name leads, should it be a link itself.
 */
function linkStaysInside(path: string, target: string): boolean {
  if (target.startsWith('/') || /[\u0000-\u001f\u007f\\]/.test(target)) return false;
  const parts = target.split('/').filter((part) => part !== '' && part !== '.');
  const up = parts.findIndex((part) => part !== '..');
  const ups = up === -1 ? parts.length : up;
  return ups < path.split('/').length && !parts.slice(ups).includes('..');
}

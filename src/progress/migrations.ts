import { LabError } from '#container';
import type { Shelf } from './shelves.ts';

/** One step of the schema. Steps are never edited once released: a change is a new step at the end. */
export interface Migration {
  /** The version that stands after this step: 1, 2, 3… without gaps. */
  readonly version: number;
  /** Shelves that this step adds. */
  readonly adds: readonly Shelf[];
  /** Brings a value of an older version to this one; values it does not know are returned as they are. */
  rewrite?(shelf: Shelf, value: unknown): unknown;
  /** The key of a value of the newest shape; unless told, it stays. */
  rekey?(shelf: Shelf, key: string, value: unknown): string;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    adds: ['settings', 'lessons', 'answers', 'attempts', 'works', 'copies', 'blobs'],
  },
  { version: 2, adds: ['tries', 'quizResults'] },
  { version: 3, adds: ['sittings', 'examResults', 'labSittings'] },
  {
    // Open tries lie by their own id: two records that are brought together may have one each at the same quiz.
    version: 4,
    adds: [],
    rekey: (shelf, key, value) => (shelf === 'tries' ? (value as { id: string }).id : key),
  },
  { version: 5, adds: ['receipts', 'keys'] },
  { version: 6, adds: ['assignments'] },
  { version: 7, adds: ['packs', 'examReceipts', 'certificates'] },
  // Results of quizzes hold their answers from here on; those of before stay without.
  { version: 8, adds: ['learnedReceipts'] },
];

/** The version that this build writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** The steps between a stored version (0: nothing is stored) and the newest, in order. */
export function migrationsFrom(
  version: number,
  migrations: readonly Migration[] = MIGRATIONS,
): readonly Migration[] {
  return migrations.filter((migration) => migration.version > version);
}

/**
 * Brings one value from an older schema to the newest.
 *
 * @throws LabError `RecordTooNew` when a later build wrote it: this build cannot know what it means.
 */
export function migrateValue(
  version: number,
  shelf: Shelf,
  value: unknown,
  migrations: readonly Migration[] = MIGRATIONS,
): unknown {
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) throw recordTooNew(version, newest);
  return migrationsFrom(version, migrations).reduce(
    (current, migration) => migration.rewrite?.(shelf, current) ?? current,
    value,
  );
}

export function recordTooNew(stored: number, known: number): LabError {
  return new LabError(
    'RecordTooNew',
    `The record in this browser has version ${stored}; this page knows versions up to ${known}.`,
    'Reload the page to get the newer one. Nothing was changed.',
  );
}

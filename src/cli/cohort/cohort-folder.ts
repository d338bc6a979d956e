import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCohort, sound, type Cohort, type SoftwareKey } from '#cohort';
import { LabError } from '#container';
import { readKeyFile } from './secrets.ts';

const COHORT = 'cohort.json';
/** The cohort's secret, as `regrade --seed-file` reads it. */
export const SECRET_FILE = 'hidden-seed.txt';
/** The key that signs links and records. */
export const KEY_FILE = 'regrade-key.txt';

/** The cohort that lies in a folder. @throws LabError `CohortUnreadable`. */
export function readCohortFolder(folder: string): Cohort {
  const path = join(folder, COHORT);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new LabError(
      'CohortUnreadable',
      `${path} cannot be read.`,
      'Name the folder that "npm run cohort -- new" made.',
      { cause: error },
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'broken';
    throw new LabError(
      'CohortUnreadable',
      `${path} is not JSON (${why}).`,
      'Nothing was changed.',
      {
        cause: error,
      },
    );
  }
  return readCohort(value);
}

/** Keeps a cohort in its folder, whole or not at all; only its owner can read it. */
export function writeCohortFolder(folder: string, cohort: Cohort, isNew = false): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, COHORT);
  const text = `${JSON.stringify(sound(cohort), null, 2)}\n`;
  if (isNew) {
    writeNew(path, text);
    return;
  }
  const beside = `${path}.${process.pid}.part`;
  writeFileSync(beside, text, { mode: 0o600 });
  renameSync(beside, path);
}

/** The same cohort, unless it is archived. @throws LabError `CohortArchived` */
export function notArchived(cohort: Cohort): Cohort {
  if (cohort.archivedAt === undefined) return cohort;
  throw new LabError(
    'CohortArchived',
    `The cohort “${cohort.name}” is archived, and nothing of it is changed.`,
    'Open it again: on the page, or with "npm run cohort -- change FOLDER --reopen".',
  );
}

/** Changes the cohort of a folder. @throws LabError `CohortArchived`; what `change` throws. */
export function updateCohortFolder(folder: string, change: (cohort: Cohort) => Cohort): Cohort {
  const before = notArchived(readCohortFolder(folder));
  const after = change(before);
  if (after !== before) writeCohortFolder(folder, after);
  return after;
}

/** The key of a folder. @throws LabError `SecretUnreadable`. */
export const keyOfFolder = (folder: string): SoftwareKey => readKeyFile(join(folder, KEY_FILE));

/** Writes a file that is not there yet; only its owner can read it. @throws LabError `CohortKept`. */
export function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new LabError('CohortKept', `${path} exists already.`, 'Choose another folder.');
  }
}

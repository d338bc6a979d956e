import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { exportCohort, readCohortFile, type BroughtCohort, type HandIn } from '#cohort';
import { LabError } from '#container';

/**
 * A cohort from its file.
 *
 * @throws LabError `UsageError`, `FileNotFound`, `CohortUnreadable`.
 */
export function cohortIn(positionals: readonly string[]): BroughtCohort {
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) {
    throw usage('Exactly one file of a cohort (*.cohort.zip) is needed.');
  }
  return readCohortFile(readBytes(path));
}

/** Writes a cohort as `*.cohort.zip`, whole or not at all; only its owner can read it. */
export async function writeCohortZip(
  path: string,
  { cohort, handIns, setAside, bundle }: BroughtCohort,
): Promise<void> {
  const pieces = await exportCohort(
    {
      cohort: () => Promise.resolve(cohort),
      handIns: () => Promise.resolve(handIns),
      setAside: () => Promise.resolve(setAside),
      bundle: (key) => Promise.resolve(bundle(key as HandIn)),
    },
    cohort.id,
  );
  writeFileSync(`${path}.part`, Buffer.concat(pieces), { mode: 0o600 });
  renameSync(`${path}.part`, path);
}

/** @throws LabError `FileNotFound`. */
export function readBytes(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw new LabError('FileNotFound', `${path} cannot be read.`, 'Look at the path.', {
      cause: error,
    });
  }
}

/** Writes to a file and says so on the side, or to the terminal. */
export function deliver(content: string | Uint8Array, out: string | undefined): void {
  if (out === undefined) process.stdout.write(content);
  else {
    writeFileSync(out, content);
    console.error(`Wrote ${out}`);
  }
}

export const usage = (message: string): LabError =>
  new LabError('UsageError', message, 'npm run cohort -- --help tells all options.');

/** One of the words that an option may have. */
export function oneOf<T extends string>(option: string, text: string, words: readonly T[]): T {
  const known = words.find((word) => word === text);
  if (known !== undefined) return known;
  throw usage(`${option} is "${text}"; expected ${words.join(', ')}.`);
}

/** Runs a parser of options, whose complaints are of usage. */
export function parsing<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

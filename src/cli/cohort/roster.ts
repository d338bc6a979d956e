import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readRoster, withRoster, type RosterReading } from '#cohort';
import { LabError } from '#container';
import { readCohortFolder, updateCohortFolder } from './cohort-folder.ts';
import { usage } from './argument-values.ts';

/** `roster FOLDER FILE`: takes a CSV into the cohort of a folder. Exit code 1 when a line has a fault. */
export function takeRoster(words: readonly string[]): number {
  const { values, positionals } = read(words);
  const [folder, file, ...more] = positionals;
  if (folder === undefined || file === undefined || more.length > 0) {
    throw usage('A folder and a file are needed.');
  }
  const cohort = readCohortFolder(folder);
  const reading = readRoster(bytesOf(file), { known: cohort.learners, now: new Date() });
  for (const line of told(reading)) console.log(line);
  if (!values.preview) {
    const { learners } = updateCohortFolder(folder, (now) => withRoster(now, reading));
    console.log(`The roster has ${learners.length} learners.`);
  }
  return reading.faults.length > 0 ? 1 : 0;
}

/** What a roster would change, a line each. */
function told({ rows, faults, notes, ignored, missing }: RosterReading): readonly string[] {
  return [
    ...rows.map(
      ({ line, learner, change }) => `line ${line}: ${learner.id} ${learner.name} (${change})`,
    ),
    ...notes.map(({ line, what }) => `line ${line}: ${what}`),
    ...faults.map(({ line, what }) => `line ${line} is not taken: ${what}`),
    ...(ignored.length > 0 ? [`Columns that are not taken: ${ignored.join(', ')}.`] : []),
    ...(missing.length > 0 ? [`${missing.length} of the cohort are not in it and stay.`] : []),
  ];
}

function read(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { preview: { type: 'boolean' } },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new LabError('RosterUnreadable', `${path} cannot be read.`, 'Look at the path.', {
      cause: error,
    });
  }
}

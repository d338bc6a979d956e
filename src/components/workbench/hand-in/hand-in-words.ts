import type { FileTree } from '#container';
import type { LabAttempt } from '#progress';
import type { LabSheet } from '../lab-sheet.ts';

/** What a hand-in holds, in sentences with the learner's own numbers. */
export function inTheFile(
  sheet: Pick<LabSheet, 'title' | 'version' | 'id'>,
  work: FileTree,
  attempts: readonly Pick<LabAttempt, 'hintsUsed' | 'solutionSeen' | 'points' | 'maxPoints'>[],
): readonly string[] {
  const entries = Object.entries(work);
  const isGit = entries.some(([path]) => path.startsWith('.git/'));
  const own = entries.filter(([path, { kind }]) => kind === 'file' && !path.startsWith('.git/'));
  const bytes = entries.reduce(
    (sum, [, entry]) => sum + (entry.kind === 'file' ? entry.bytes.length : 0),
    0,
  );
  const last = attempts.at(-1);
  const hints = Object.values(last?.hintsUsed ?? {}).reduce((sum, count) => sum + count, 0);
  return [
    `${counted(own.length, 'file')}${isGit ? ' and your Git history, with the names in its commits' : ''}, ${sizeInWords(bytes)}`,
    `the lab (${sheet.id} ${sheet.version}), its grader and engine, and the seed of your data`,
    last
      ? `${counted(attempts.length, 'Check')} with time and verdicts, the last with ${last.points} of ${last.maxPoints} points`
      : 'that no Check was run',
    `${hints === 0 ? 'that no hint was opened' : `${counted(hints, 'hint')} opened`} and ${attempts.some(({ solutionSeen }) => solutionSeen) ? 'that the solution was seen' : 'that the solution was not seen'}, as of your last Check`,
    'the time on this device’s clock, the id below, and the signature of this browser’s key',
  ];
}

export const NOT_IN_THE_FILE: readonly string[] = [
  'your name or address, unless you typed them into a file, a commit or the id',
  'what you typed and when, beside the Checks',
  'anything of other labs, lessons or quizzes',
  'anything of your device, browser or network',
];

/** The beginning and end of a digest: enough to compare two by eye. */
export const shortDigest = (sha256: string): string => `${sha256.slice(0, 12)}…${sha256.slice(-6)}`;

const counted = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`;

function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

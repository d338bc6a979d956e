import { mkdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CollectedLearned, Collection, Received } from '#cohort';
import { readRoster, timeOf, usage } from './argument-values.ts';
import { titlesOf } from './assignable.ts';
import { expectedOf } from './expected-of.ts';
import { collectFiles } from './hand-in-files.ts';
import { printable } from './regrade-report.ts';

/**
 * `collect`: sorts what came in, and writes each hand-in that can be graded once, under a name that says whose it is, with
 * its time of receipt. Resolves with the exit code.
 *
 * @throws LabError `UsageError`, `FileNotFound`, `RosterUnreadable`.
 */
export async function collectHandIns(words: readonly string[]): Promise<number> {
  const { paths, out, json, told } = readArguments(words);
  const { bytesOf, ...collection } = await collectFiles(paths, {
    ...expectedOf(told),
    exams: new Set(titlesOf('exam').keys()),
    quizzes: new Set(titlesOf('quiz').keys()),
    lessons: new Set(titlesOf('lesson').keys()),
  });
  if (out !== undefined) {
    mkdirSync(out, { recursive: true });
    for (const bundle of collection.bundles) {
      const name = fileName(bundle.learner, bundle.lab, bundle.bundleSha256, 'submission.zip');
      keep(join(out, name), await bytesOf(bundle), bundle);
    }
    for (const exam of collection.exams) {
      const name = fileName(exam.learner, exam.exam, exam.sha256, 'exam.json');
      keep(join(out, name), await bytesOf(exam), exam);
    }
    for (const one of collection.learned) {
      const name = fileName(one.learner, activityName(one), one.sha256, 'learned.json');
      keep(join(out, name), await bytesOf(one), one);
    }
    writeFileSync(join(out, 'collected.json'), `${JSON.stringify(collection, null, 2)}\n`);
  }
  console.log(json ? JSON.stringify(collection, null, 2) : collectReport(collection));
  return collection.setAside.length > 0 ? 1 : 0;
}

function readArguments(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { out: text, due: text, roster: text, json: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options,
    });
    if (positionals.length === 0) throw usage('A folder or a file is needed.');
    const told = {
      roster: values.roster === undefined ? undefined : readRoster(values.roster),
      dueAt: values.due === undefined ? undefined : timeOf('--due', values.due),
    };
    return { paths: positionals, out: values.out, json: values.json ?? false, told };
  } catch (error) {
    if (error instanceof TypeError) throw usage(error.message);
    throw error;
  }
}

/** An id is the learner's own: only letters, digits and dashes of it go into a file's name. */
const fileName = (learner: string, activity: string, sha256: string, ending: string): string => {
  const id = learner.replace(/[^\p{L}\p{N}-]+/gu, '-').slice(0, 60);
  return `${id}-${activity}-${sha256.slice(0, 12)}.${ending}`;
};

const activityName = ({ activity }: Pick<CollectedLearned, 'activity'>): string =>
  activity.replaceAll('/', '-');

/** Writes the whole file or nothing; its date is the time of receipt, which `regrade` reads there. */
function keep(path: string, bytes: Uint8Array, { receivedAt }: Received): void {
  if (statSync(path, { throwIfNoEntry: false })?.size !== bytes.length) {
    writeFileSync(`${path}.part`, bytes);
    renameSync(`${path}.part`, path);
  }
  const at = new Date(receivedAt);
  utimesSync(path, at, at);
}

/** What came in, a line each: what can be graded with what a person should look at, and what was set aside and why. */
export function collectReport({ bundles, exams, learned, setAside }: Collection): string {
  const all = [...bundles, ...exams, ...learned];
  const line = (
    activity: string,
    one: Pick<CollectedLearned, 'learner' | 'receivedAt' | 'isLate' | 'notes'>,
  ) =>
    [
      `${printable(one.learner)}  ${activity}  ${one.receivedAt}${one.isLate ? '  late' : ''}`,
      ...one.notes.map((note) => `    ${printable(note)}`),
    ].join('\n');
  return [
    ...bundles.map((bundle) => line(bundle.lab, bundle)),
    ...exams.map((exam) => line(exam.exam, exam)),
    ...learned.map((one) => line(`${one.kind} ${one.activity}`, one)),
    '',
    `${all.length} collected, ${all.filter(({ isLate }) => isLate).length} of them late; ${setAside.length} set aside.`,
    ...setAside.map(
      ({ list, name, reason }) => `  ${list}: ${printable(name)}: ${printable(reason)}`,
    ),
  ].join('\n');
}

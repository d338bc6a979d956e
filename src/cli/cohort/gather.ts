import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  collectForCohort,
  didOf,
  handInKey,
  readCohortFile,
  takeRecords,
  type BroughtCohort,
  type CollectOutcome,
  type RecordFile,
  type TakenRecords,
} from '#cohort';
import { LabError } from '#container';
import type { Verdict } from '#grading';
import { usage } from './argument-values.ts';
import { titlesOf } from './assignable.ts';
import { readBytes, writeCohortZip } from './cohort-file.ts';
import { KEY_FILE, notArchived, readCohortFolder } from './cohort-folder.ts';
import { findHandIns, sourceOfFile, VERDICTS } from './hand-in-files.ts';
import { printable } from './regrade-report.ts';
import { readKeyFile } from './secrets.ts';

interface Arguments {
  /** A folder of a cohort, or its file. */
  readonly place: string;
  readonly paths: readonly string[];
  readonly records: readonly string[];
  readonly keyFile: string | undefined;
  readonly out: string | undefined;
}

/**
 * `gather`: takes hand-ins into a cohort, as the page does, and the gradings that records tell; writes the cohort as one file.
 * Resolves with the exit code: 1 when something was set aside or left.
 *
 * @throws LabError `UsageError`, `FileNotFound`, `CohortUnreadable`, `CohortArchived`, `SecretUnreadable`
 */
export async function gather(words: readonly string[]): Promise<number> {
  const { place, paths, records, keyFile, out } = read(words);
  const isFolder = isFolderAt(place);
  const kept = isFolder ? emptyCohort(place) : readCohortFile(readBytes(place));
  const cohort = notArchived(kept.cohort);
  const { files, wordless } = recordFilesIn(records);
  const { found, outcome } = await collected(kept, paths);

  const key = keyFile ?? (isFolder ? join(place, KEY_FILE) : undefined);
  if (files.length > 0 && key === undefined) {
    throw usage('--key-file is needed: it says whose records count.');
  }
  const signer = key === undefined || files.length === 0 ? '' : didOf(readKeyFile(key));
  const graded = takeRecords(found.handIns, files, signer);

  const path = out ?? `${cohort.id}.cohort.zip`;
  await writeCohortZip(path, {
    cohort,
    handIns: graded.handIns,
    setAside: found.setAside,
    bundle: ({ bundleSha256 }) => found.bytesOf(bundleSha256),
  });
  console.log(report(path, found, outcome, graded, wordless));
  const leftOut = outcome.setAside + outcome.unread.length + graded.left.length + wordless.length;
  return leftOut > 0 ? 1 : 0;
}

interface Found extends Pick<BroughtCohort, 'handIns' | 'setAside'> {
  readonly bytesOf: (bundleSha256: string) => Uint8Array;
}

/** What is in the cohort once these files were collected for it. */
async function collected(
  kept: BroughtCohort,
  paths: readonly string[],
): Promise<{ readonly found: Found; readonly outcome: CollectOutcome }> {
  const handIns = new Map(kept.handIns.map((one) => [handInKey(one), one]));
  const setAside = new Map(kept.setAside.map((one) => [one.sha256, one]));
  const bytes = new Map(kept.handIns.map((one) => [one.bundleSha256, kept.bundle(one)]));
  const outcome = await collectForCohort(
    {
      handIns: () => Promise.resolve([...handIns.values()]),
      collect: (some, aside) => {
        for (const one of some) {
          handIns.set(handInKey(one.handIn), one.handIn);
          bytes.set(one.handIn.bundleSha256, one.bytes);
        }
        for (const one of aside) setAside.set(one.sha256, one);
        return Promise.resolve(some.length);
      },
    },
    kept.cohort,
    findHandIns(paths).map(({ path, receivedAt }) => ({
      name: path,
      receivedAt,
      source: sourceOfFile(path),
    })),
    {
      gradable: {
        labs: new Set(titlesOf('lab').keys()),
        exams: new Set(titlesOf('exam').keys()),
        quizzes: new Set(titlesOf('quiz').keys()),
        lessons: new Set(titlesOf('lesson').keys()),
      },
    },
  );
  return {
    outcome,
    found: {
      handIns: [...handIns.values()],
      setAside: [...setAside.values()],
      bytesOf: (sha256) => bytes.get(sha256) ?? new Uint8Array(),
    },
  };
}

const emptyCohort = (folder: string): BroughtCohort => ({
  cohort: readCohortFolder(folder),
  handIns: [],
  setAside: [],
  bundle: () => new Uint8Array(),
});

const RECORD = /\.(?:exam-|learned-)?regrade\.json$/;

interface FoundRecords {
  readonly files: readonly RecordFile[];
  /** Why what was said beside a record is left out, a sentence each. */
  readonly wordless: readonly string[];
}

/** The records of folders, by name; those of labs with what was said, where that lies beside them. @throws LabError `FileNotFound` */
function recordFilesIn(folders: readonly string[]): FoundRecords {
  const wordless: string[] = [];
  const files = folders.flatMap((folder) => {
    if (!isFolderAt(folder)) throw usage(`--records has "${folder}"; expected a folder.`);
    return readdirSync(folder)
      .filter((name) => RECORD.test(name))
      .sort()
      .map((name): RecordFile => {
        const bytes = new Uint8Array(readFileSync(join(folder, name)));
        const beside = name.replace(RECORD, VERDICTS);
        if (!existsSync(join(folder, beside))) return { name, bytes };
        const verdicts = verdictsOf(readFileSync(join(folder, beside), 'utf8'));
        if (verdicts) return { name, bytes, verdicts };
        wordless.push(`${beside} is not a list of verdicts: its record counts without its words.`);
        return { name, bytes };
      });
  });
  return { files, wordless };
}

/** Nothing is signed of it: words are shown, and decide nothing. `undefined` for what is no list of verdicts. */
function verdictsOf(text: string): readonly Verdict[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isVerdict) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What a verdict says, by its status. */
const WORDS: Readonly<Record<Verdict['status'], readonly string[]>> = {
  pass: [],
  fail: ['summary', 'ran', 'cameBack', 'expected'],
  blocked: ['because'],
  error: ['message'],
};

function isVerdict(value: unknown): value is Verdict {
  if (typeof value !== 'object' || value === null) return false;
  const of = value as Readonly<Record<string, unknown>>;
  const words = Object.hasOwn(WORDS, String(of['status']))
    ? WORDS[of['status'] as Verdict['status']]
    : undefined;
  const isText = (key: string): boolean => typeof of[key] === 'string';
  return isText('check') && words !== undefined && words.every(isText);
}

/** @throws LabError `FileNotFound` */
function isFolderAt(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat) return stat.isDirectory();
  throw new LabError('FileNotFound', `There is no "${path}".`, 'Look at the path.');
}

function report(
  path: string,
  { handIns, setAside }: Found,
  { taken, late, alreadyHere, setAside: aside, unread }: CollectOutcome,
  graded: TakenRecords,
  wordless: readonly string[],
): string {
  const waiting = graded.handIns.filter(({ grading }) => !('record' in grading)).length;
  return [
    `${taken} taken, ${late} of them late; ${alreadyHere} were here already; ${aside} set aside.`,
    ...setAside
      .slice(setAside.length - aside)
      .map(
        ({ list, fileName, reason }) => `  ${list}: ${printable(fileName)}: ${printable(reason)}`,
      ),
    ...unread.map((line) => `  not read: ${printable(line)}`),
    `${graded.taken} gradings taken from records; ${graded.left.length} records left.`,
    ...[...graded.left, ...wordless].map((line) => `  ${printable(line)}`),
    `Wrote ${path}: ${handIns.length} hand-ins, ${waiting} of them without a grading.`,
  ].join('\n');
}

function read(words: readonly string[]): Arguments {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { records: { ...text, multiple: true }, 'key-file': text, out: text },
    });
    const [place, ...paths] = positionals;
    if (place === undefined) throw new RangeError('A cohort is needed: its folder or its file.');
    const records = values.records ?? [];
    if (paths.length + records.length === 0) {
      throw new RangeError('Nothing to gather: name hand-ins, or --records.');
    }
    return { place, paths, records, keyFile: values['key-file'], out: values.out };
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

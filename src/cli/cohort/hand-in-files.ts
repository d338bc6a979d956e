import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  arrivals,
  Collector,
  evidenceFaultLine,
  readArrival,
  type ByteSource,
  type Collection,
  type Expected,
  type Received,
  type RecordPlace,
} from '#cohort';
import { LabError } from '#container';
import { canonicalJson } from '#formats';
import type { Verdict } from '#grading';

/** A file on disk that may be a hand-in, or hold some. */
export interface HandInFile {
  readonly path: string;
  /** ISO 8601 in UTC: when it was last written here. */
  readonly receivedAt: string;
}

/** What came in, and the bytes of each hand-in, read again. */
export interface CollectedFiles extends Collection {
  /** @throws LabError `HandInGone` when it is no longer where it was. */
  readonly bytesOf: (received: Received) => Promise<Uint8Array>;
}

/**
 * Looks through files one at a time, archives of hand-ins among them.
 *
 * @throws LabError `FileNotFound`.
 */
export async function collectFiles(
  paths: readonly string[],
  expected: Expected,
): Promise<CollectedFiles> {
  const collector = new Collector(expected);
  const places = new Map<string, string>();
  for (const { path, receivedAt } of findHandIns(paths)) {
    await withSource(path, async (source) => {
      for await (const arrival of arrivals({ name: path, receivedAt, source })) {
        places.set(arrival.received.name, path);
        collector.take(arrival);
      }
    });
  }
  return {
    ...collector.sorted(),
    bytesOf: ({ name, inside }) =>
      withSource(places.get(name) ?? name, async (source) => {
        const read = await readArrival(source, inside ?? []);
        if (!read.faults) return read.value;
        throw new LabError('HandInGone', evidenceFaultLine(read.faults[0]), 'Collect it again.');
      }),
  };
}

/** The hand-ins of exams at a path, those in archives too, as they are: nothing is sorted. @throws LabError `FileNotFound` */
export async function examFilesIn(
  path: string,
): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
  const found: { name: string; bytes: Uint8Array }[] = [];
  for (const { path: file, receivedAt } of findHandIns([path])) {
    await withSource(file, async (source) => {
      for await (const arrival of arrivals({ name: file, receivedAt, source })) {
        const { name } = arrival.received;
        if ('bytes' in arrival && /\.json$/i.test(name)) found.push({ name, bytes: arrival.bytes });
      }
    });
  }
  return found;
}

/** A file as it is offered among hundreds: opened for each reading. */
export const sourceOfFile = (path: string): ByteSource => ({
  sizeBytes: statSync(path).size,
  read: (from, to) => withSource(path, (source) => source.read(from, to)),
});

async function withSource<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return await use({
      sizeBytes: size,
      read: async (from, to) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from));
        const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
        return bytes.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
}

/**
 * Files named on the command line, and every `*.zip`, `*.exam.json` and `*.learned.json` below the folders that are, by name. Links are not
 * followed.
 *
 * @throws LabError `FileNotFound`.
 */
export function findHandIns(paths: readonly string[]): readonly HandInFile[] {
  const found = paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) {
      throw new LabError('FileNotFound', `There is no "${path}".`, 'Look at the path.');
    }
    if (!stat.isDirectory()) return [fileAt(path)];
    return readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.zip$|\.(?:exam|learned)\.json$/i.test(entry.name))
      .map((entry) => fileAt(join(entry.parentPath, entry.name)));
  });
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function fileAt(path: string): HandInFile {
  return { path, receivedAt: statSync(path).mtime.toISOString() };
}

/** Ends the name of the file with what the checks of a lab said, beside its record. */
export const VERDICTS = '.verdicts.json';

/** How long each check took is left out: it is never twice the same. */
const wordsOf = (verdicts: readonly Verdict[]): string =>
  canonicalJson(verdicts.map((verdict) => ({ ...verdict, durationMs: 0 })));

/**
 * Records as files of a folder, `<SHA-256 of the hand-in>.regrade.json`, with what the checks said beside each; every file is
 * written whole or not at all.
 */
export function recordFolder(folder: string): RecordPlace {
  mkdirSync(folder, { recursive: true });
  const pathOf = (bundleSha256: string): string => join(folder, `${bundleSha256}.regrade.json`);
  return {
    read(bundleSha256) {
      try {
        return Promise.resolve(new Uint8Array(readFileSync(pathOf(bundleSha256))));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Promise.resolve(undefined);
        throw error;
      }
    },
    write(bundleSha256, bytes, verdicts) {
      const keep = (path: string, content: Uint8Array | string): void => {
        writeFileSync(`${path}.part`, content);
        renameSync(`${path}.part`, path);
      };
      // Where a record is, its words are.
      if (verdicts) keep(join(folder, `${bundleSha256}${VERDICTS}`), wordsOf(verdicts));
      keep(pathOf(bundleSha256), bytes);
      return Promise.resolve();
    },
  };
}

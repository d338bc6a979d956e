import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from './inode.ts';
import { setFolderTimes, unpackInto, type PackedEntry } from './pack.ts';
import { normalPath } from './paths.ts';
import { printable, TreeError } from './tree-error.ts';
import type { Tree } from './tree.ts';

/** How many problems are told; the rest is counted. */
const MOST_PROBLEMS = 10;

/**
 * Applies what a process says that it changed, and returns what could not be kept, in words.
 *
 * The sender is hostile: every field is checked before it is used, each entry stands for itself, and contents are
 * copied, so that nothing the process does can break the tree or pass its limits.
 *
 * @throws LabError never; a delta that is not one at all changes nothing and returns one problem.
 */
export function applyDelta(tree: Tree, delta: unknown): readonly string[] {
  const read = readDelta(delta);
  if (typeof read === 'string') return [`changes to files were not kept: ${read}`];
  const problems: string[] = [];
  const attempt = (path: string, action: () => void) => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof TreeError)) throw error;
      problems.push(`${printable(path)} was not kept: ${error.message}`);
    }
  };
  for (const path of read.removed) {
    attempt(path, () => {
      if (path !== '/') tree.rm(path, { recursive: true, force: true });
    });
  }
  let offset = 0;
  for (const entry of read.entries) {
    const start = offset;
    offset += entry[3];
    const bytes = read.bytes.subarray(start, offset);
    attempt(entry[0], () => unpackInto(tree, { entries: [entry], bytes }, { copy: true }));
  }
  setFolderTimes(tree, read.entries);
  if (problems.length <= MOST_PROBLEMS) return problems;
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    `and ${problems.length - MOST_PROBLEMS} more changes were not kept`,
  ];
}

interface ReadDelta {
  readonly removed: readonly string[];
  readonly entries: readonly PackedEntry[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The delta with every field checked, or what is wrong with it. */
function readDelta(delta: unknown): ReadDelta | string {
  if (!isRecord(delta) || !isRecord(delta['changed'])) return 'the process sent no list of changes';
  const { removed } = delta;
  const { entries, bytes } = delta['changed'];
  if (!Array.isArray(removed) || !Array.isArray(entries) || !isBytes(bytes)) {
    return 'the list of changes is malformed';
  }
  if (!removed.every(isTreePath)) return 'the list of removed files is malformed';
  let total = 0;
  const read: PackedEntry[] = [];
  for (const entry of entries as unknown[]) {
    const good = readEntry(entry);
    if (!good) return 'the list of changed files is malformed';
    total += good[3];
    read.push(good);
  }
  if (total !== bytes.length) return 'the contents of changed files are incomplete';
  return { removed, entries: read, bytes };
}

function readEntry(entry: unknown): PackedEntry | undefined {
  if (!Array.isArray(entry)) return undefined;
  const [path, mode, mtimeMs, sizeBytes, target] = entry as unknown[];
  if (!isTreePath(path) || path === '/') return undefined;
  if (!isCount(mode) || !isCount(sizeBytes)) return undefined;
  const type = mode & S_IFMT;
  if (type !== S_IFREG && type !== S_IFDIR && type !== S_IFLNK) return undefined;
  if (type !== S_IFREG && sizeBytes !== 0) return undefined;
  if (type === S_IFLNK ? typeof target !== 'string' : target !== null) return undefined;
  const time = typeof mtimeMs === 'number' && Number.isFinite(mtimeMs) ? mtimeMs : Date.now();
  return [
    path,
    mode & (S_IFMT | 0o777),
    time,
    sizeBytes,
    typeof target === 'string' ? target : null,
  ];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isBytes = (value: unknown): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array && value.buffer instanceof ArrayBuffer;

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isTreePath = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith('/') && value === normalPath(value);

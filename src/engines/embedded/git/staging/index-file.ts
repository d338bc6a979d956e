import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Tree } from '../../kernel/tree.ts';
import { fatal } from '../git-error.ts';
import type { FileVersion } from '../objects/tree.ts';
import { comparePaths, sameBytes, toBytes, toText } from '../text.ts';

/** One entry of the index. Stage 0 is normal; 1, 2, 3 are base, ours and theirs of a conflict. */
export interface IndexEntry extends FileVersion {
  readonly path: string;
  readonly stage: 0 | 1 | 2 | 3;
  /** What the file's stat said when its contents were hashed; zeros when unknown. */
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly ino: number;
  readonly intentToAdd: boolean;
}

const ENTRY_HEAD_BYTES = 62;
const EXTENDED = 0x4000;
const INTENT_TO_ADD = 0x2000;

const keyOf = (path: string, stage: number): string => `${path}\0${stage}`;

/** The staging area: `.git/index`, versions 2 and 3. Extensions are dropped on writing, as git allows. */
export class Index {
  readonly #entries = new Map<string, IndexEntry>();
  /** When the file was written; entries as young as this may have changed unseen ("racy"). */
  readonly writtenMs: number;

  constructor(writtenMs = 0) {
    this.writtenMs = writtenMs;
  }

  /** Sorted by path, then stage. */
  entries(): IndexEntry[] {
    return [...this.#entries.values()].sort(
      (a, b) => comparePaths(a.path, b.path) || a.stage - b.stage,
    );
  }

  /** Entries that are no conflict, by path, in order. */
  files(): Map<string, IndexEntry> {
    return new Map(
      this.entries()
        .filter(({ stage }) => stage === 0)
        .map((entry) => [entry.path, entry]),
    );
  }

  get(path: string, stage: 0 | 1 | 2 | 3 = 0): IndexEntry | undefined {
    return this.#entries.get(keyOf(path, stage));
  }

  has(path: string): boolean {
    return ([0, 1, 2, 3] as const).some((stage) => this.get(path, stage));
  }

  /** Paths in conflict, in order. */
  unmerged(): string[] {
    return [
      ...new Set(
        this.entries()
          .filter(({ stage }) => stage !== 0)
          .map(({ path }) => path),
      ),
    ];
  }

  /** Sets a normal entry; a conflict of this path, and files where it needs folders, go. */
  set(
    path: string,
    version: FileVersion,
    stat?: Pick<IndexEntry, 'sizeBytes' | 'mtimeMs' | 'ino'>,
  ): void {
    this.remove(path);
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1)
      this.remove(parts.slice(0, depth).join('/'));
    this.put({ path, stage: 0, mode: version.mode, oid: version.oid, ...stat });
  }

  /** Sets one entry as given, beside the other stages of its path. */
  put(entry: Pick<IndexEntry, 'path' | 'stage' | 'mode' | 'oid'> & Partial<IndexEntry>): void {
    const { path, stage, mode, oid, sizeBytes = 0, mtimeMs = 0, ino = 0 } = entry;
    const intentToAdd = entry.intentToAdd ?? false;
    this.#entries.set(keyOf(path, stage), {
      path,
      stage,
      mode,
      oid,
      sizeBytes,
      mtimeMs,
      ino,
      intentToAdd,
    });
  }

  /** Removes all stages of a path. */
  remove(path: string): void {
    for (const stage of [0, 1, 2, 3]) this.#entries.delete(keyOf(path, stage));
  }

  /** Removes everything under a folder. */
  removeUnder(folder: string): void {
    for (const [key, { path }] of this.#entries) {
      if (path.startsWith(`${folder}/`)) this.#entries.delete(key);
    }
  }

  clear(): void {
    this.#entries.clear();
  }
}

/** @throws GitExit when the file is damaged or of a version that is not known. */
export function readIndex(tree: Tree, path: string): Index {
  const node = tree.tryLookup(path);
  const bytes = node?.data;
  if (!node || !bytes || bytes.length === 0) return new Index();
  const index = new Index(node.mtimeMs);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - 20;
  if (end < 12 || toText(bytes.subarray(0, 4)) !== 'DIRC') throw fatal('index file corrupt');
  const version = view.getUint32(4);
  if (version !== 2 && version !== 3) throw fatal(`unknown index version ${version}`);
  if (!sameBytes(sha1(bytes.subarray(0, end)), bytes.subarray(end))) {
    throw fatal('index file corrupt');
  }
  let at = 12;
  for (let left = view.getUint32(8); left > 0; left -= 1) {
    const flags = view.getUint16(at + 60);
    const extended = (flags & EXTENDED) !== 0;
    const more = extended ? view.getUint16(at + ENTRY_HEAD_BYTES) : 0;
    const start = at + ENTRY_HEAD_BYTES + (extended ? 2 : 0);
    const stop = bytes.indexOf(0, start);
    index.put({
      path: toText(bytes.subarray(start, stop)),
      stage: ((flags >> 12) & 3) as IndexEntry['stage'],
      mode: view.getUint32(at + 24),
      oid: bytesToHex(bytes.subarray(at + 40, at + 60)),
      sizeBytes: view.getUint32(at + 36),
      mtimeMs: view.getUint32(at + 8) * 1_000 + view.getUint32(at + 12) / 1e6,
      ino: view.getUint32(at + 20),
      intentToAdd: (more & INTENT_TO_ADD) !== 0,
    });
    at += (stop - at + 8) & ~7;
  }
  return index;
}

export function writeIndex(tree: Tree, path: string, index: Index): void {
  const entries = index.entries();
  const extended = entries.some(({ intentToAdd }) => intentToAdd);
  const parts = entries.map((entry) => {
    const name = toBytes(entry.path);
    const head = ENTRY_HEAD_BYTES + (entry.intentToAdd ? 2 : 0);
    return { entry, name, head, size: (head + name.length + 8) & ~7 };
  });
  const bytes = new Uint8Array(12 + parts.reduce((sum, { size }) => sum + size, 0) + 20);
  const view = new DataView(bytes.buffer);
  bytes.set(toBytes('DIRC'));
  view.setUint32(4, extended ? 3 : 2);
  view.setUint32(8, entries.length);
  let at = 12;
  for (const { entry, name, head, size } of parts) {
    const seconds = Math.floor(entry.mtimeMs / 1_000);
    const nanoseconds = Math.round((entry.mtimeMs - seconds * 1_000) * 1e6);
    for (const time of [at, at + 8]) {
      view.setUint32(time, seconds);
      view.setUint32(time + 4, nanoseconds);
    }
    view.setUint32(at + 20, entry.ino);
    view.setUint32(at + 24, entry.mode);
    view.setUint32(at + 36, entry.sizeBytes);
    bytes.set(hexToBytes(entry.oid), at + 40);
    const flags = (entry.stage << 12) | Math.min(name.length, 0xfff);
    view.setUint16(at + 60, flags | (entry.intentToAdd ? EXTENDED : 0));
    if (entry.intentToAdd) view.setUint16(at + ENTRY_HEAD_BYTES, INTENT_TO_ADD);
    bytes.set(name, at + head);
    at += size;
  }
  bytes.set(sha1(bytes.subarray(0, at)), at);
  tree.writeFile(path, bytes);
}

import type { FileTree } from '#container';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { tokensOf, type Tokens } from './tokens.ts';
import { runHashes } from './winnow.ts';

/** One hand-in, as it is compared with the others of its lab. */
export interface ComparedWork {
  /** What names it: the digest of the hand-in. */
  readonly id: string;
  readonly learner: string;
  readonly seed: string;
}

/** A file that somebody may have written. */
export interface ComparedFile {
  readonly path: string;
  readonly tokens: Tokens;
  readonly hashes: Uint32Array;
}

export interface WorkParts {
  readonly files: readonly ComparedFile[];
  /** The same for the same files. */
  readonly key: string;
  /** Digest of every file's bytes, by path. */
  readonly digests: ReadonlyMap<string, string>;
  /** Numbers and digests that are long enough to tell one learner's data from another's. */
  readonly values: ReadonlySet<string>;
}

/** Larger files are data or products of a program. */
const LONGEST_WRITTEN_BYTES = 64 * 1024;
const DATA = /\.(?:csv|tsv|jsonl|parquet|ipynb|log|svg)$/i;
/** A file of fewer bytes is the same by chance. */
const LEAST_TELLING_BYTES = 24;

/** Files that were read, by path and digest: most of a class has what the starter has. */
export type ReadFiles = Map<string, ReadFile>;

interface ReadFile {
  /** Nothing of data, and of what is no text. */
  readonly file: ComparedFile | undefined;
  readonly values: readonly string[];
}

/** What of a tree is compared. Git's own files are left out. */
export function partsOf(tree: FileTree, read: ReadFiles): WorkParts {
  const files: ComparedFile[] = [];
  const digests = new Map<string, string>();
  const values = new Set<string>();
  const keys: string[] = [];
  for (const [path, entry] of Object.entries(tree)) {
    if (entry.kind !== 'file' || /(?:^|\/)\.git\//.test(path)) continue;
    const digest = bytesToHex(sha256(entry.bytes));
    if (entry.bytes.length >= LEAST_TELLING_BYTES) digests.set(path, digest);
    const key = `${digest} ${path}`;
    const known = read.get(key) ?? readFile(path, entry.bytes);
    read.set(key, known);
    if (!known.file) continue;
    files.push(known.file);
    keys.push(key);
    for (const value of known.values) values.add(value);
  }
  return { files, key: keys.join('\n'), digests, values };
}

const NOT_COMPARED: ReadFile = { file: undefined, values: [] };

function readFile(path: string, bytes: Uint8Array): ReadFile {
  if (bytes.length > LONGEST_WRITTEN_BYTES || DATA.test(path)) return NOT_COMPARED;
  const text = textOf(bytes);
  if (text === undefined) return NOT_COMPARED;
  const tokens = tokensOf(path, text);
  return { file: { path, tokens, hashes: runHashes(tokens.words) }, values: valuesOf(text) };
}

/** Hexadecimal digests from 16 digits on, and numbers of five significant digits or more. */
function valuesOf(text: string): readonly string[] {
  const digests = text.match(/\b(?=[0-9a-f]*\d)[0-9a-f]{16,64}\b/gi) ?? [];
  const numbers = text.match(/(?<![\w.])\d[\d_]*\.?\d*(?![\w.])/g) ?? [];
  return [
    ...digests.map((digest) => digest.toLowerCase()),
    ...numbers.filter(
      (number) => number.replace(/^[0._]+|[._]/g, '').replace(/0+$/, '').length >= 5,
    ),
  ];
}

function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

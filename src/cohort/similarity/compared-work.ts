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

/** What of a tree is compared. Git's own files are left out. */
export function partsOf(tree: FileTree): WorkParts {
  const files: ComparedFile[] = [];
  const digests = new Map<string, string>();
  const values = new Set<string>();
  for (const [path, entry] of Object.entries(tree)) {
    if (entry.kind !== 'file' || /(?:^|\/)\.git\//.test(path)) continue;
    if (entry.bytes.length >= LEAST_TELLING_BYTES) {
      digests.set(path, bytesToHex(sha256(entry.bytes)));
    }
    if (entry.bytes.length > LONGEST_WRITTEN_BYTES || DATA.test(path)) continue;
    const text = textOf(entry.bytes);
    if (text === undefined) continue;
    const tokens = tokensOf(path, text);
    files.push({ path, tokens, hashes: runHashes(tokens.words) });
    for (const value of valuesOf(text)) values.add(value);
  }
  return { files, digests, values };
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

import type { FileTree } from '#container';
import { openBytes } from '../file-kind.ts';

/** A line that holds what is looked for. */
export interface FileMatch {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The line, cut around the find when it is long. */
  readonly before: string;
  readonly found: string;
  readonly after: string;
}

export interface SearchResult {
  readonly matches: readonly FileMatch[];
  /** Lines that match, those that are not listed included. */
  readonly total: number;
  /** Files with a line that matches. */
  readonly files: number;
}

/** No more lines than these are listed: who needs more narrows the search. */
export const MOST_MATCHES = 200;
/** Little stands before the find: the pane is narrow, and the find must be seen. */
const BEFORE = 16;
const AFTER = 80;

/**
 * Every line of the learner's text files that holds some words, files by name. Upper and lower case are one as long as
 * the words have no capital.
 *
 * `.git`, what is not text and files above the editor's limit are left out.
 */
export function searchFiles(tree: FileTree, words: string): SearchResult {
  const isExact = words !== words.toLowerCase();
  const wanted = isExact ? words : words.toLowerCase();
  const matches: FileMatch[] = [];
  let total = 0;
  let files = 0;
  if (wanted === '') return { matches, total, files };
  for (const path of Object.keys(tree).sort()) {
    const entry = tree[path];
    if (entry?.kind !== 'file' || path.startsWith('.git/')) continue;
    const opened = openBytes(entry.bytes);
    if (opened.kind !== 'text') continue;
    const text = isExact ? opened.text : opened.text.toLowerCase();
    if (!text.includes(wanted)) continue;
    files += 1;
    for (const [index, line] of opened.text.split('\n').entries()) {
      // Case is folded line by line: some letters change their length with it, and the place would be another.
      const at = (isExact ? line : line.toLowerCase()).indexOf(wanted);
      if (at < 0) continue;
      total += 1;
      if (matches.length < MOST_MATCHES) matches.push(matchAt(path, index + 1, line, at, words));
    }
  }
  return { matches, total, files };
}

function matchAt(path: string, line: number, text: string, at: number, words: string): FileMatch {
  const end = at + words.length;
  const from = Math.max(0, at - BEFORE);
  return {
    path,
    line,
    before: (from > 0 ? '…' : '') + text.slice(from, at).trimStart(),
    found: text.slice(at, end),
    after: text.slice(end, end + AFTER).trimEnd() + (text.length > end + AFTER ? '…' : ''),
  };
}

import type { FileVersion } from '../objects/tree.ts';
import { isBinary, sameBytes, toText } from '../text.ts';
import type { Change } from './change.ts';
import { diffLines, splitLines, type LineChange, type LineKey } from './line-diff.ts';
import type { Contents } from './renames.ts';

/** Both sides of a change with the lines that differ. */
export interface ContentDiff {
  readonly binary: boolean;
  readonly oldBytes: Uint8Array;
  readonly newBytes: Uint8Array;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly changes: readonly LineChange[];
}

const NOTHING = new Uint8Array();

const bytesOf = (
  contents: Contents,
  version: FileVersion | undefined,
  path: string,
): Uint8Array => {
  if (!version) return NOTHING;
  if (version.mode === 0o160000)
    return new TextEncoder().encode(`Subproject commit ${version.oid}\n`);
  return contents(version, path);
};

export function diffContent(change: Change, contents: Contents, key?: LineKey): ContentDiff {
  const oldBytes = bytesOf(contents, change.old, change.before);
  const newBytes = bytesOf(contents, change.new, change.path);
  const binary = isBinary(oldBytes) || isBinary(newBytes);
  if (binary || sameBytes(oldBytes, newBytes)) {
    return { binary, oldBytes, newBytes, oldLines: [], newLines: [], changes: [] };
  }
  const oldLines = splitLines(toText(oldBytes));
  const newLines = splitLines(toText(newBytes));
  const changes = diffLines(oldLines, newLines, key);
  return { binary, oldBytes, newBytes, oldLines, newLines, changes };
}

/** Lines added and removed. */
export function countLines(changes: readonly LineChange[]): { added: number; removed: number } {
  let added = 0;
  let removed = 0;
  for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
    removed += oldEnd - oldStart;
    added += newEnd - newStart;
  }
  return { added, removed };
}

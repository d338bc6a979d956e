import type { FileVersion } from '../objects/tree.ts';

/** How a path differs between two sides. `before` is the old path of a rename or copy. */
export interface Change {
  readonly status: 'A' | 'D' | 'M' | 'T' | 'R' | 'U';
  readonly path: string;
  readonly before: string;
  readonly old: FileVersion | undefined;
  readonly new: FileVersion | undefined;
  /** Of a rename: how alike the two are, in percent. */
  readonly similarity: number;
}

const S_IFMT = 0o170000;

/** The change between two versions of one path; `undefined` when there is none. */
export function changeOf(
  path: string,
  before: FileVersion | undefined,
  after: FileVersion | undefined,
): Change | undefined {
  if (!before && !after) return undefined;
  if (before && after && before.oid === after.oid && before.mode === after.mode) return undefined;
  const status = !before
    ? 'A'
    : !after
      ? 'D'
      : (before.mode & S_IFMT) !== (after.mode & S_IFMT)
        ? 'T'
        : 'M';
  return { status, path, before: path, old: before, new: after, similarity: 0 };
}

import type { FileVersion } from '../objects/tree.ts';
import { comparePaths } from '../text.ts';
import { changeOf, type Change } from './change.ts';

type Versions = ReadonlyMap<string, FileVersion>;

/** Changes from one set of files to another, sorted by path. */
export function compareFiles(before: Versions, after: Versions): Change[] {
  const changes: Change[] = [];
  for (const [path, version] of before) {
    const change = changeOf(path, version, after.get(path));
    if (change) changes.push(change);
  }
  for (const [path, version] of after) {
    const change = before.has(path) ? undefined : changeOf(path, undefined, version);
    if (change) changes.push(change);
  }
  return changes.sort((a, b) => comparePaths(a.path, b.path));
}

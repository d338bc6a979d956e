import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '#container';

/** A file with when it was last written here: for a hand-in, when it was received. */
export interface FoundFile {
  readonly path: string;
  readonly receivedAt: string;
  readonly bytes: Uint8Array;
}

/**
 * Files of this ending, by path: those that are named, and those below folders that are.
 *
 * @throws LabError `FileNotFound`
 */
export function findFiles(paths: readonly string[], ending: string): readonly FoundFile[] {
  const found = paths.flatMap((path): string[] => {
    const known = statSync(path, { throwIfNoEntry: false });
    if (!known) throw new LabError('FileNotFound', `There is no ${path}.`, 'Look at the path.');
    if (!known.isDirectory()) return [path];
    return readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => join(entry.parentPath, entry.name));
  });
  return [...new Set(found)].sort().map((path) => ({
    path,
    receivedAt: statSync(path).mtime.toISOString(),
    bytes: new Uint8Array(readFileSync(path)),
  }));
}

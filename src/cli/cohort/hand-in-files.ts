import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Received, RecordPlace } from '#cohort';
import { LabError } from '#container';

/** A file on disk that may be a hand-in. */
export interface HandInFile extends Received {
  readonly path: string;
}

/**
 * Files named on the command line, and every `*.zip` below the folders that are, by name. Links are not followed.
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
      .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.zip'))
      .map((entry) => fileAt(join(entry.parentPath, entry.name)));
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function fileAt(path: string): HandInFile {
  return { path, name: path, receivedAt: statSync(path).mtime.toISOString() };
}

/** Records as files of a folder, `<SHA-256 of the hand-in>.regrade.json`, each written whole or not at all. */
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
    write(bundleSha256, bytes) {
      const path = pathOf(bundleSha256);
      writeFileSync(`${path}.part`, bytes);
      renameSync(`${path}.part`, path);
      return Promise.resolve();
    },
  };
}

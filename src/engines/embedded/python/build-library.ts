import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { pythonFileUrl } from './python-files.ts';

/** Folders whose contents stand at the top of the library: packages of others, and ours. */
const PACKAGES = ['vendored/pyyaml', 'packages'].map((folder) =>
  fileURLToPath(new URL(`./${folder}/`, import.meta.url)),
);

/** Zip knows no time zones and no dates before 1980: one moment for all entries makes one build like the other. */
const NO_MOMENT = new Date(1980, 0, 1);

export interface Library {
  /** A zip: Python's standard library with the packages that every lab has. */
  readonly bytes: Uint8Array;
  /** What it was made from: files and folders, absolute. */
  readonly inputs: readonly string[];
}

/** Joins Python's standard library and the packages that every lab has into the one zip that Python imports from. */
export async function buildLibrary(): Promise<Library> {
  const stdlib = fileURLToPath(pythonFileUrl('stdlib'));
  const inputs = [stdlib];
  const entries: Record<string, Uint8Array> = unzipSync(await readFile(stdlib));
  for (const folder of PACKAGES) {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    inputs.push(folder);
    for (const entry of names) {
      const path = join(entry.parentPath, entry.name);
      if (entry.name.includes('__pycache__') || entry.parentPath.includes('__pycache__')) continue;
      inputs.push(path);
      if (entry.isFile() && !path.endsWith('.md'))
        entries[relative(folder, path)] = await readFile(path);
    }
  }
  return { bytes: zipSync(entries, { level: 9, mtime: NO_MOMENT }), inputs };
}

import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ROOT, writeWhole } from '../embedded/host/build-step.ts';
import { shortHash } from '../embedded/host/bundle-workers.ts';

/** Packages that every lab's Python can import, besides those that only the embedded engine's Python needs. */
const PACKAGES = ['vendored/pyyaml', 'packages'].map((folder) =>
  join(import.meta.dirname, '../embedded/python', folder),
);
/** The embedded Python reads its time zones from this file itself; a container's looks for them where a system has them. */
const ONLY_EMBEDDED = /^tzdata\//;

const FOLDER = join(ROOT, '.cache/engine-build/webcontainer');

/**
 * Writes the lab's Python packages as one JSON file of texts by path, as the container's Python is to find them.
 *
 * @returns its absolute path; the name holds the hash of the contents
 */
export async function bundlePythonPackages(): Promise<string> {
  const texts: Record<string, string> = {};
  for (const folder of PACKAGES) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path);
      const isWanted = entry.isFile() && name.endsWith('.py') && !ONLY_EMBEDDED.test(name);
      if (isWanted) texts[name] = await readFile(path, 'utf8');
    }
  }
  const sorted = Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
  const json = new TextEncoder().encode(JSON.stringify(sorted));
  const path = join(FOLDER, `python-packages.${shortHash(json)}.json`);
  await writeWhole(path, json);
  return path;
}

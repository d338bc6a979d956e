import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Packs time zones for Python's `zoneinfo` into `packages/tzdata/zones.bin`; to be run by hand when IANA has a new version:
 *
 *     zic -b slim -d ZONES tzdata.zi
 *     node src/engines/embedded/python/pack-zones.ts ZONES
 *
 * `tzdata.zi` is the database's own text, as every system has it in `/usr/share/zoneinfo`. The file: one line per zone
 * (`name start size`, in bytes), an empty line, then the TZif data; zones that are the same share theirs.
 */
async function packZones(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  if (paths.length === 0) throw new Error(`${folder} holds no files: run zic first.`);
  const starts = new Map<string, number>();
  const parts: Buffer[] = [];
  const lines: string[] = [];
  let end = 0;
  for (const path of paths.sort()) {
    const data = await readFile(path);
    if (data.toString('latin1', 0, 4) !== 'TZif') throw new Error(`${path} is not a TZif file.`);
    const key = data.toString('latin1');
    let start = starts.get(key);
    if (start === undefined) {
      start = end;
      starts.set(key, start);
      parts.push(data);
      end += data.length;
    }
    lines.push(`${relative(folder, path)} ${start} ${data.length}\n`);
  }
  return Buffer.concat([Buffer.from(`${lines.join('')}\n`), ...parts]);
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: node src/engines/embedded/python/pack-zones.ts FOLDER');
const target = fileURLToPath(new URL('./packages/tzdata/zones.bin', import.meta.url));
await writeFile(target, await packZones(folder));

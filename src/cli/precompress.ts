// node src/cli/precompress.ts: lays compressed copies (.br, .gz) beside the built site's files of text.
// What was compressed before is taken from .cache/, by the digest of the file.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openKeptResults } from '#authoring';
import { asSent } from './wire-bytes.ts';

/** Files that gain from compression; engine parts (`.gz`) and pictures are compressed already. */
const TEXT = /\.(?:bin|css|html|js|json|mjs|svg|txt|webmanifest|xml)$/;
/** Below this many bytes a compressed copy does not save a packet. */
const WORTH_IT = 1024;

const kept = openKeptResults('.cache/kept/brotli', `brotli of Node ${process.version}`, '.br');
const entries = readdirSync('dist', { recursive: true, withFileTypes: true });
for (const entry of entries) {
  if (!entry.isFile() || !TEXT.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const bytes = readFileSync(path);
  if (bytes.length < WORTH_IT) continue;
  copyFileSync(await kept.fileFor(bytes, () => asSent(bytes)), `${path}.br`);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
kept.sweep();

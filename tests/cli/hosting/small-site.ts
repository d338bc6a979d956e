import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** A page of the small site, long enough for a compressed copy. */
export const pageText = (base: string, title: string): string =>
  `<!DOCTYPE html><meta charset="utf-8"><link rel="manifest" href="${base}plumbline.webmanifest"><title>${title}</title>${'<p>plumb</p>'.repeat(200)}`;

/** Where the small site has one file of each kind that the real one has. */
export const SCRIPT = '_astro/page.DkZ3_x-9.js';
export const PART = 'engine/kernel-worker.js.5d918618ef36f452.gz';

/** Writes a site with one file of each kind, as a build leaves it. */
export function writeSmallSite(folder: string, base: string): void {
  const text: Readonly<Record<string, string>> = {
    'index.html': pageText(base, 'Home'),
    '404.html': pageText(base, 'No such page'),
    'courses/index.html': pageText(base, 'Courses'),
    'engine/frame.html': pageText(base, 'Frame'),
    'engine/manifest.json': JSON.stringify({ files: {} }),
    'plumbline.webmanifest': JSON.stringify({ name: 'Plumbline' }),
    'search/index.bin': 'words '.repeat(300),
    'service-worker.js': '/* worker */'.repeat(200),
    [SCRIPT]: 'export const upright = true;\n'.repeat(100),
    '_astro/page.FSvsd-VQ.css': 'body { margin: 0 }\n'.repeat(100),
  };
  for (const [path, content] of Object.entries(text)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (content.length < 1024) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(content));
    writeFileSync(`${file}.gz`, gzipSync(content));
  }
  writeFileSync(join(folder, PART), gzipSync('kernel'));
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';

/** Laid down at the first visit. The engine's parts are large and come with the first lab. */
const FIRST = /\.(?:bin|html|css|js|json|svg|webmanifest)$/;
const ENGINE = /^engine\//;
/** Files that people keep by themselves; the pages that they are made of are here already. */
const SINGLE_FILES = /^(?:issue|verify)\/plumbline-\w+\.html$/;
/** A digest of eight characters or more before the ending. */
const NAMED = /^(?:_astro|engine)\/.*\.[\w-]{8,}\.\w+$/;

/** Writes `service-worker.js`, which knows every file of the finished site. */
export function offlineCopy(): AstroIntegration {
  return {
    name: 'plumbline:offline-copy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const files = filesIn(root);
        const first = files.filter(
          (path) => FIRST.test(path) && !ENGINE.test(path) && !SINGLE_FILES.test(path),
        );
        const named = files.filter((path) => NAMED.test(path));
        const worker = {
          version: digestOf(root, first),
          first: first.map((path) => path.replace(/(^|\/)index\.html$/, '$1')),
          named,
        };
        await build({
          entryPoints: ['src/service-worker.ts'],
          outfile: join(root, 'service-worker.js'),
          bundle: true,
          minify: true,
          target: 'es2022',
          define: { BUILD: JSON.stringify(worker) },
        });
      },
    },
  };
}

function filesIn(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/\.(?:br|gz)$/.test(path) || ENGINE.test(path))
    .filter((path) => path !== 'service-worker.js' && path !== '404.html')
    .sort();
}

function digestOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of files) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 12);
}

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build, type BuildOptions } from 'esbuild';

/** A page that people keep: one file without any other, which opens from a disk. */
export interface Edition {
  /** Where it lies in the site. */
  readonly file: string;
  readonly title: string;
  readonly script: string;
  /** Data for the script, as JSON, under their ids. */
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Writes each edition into the finished site. Its policy names its one script and its one style by their digests and nothing
 * else, so that the file cannot reach any network, whatever is opened in it.
 */
export function singleFileEditions(editions: readonly Edition[]): AstroIntegration {
  return {
    name: 'plumbline:single-file-editions',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        for (const edition of editions) {
          const path = join(fileURLToPath(dir), edition.file);
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, await editionHtml(edition));
        }
      },
    },
  };
}

/** The whole file. */
export async function editionHtml({ title, script, data }: Edition): Promise<string> {
  const [code, style] = await Promise.all([
    bundled({ entryPoints: [script] }),
    bundled({
      stdin: {
        contents:
          "@import './src/styles/pages.css'; @import './src/styles/certificate.css'; @import './src/styles/credentials.css'; @import './src/styles/issue.css';",
        resolveDir: process.cwd(),
        loader: 'css',
      },
    }),
  ]);
  const policy = [
    "default-src 'none'",
    `script-src ${digestOf(code)}`,
    `style-src ${digestOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join(';');
  const blocks = Object.entries(data).map(
    ([id, value]) =>
      `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${style}</style></head><body><main id="main" class="sheet verify"><p class="row"><span class="on">This page works by its script, which is off or did not start.</span></p></main>${blocks.join('')}<script>${code}</script></body></html>
`;
}

async function bundled(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'utf8',
    legalComments: 'none',
    // One package names files beside itself, which it never reads.
    define: { 'import.meta.url': 'location.href' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: 'single-file',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('The single-file edition was built into nothing.');
  return file.text.trim();
}

const digestOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { buildEngineAssets, type EngineAssets } from './build-assets.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  gz: 'application/octet-stream',
};

/** Puts the engine's frame and assets under `/engine/`: served while developing, copied when building. */
export function engineAssets(): AstroIntegration {
  return {
    name: 'plumbline-engine',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use('/engine', (request, response, next) => {
          const name = (request.url ?? '').replace(/^\/|[?#].*$/g, '');
          serveAsset(name).then((asset) => {
            if (!asset) {
              next();
              return;
            }
            response.setHeader('Content-Type', asset.type);
            response.setHeader('Cache-Control', 'no-cache');
            response.end(asset.bytes);
          }, next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        const { folder, paths } = await buildEngineAssets();
        const engine = join(fileURLToPath(dir), 'engine');
        await mkdir(engine, { recursive: true });
        for (const path of paths) await copyFile(join(folder, path), join(engine, path));
      },
    },
  };
}

let building: Promise<EngineAssets> | undefined;

/** One build at a time: a page asks for several files at once. */
function builtAssets(): Promise<EngineAssets> {
  building ??= buildEngineAssets().finally(() => {
    building = undefined;
  });
  return building;
}

async function serveAsset(name: string): Promise<{ type: string; bytes: Buffer } | undefined> {
  const { folder, paths } = await builtAssets();
  if (!paths.includes(name)) return undefined;
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  return { type, bytes: await readFile(join(folder, name)) };
}

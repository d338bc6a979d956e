import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { buildWebContainerAssets } from './build-assets.ts';

/** Puts the lab's programs for WebContainers under `/engine/`, on sites whose configuration switches them on. */
export function webContainerAssets(): AstroIntegration {
  return {
    name: 'plumbline-webcontainer',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use('/engine', (request, response, next) => {
          const name = (request.url ?? '').replace(/^\/|[?#].*$/g, '');
          buildWebContainerAssets()
            .then(async ({ folder, paths }) => {
              if (!paths.includes(name)) next();
              else response.end(await readFile(join(folder, name)));
            })
            .catch(next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        const { folder, paths } = await buildWebContainerAssets();
        const engine = join(fileURLToPath(dir), 'engine');
        await mkdir(engine, { recursive: true });
        for (const path of paths) await copyFile(join(folder, path), join(engine, path));
      },
    },
  };
}

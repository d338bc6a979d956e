import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildWebContainerAssets } from '#webcontainer-bridge';

/** A site of one page that allows WebContainers, and the lab's own programs for them. */
export interface IsolatedSite {
  readonly url: string;
  /** The same page without the two headers. */
  readonly plainUrl: string;
  close(): void;
}

/** @param frameSources what the page's policy lets it frame */
export async function startIsolatedSite(frameSources: readonly string[]): Promise<IsolatedSite> {
  const { folder, paths } = await buildWebContainerAssets();
  const script = await pageScript();
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `connect-src 'self'`,
    `frame-src ${frameSources.join(' ')}`,
    `base-uri 'none'`,
  ].join('; ');
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const asset = path.slice('/engine/'.length);
    if (path === '/' || path === '/plain') {
      response.setHeader('Content-Security-Policy', policy);
      response.setHeader('Content-Type', 'text/html');
      if (path === '/') {
        response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
        response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
      }
      response.end('<!doctype html><title>Isolated</title><body><script src="/page.js"></script>');
    } else if (path === '/page.js') {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(script);
    } else if (path.startsWith('/engine/') && paths.includes(asset)) {
      readFile(join(folder, asset)).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(500).end(),
      );
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    plainUrl: `${url}plain`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function pageScript(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'contract-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  });
  return outputFiles[0]?.contents ?? new Uint8Array(0);
}

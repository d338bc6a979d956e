import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildEngineAssets } from '../../../../src/engines/embedded/host/build-assets.ts';

const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `connect-src 'self'`,
  `frame-src 'self'`,
  `base-uri 'none'`,
].join('; ');

/** A site of one page with the strictest policy that the engine can live with, and the engine's assets. */
export interface StrictSite {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  close(): void;
}

/** @param page the page's script; the contract's unless told. Absolute. */
export async function startStrictSite(
  page = join(import.meta.dirname, 'contract-page.ts'),
): Promise<StrictSite> {
  const { folder } = await buildEngineAssets();
  const script = await pageScript(page);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    if (path === '/') {
      response.setHeader('Content-Security-Policy', POLICY);
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>Strict</title><body><script src="/page.js"></script>');
    } else if (path === '/page.js') {
      response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
      response.end(script);
    } else if (/^\/engine\/[\w.-]+$/.test(path)) {
      readFile(join(folder, path.slice('/engine/'.length))).then(
        (bytes) => {
          response.setHeader(
            'Content-Type',
            path.endsWith('.html') ? 'text/html' : 'application/octet-stream',
          );
          response.end(bytes);
        },
        () => response.writeHead(404).end(),
      );
    } else response.writeHead(404).end();
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Chromium calls its maker for updates and sign-in, whatever page is open. No page of ours names these hosts. */
const CHROMIUMS_OWN = /^(?:https?:\/\/)?[a-z0-9.-]+\.(?:google|googleapis|gvt1)\.com[:/]/;

/** A proxy for everything that is not on this machine: it refuses, and notes what a page may have asked for. */
export async function startRefusingProxy(): Promise<{
  url: string;
  refused: string[];
  close(): void;
}> {
  const refused: string[] = [];
  const note = (address: string) => {
    if (!CHROMIUMS_OWN.test(address)) refused.push(address);
  };
  const server = createServer((request, response) => {
    note(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    note(request.url ?? '');
    socket.destroy();
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    refused,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function pageScript(page: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [page],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  });
  return outputFiles[0]?.contents ?? new Uint8Array(0);
}

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildEngineAssets } from '#engine-assets';

const BARE_PYODIDE = `
import { loadPyodide } from '/pyodide/pyodide.mjs';
const python = await loadPyodide({ indexURL: '/pyodide/', stdout: (text) => postMessage(text) });
python.runPython('print(1)');
`;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  mjs: 'text/javascript',
  wasm: 'application/wasm',
  json: 'application/json',
};

/** A page with the engine and no site around it, and Pyodide as its package has it. */
export async function serveEngine(): Promise<{ readonly origin: string; stop(): void }> {
  const { folder } = await buildEngineAssets();
  const pyodide = dirname(fileURLToPath(import.meta.resolve('pyodide')));
  const own: Readonly<Record<string, string | Uint8Array>> = {
    '/': '<!doctype html><title>Engine</title><body><script src="/page.js"></script>',
    '/page.js': await bundlePage(),
    '/bare-pyodide.js': BARE_PYODIDE,
    '/favicon.ico': '',
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const [, place, name] = /^\/(engine|pyodide)\/([\w.-]+)$/.exec(path) ?? [];
    const known = own[path];
    const type = TYPES[path === '/' ? 'html' : (path.split('.').at(-1) ?? '')];
    response.setHeader('Content-Type', type ?? 'application/octet-stream');
    if (known !== undefined) response.end(known);
    else if (name === undefined) response.writeHead(404).end();
    else {
      readFile(join(place === 'engine' ? folder : pyodide, name)).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bundlePage(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'engine-page.ts')],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    conditions: ['browser'],
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

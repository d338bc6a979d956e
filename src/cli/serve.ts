import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

const HOST = '127.0.0.1';
const folder = process.argv[2] ?? 'dist';
const asked = process.env['PORT'] ?? '4321';
const port = Number(asked);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT is "${asked}"; it must be a whole number from 0 to 65535.`);
  process.exit(2);
}
if (!existsSync(join(folder, 'index.html'))) {
  console.error(`There is no built site in ${folder}/. Run "npm run build" first, or "npm start".`);
  process.exit(2);
}

// A site that switches WebContainers on needs its pages cross-origin isolated.
const isIsolated = existsSync(join(folder, 'engine/webcontainer.json'));

const assets = sirv(folder, {
  brotli: true,
  gzip: true,
  etag: true,
  setHeaders(response, path) {
    const named = /\.[\w-]{8,}\.\w+$/.test(path) && /^\/(?:_astro|engine)\//.test(path);
    response.setHeader('Cache-Control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    if (isIsolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
  },
});
// By hand: sirv answers a page that it finds with 200, and an error kept as a page would stay.
const noPage = join(folder, '404.html');
const notFound = existsSync(noPage) ? readFileSync(noPage) : 'There is no page at this address.';

const server = createServer((request, response) => {
  assets(request, response, () => {
    response.writeHead(404, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
    });
    response.end(notFound);
  });
});
server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') {
    console.error(
      `Port ${port} is in use. Stop what uses it, or choose another: PORT=4322 npm start`,
    );
  } else console.error(`The site cannot be served: ${error.message}`);
  process.exit(1);
});
server.listen(port, HOST, () => {
  const address = server.address();
  const real = typeof address === 'object' && address ? address.port : port;
  console.log(`Plumbline is ready at http://${HOST}:${real}`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}

import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { LabError } from '#container';
import { readBuiltSite, type BuiltSite } from './hosting/built-site.ts';
import {
  ASK_AGAIN,
  cacheControlOf,
  everyAnswer,
  isNamed,
  KEEP_FOREVER,
  TYPES,
} from './hosting/site-headers.ts';

const HOST = '127.0.0.1';
const PAGE = 'text/html; charset=utf-8';
const folder = process.argv[2] ?? 'dist';
const asked = process.env['PORT'] ?? '4321';
const port = Number(asked);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT is "${asked}"; it must be a whole number from 0 to 65535.`);
  process.exit(2);
}
let site: BuiltSite;
try {
  site = readBuiltSite(folder);
} catch (error) {
  if (!(error instanceof LabError)) throw error;
  console.error(`${error.message} ${error.hint}`);
  process.exit(2);
}
const { base } = site;
const headers = everyAnswer(site.isIsolated);

const assets = sirv(folder, {
  brotli: true,
  gzip: true,
  etag: true,
  setHeaders(response, path) {
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    const isPage = path.endsWith('/') || type === 'text/html';
    response.setHeader('Content-Type', isPage ? PAGE : type);
    response.setHeader('Cache-Control', cacheControlOf(path.slice(1)));
  },
});
// By hand: sirv answers a page that it finds with 200, and an error kept as a page would stay.
const noPage = join(folder, '404.html');
const notFound = existsSync(noPage) ? readFileSync(noPage) : 'There is no page at this address.';

const pages = new Set(site.files.filter((file) => /(?:^|\/)index\.html$/.test(file)));
/** What the engine unpacks by itself, after it has checked the digest. */
const parts = new Map(
  site.files
    .filter((file) => file.endsWith('.gz') && isNamed(file))
    .map((file) => [
      file,
      { 'Content-Type': TYPES.gz, 'Content-Length': statSync(join(folder, file)).size },
    ]),
);

const server = createServer((request, response) => {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const [path = '/', query] = (request.url ?? '/').split(/(?=\?)/);
  const isFolder =
    `${path}/`.startsWith(base) && pages.has(`${path}/index.html`.slice(base.length));
  if (isFolder) {
    response.writeHead(301, { Location: `${path}/`, 'Cache-Control': ASK_AGAIN }).end();
    return;
  }
  const answerNotFound = (): void => {
    response.writeHead(404, { 'Content-Type': PAGE, 'Cache-Control': ASK_AGAIN });
    response.end(notFound);
  };
  if (!path.startsWith(base)) {
    answerNotFound();
    return;
  }
  request.url = `/${path.slice(base.length)}${query ?? ''}`;
  const part = parts.get(path.slice(base.length));
  if (part) {
    // By hand: sirv takes every .gz for a compressed copy, and would have the browser unpack it.
    response.writeHead(200, { ...part, 'Cache-Control': KEEP_FOREVER });
    createReadStream(join(folder, path.slice(base.length))).pipe(response);
    return;
  }
  assets(request, response, answerNotFound);
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
  console.log(`Plumbline is ready at http://${HOST}:${real}${base === '/' ? '' : base}`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}

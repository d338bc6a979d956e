import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
  xml: 'application/xml',
};

/** How the LMS behaves: `lost` breaks the connection, `refuses` answers that it cannot store now. */
export type LmsMood = 'well' | 'refuses' | 'lost';

/** Values of an attempt by the element's name. */
export type Cmi = Readonly<Record<string, unknown>>;

/**
 * An LMS of the test's own: it serves unpacked packages below a path of its own, as files without folder pages, plays them in
 * `scorm-again`, and keeps what that stores.
 */
export class LmsServer {
  readonly #server: Server;
  readonly #files = new Map<string, Uint8Array>();
  /** What is answered beside files, by path. */
  readonly routes = new Map<
    string,
    (request: IncomingMessage, body: string, response: ServerResponse) => void
  >();
  mood: LmsMood = 'well';
  /** What it stored last, in the attempt that is open. */
  stored: Cmi | undefined;
  /** How often it was asked to store. */
  asked = 0;
  origin = '';

  constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => this.#answer(request, Buffer.concat(parts).toString(), response));
    });
    for (const version of ['scorm12', 'scorm2004']) {
      const script = readFileSync(`node_modules/scorm-again/dist/${version}.min.js`);
      this.#files.set(`/lms/${version}.js`, script);
      this.#files.set(`/lms/${version}.html`, Buffer.from(playerPage(version)));
    }
    this.routes.set('/lms/state', (_request, _body, response) => {
      response
        .setHeader('Content-Type', 'application/json')
        .end(JSON.stringify(this.stored ?? null));
    });
    this.routes.set('/lms/store', (_request, body, response) => this.#store(body, response));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the LMS has no port');
    this.origin = `http://127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Packs something of the built site, as whoever runs an LMS does, and unpacks it below `/content/<name>/`. */
  upload(format: string, what: string, name: string, more: readonly string[] = []): void {
    const out = join(tmpdir(), `plumbline-${process.pid}-${name}.zip`);
    const dist = process.env['PLUMBLINE_DIST'] ?? 'dist';
    const args = ['src/cli/package.ts', format, what, '--dist', dist, '--out', out, ...more];
    const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${run.stdout}${run.stderr}`);
    for (const [path, bytes] of Object.entries(unzipSync(readFileSync(out)))) {
      this.#files.set(`/content/${name}/${path}`, bytes);
    }
    rmSync(out);
  }

  #answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', this.origin).pathname;
    const route = this.routes.get(path);
    if (route) {
      route(request, body, response);
      return;
    }
    const file = this.#files.get(path);
    if (!file) {
      response.writeHead(404).end('There is nothing here.');
      return;
    }
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type }).end(file);
  }

  #store(body: string, response: ServerResponse): void {
    this.asked += 1;
    if (this.mood === 'lost') {
      response.destroy();
      return;
    }
    response.setHeader('Content-Type', 'application/json');
    if (this.mood === 'refuses') {
      response.end(JSON.stringify({ result: false, errorCode: 391 }));
      return;
    }
    this.stored = JSON.parse(body) as Cmi;
    response.end(JSON.stringify({ result: true, errorCode: 0 }));
  }
}

/** The window in which the LMS plays a unit: `?unit=/content/…`. */
const playerPage = (version: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The LMS</title>
<style>html,body{margin:0;height:100%}body{display:flex;flex-direction:column;font:14px sans-serif}
header{padding:8px 12px;background:#1f3a5f;color:#fff}iframe{flex:1;border:0}</style>
<script src="${version}.js"></script></head>
<body><header>Example LMS</header><script>
const kept = new XMLHttpRequest();
kept.open('GET', '/lms/state', false);
kept.send();
const cmi = JSON.parse(kept.responseText);
const is12 = '${version}' === 'scorm12';
const lms = new (is12 ? Scorm12API : Scorm2004API)({
  autocommit: false, lmsCommitUrl: '/lms/store', dataCommitFormat: 'flattened', logLevel: 5, mastery_override: true,
});
lms.loadFromFlattenedJSON({
  ...(is12 ? { 'cmi.core.student_id': 'lina' } : { 'cmi.learner_id': 'lina' }),
  ...cmi,
  ...(is12 ? { 'cmi.core.entry': cmi ? 'resume' : 'ab-initio' } : { 'cmi.entry': cmi ? 'resume' : 'ab-initio' }),
});
window[is12 ? 'API' : 'API_1484_11'] = lms;
const frame = document.createElement('iframe');
frame.title = 'Unit';
frame.src = new URLSearchParams(location.search).get('unit');
document.body.append(frame);
</script></body></html>`;

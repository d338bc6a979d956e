import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { everyAnswer } from '../../../src/cli/hosting/site-headers.ts';
import { ask } from './ask.ts';
import { installed, scratchIn, SERVERS, writePreset } from './servers.ts';
import { PART, SCRIPT, writeSmallSite } from './small-site.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-hosting-'));
after(() => rmSync(root, { recursive: true, force: true }));

const KEPT = 'public, max-age=31536000, immutable';
/** Path, status, type, caching. */
const ASKED = [
  ['', 200, 'text/html', 'no-cache'],
  ['courses/', 200, 'text/html', 'no-cache'],
  [SCRIPT, 200, 'text/javascript', KEPT],
  ['_astro/page.FSvsd-VQ.css', 200, 'text/css', KEPT],
  [PART, 200, 'application/octet-stream', KEPT],
  ['engine/frame.html', 200, 'text/html', 'no-cache'],
  ['engine/manifest.json', 200, 'application/json', 'no-cache'],
  ['plumbline.webmanifest', 200, 'application/manifest+json', 'no-cache'],
  ['search/index.bin', 200, 'application/octet-stream', 'no-cache'],
  ['service-worker.js', 200, 'text/javascript', 'no-cache'],
  ['courses/nowhere/', 404, 'text/html', 'no-cache'],
  ['_astro/gone.abcdefgh.js', 404, 'text/html', 'no-cache'],
] as const;

for (const [name, server] of Object.entries(SERVERS)) {
  for (const base of ['/', '/academy/']) {
    test(`${name} serves a site at ${base} with its headers, types, compressed copies and its own page for what is not there`, async (t) => {
      const program = installed(server.programs);
      if (program === undefined) {
        t.diagnostic(
          `NOT RUN: ${server.programs.join(', ')} is not installed on this machine. The text of its configuration is held by presets.test.ts.`,
        );
        return;
      }
      const folder = mkdtempSync(join(root, 'site-'));
      writeSmallSite(folder, base);
      const running = await server.start(program, folder, scratchIn(root, `${name}${base}`));
      const { origin } = running;
      try {
        for (const [path, status, type, cache] of ASKED) {
          const { headers, ...answer } = await ask(origin + base + path);
          const said = [
            answer.status,
            headers['content-type']?.split(';')[0],
            headers['cache-control'],
          ];
          assert.deepEqual(said, [status, type, cache], path);
          for (const [header, value] of Object.entries(everyAnswer(false)))
            assert.equal(headers[header.toLowerCase()], value, `${path}: ${header}`);
          assert.equal(headers['content-encoding'], undefined, `${path} as it is`);
        }
        const gone = await ask(`${origin}${base}nowhere`);
        assert.match(gone.body.toString(), /<title>No such page/);

        const script = readFileSync(join(folder, SCRIPT));
        const gzip = await ask(origin + base + SCRIPT, { 'accept-encoding': 'gzip' });
        assert.equal(gzip.headers['content-encoding'], 'gzip');
        assert.match(String(gzip.headers.vary), /accept-encoding/i);
        assert.deepEqual(gunzipSync(gzip.body), script);
        const both = await ask(origin + base + SCRIPT, { 'accept-encoding': 'gzip, br' });
        // nginx needs a module for the smaller ones.
        if (name !== 'nginx') {
          assert.equal(both.headers['content-encoding'], 'br');
          assert.deepEqual(brotliDecompressSync(both.body), script);
        }
        // The engine unpacks its parts by itself, and checks their digests before.
        const part = await ask(origin + base + PART, { 'accept-encoding': 'gzip, br' });
        assert.equal(part.headers['content-encoding'], undefined);
        assert.deepEqual(part.body, readFileSync(join(folder, PART)));

        const { etag } = (await ask(origin + base)).headers;
        assert.ok(etag);
        assert.equal((await ask(origin + base, { 'if-none-match': etag })).status, 304);

        const folders = base === '/' ? ['courses'] : ['courses', ''];
        for (const path of folders) {
          const moved = await ask(`${origin}${base}${path}`.replace(/\/$/, ''));
          assert.ok([301, 308].includes(moved.status), `${path}: ${moved.status}`);
          const to = new URL(moved.headers.location ?? '', `${origin}${base}`);
          assert.equal(to.href, `${origin}${base}${path === '' ? '' : `${path}/`}`);
        }
        for (const path of ['../../../../etc/passwd', '%2e%2e/%2e%2e/etc/passwd']) {
          const out = await ask(`${origin}${base}${path}`);
          assert.ok(out.status >= 400, `${path}: ${out.status}`);
        }
      } finally {
        await running.stop();
      }
    });
  }
}

for (const [name, server] of Object.entries(SERVERS)) {
  test(`${name} isolates the pages of a site with WebContainers, what is not there among them`, async (t) => {
    const program = installed(server.programs);
    if (program === undefined) {
      t.diagnostic(`NOT RUN: ${server.programs.join(', ')} is not installed on this machine.`);
      return;
    }
    const folder = mkdtempSync(join(root, 'site-'));
    writeSmallSite(folder, '/');
    writeFileSync(join(folder, 'engine/webcontainer.json'), '{}');
    const running = await server.start(program, folder, scratchIn(root, `${name}-isolated`));
    try {
      for (const path of ['', SCRIPT, 'engine/frame.html', 'courses/nowhere/']) {
        const { headers } = await ask(`${running.origin}/${path}`);
        for (const [header, value] of Object.entries(everyAnswer(true)))
          assert.equal(headers[header.toLowerCase()], value, `${path}: ${header}`);
      }
    } finally {
      await running.stop();
    }
  });
}

test('the folder’s own server says what a port is when it is given none', (t) => {
  const python = installed(['python3']);
  if (python === undefined) {
    t.diagnostic('NOT RUN: python3 is not installed on this machine.');
    return;
  }
  const folder = mkdtempSync(join(root, 'site-'));
  writeSmallSite(folder, '/');
  writePreset('folder', folder, scratchIn(root, 'folder-port'), 8000);
  for (const word of ['--help', '70000', '']) {
    const command = [join(folder, 'serve.py'), word];
    const ended: SpawnSyncReturns<string> = spawnSync(python, command, { encoding: 'utf8' });
    assert.equal(ended.status, 1);
    assert.equal(
      ended.stderr.trim(),
      `A port is a number from 1 to 65535, and "${word}" is none. Type: python3 serve.py 8001`,
    );
  }
});

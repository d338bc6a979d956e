import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AssetLoader } from '../../../../src/engines/embedded/host/asset-loader.ts';
import { HeldAssets } from '../../../../src/engines/embedded/host/held-assets.ts';
import { assetsOf } from '../../../../src/engines/embedded/kernel/engine-manifest.ts';

const BASE = new URL('https://academy.example/engine/');
const [NAME] = assetsOf('Shell', false);
assert.ok(NAME);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Of more parts than one, and packed as the site has it. */
const CONTENTS = Uint8Array.from({ length: 700_000 }, (_, at) => (at * at) % 251);
const WIRE = Uint8Array.from(gzipSync(CONTENTS, { level: 0 }));
const FILE = {
  file: `${NAME}.1.gz`,
  wireBytes: WIRE.length,
  sha256: sha256(CONTENTS),
  wireSha256: sha256(WIRE),
};

const asked: string[] = [];
let answer: () => Promise<Response>;
const before = globalThis.fetch;
globalThis.fetch = (url) => {
  const { href } = url as URL;
  asked.push(href.slice(BASE.href.length));
  const files = Object.fromEntries(assetsOf('Shell', false).map((name) => [name, FILE]));
  return href.endsWith('manifest.json') ? Promise.resolve(Response.json({ files })) : answer();
};
/** What an earlier visit kept: the cache of a browser, which Node has not. */
const kept = new Map<string, Uint8Array<ArrayBuffer>>();
Object.assign(globalThis, {
  caches: {
    open: () =>
      Promise.resolve({
        match: (url: URL) => {
          const bytes = kept.get(url.href);
          return Promise.resolve(bytes && new Response(bytes));
        },
        put: async (url: URL, response: Response) => {
          kept.set(url.href, new Uint8Array(await response.arrayBuffer()));
        },
        keys: () => Promise.resolve([]),
      }),
  },
});
after(() => {
  globalThis.fetch = before;
});
beforeEach(() => {
  asked.length = 0;
  kept.clear();
  answer = () => Promise.resolve(new Response(WIRE));
});
const held = () => new HeldAssets(new AssetLoader(BASE));
const digestOf = async (blob: Blob) => sha256(new Uint8Array(await blob.arrayBuffer()));

test('what is held is fetched and checked once, and every frame is given the same blob', async () => {
  const assets = held();
  assets.loadAhead([NAME]);
  assets.loadAhead([NAME]);
  const [one, two] = await Promise.all([assets.load(NAME), assets.load(NAME)]);
  assert.equal(two, one);
  assert.equal(await assets.load(NAME), one);
  assert.equal(await digestOf(one), FILE.wireSha256);
  assert.deepEqual(asked, ['manifest.json', FILE.file]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(kept.get(new URL(FILE.file, BASE).href)?.length, WIRE.length);
});

test('what a server has unpacked on the way is known by what is in it', async () => {
  answer = () => Promise.resolve(new Response(CONTENTS));
  assert.equal(await digestOf(await held().load(NAME)), FILE.sha256);
});

test('what was kept is not fetched again, unless it is no longer what it was', async () => {
  const place = new URL(FILE.file, BASE).href;
  kept.set(place, WIRE);
  await held().load(NAME);
  assert.deepEqual(asked, ['manifest.json']);
  kept.set(place, WIRE.slice(0, -1));
  assert.equal(await digestOf(await held().load(NAME)), FILE.wireSha256);
  assert.deepEqual(asked, ['manifest.json', 'manifest.json', FILE.file]);
});

test('what could not be had, or is not what the list says, is not held: the next who asks tries again', async () => {
  const assets = held();
  answer = () => Promise.reject(new Error('down'));
  await assert.rejects(assets.load(NAME), { name: 'EngineNotLoaded', message: /fetched: down/ });
  answer = () => Promise.resolve(new Response(WIRE.with(-1, 1)));
  await assert.rejects(assets.load(NAME), { name: 'EngineNotLoaded', message: /changed or cut/ });
  answer = () => Promise.resolve(new Response(WIRE));
  assert.equal(await digestOf(await assets.load(NAME)), FILE.wireSha256);
});

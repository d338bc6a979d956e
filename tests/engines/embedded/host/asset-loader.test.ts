import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AssetLoader } from '../../../../src/engines/embedded/host/asset-loader.ts';
import { assetsOf } from '../../../../src/engines/embedded/kernel/engine-manifest.ts';

const BASE = new URL('https://academy.example/engine/');
const [NAME] = assetsOf('Shell', false);
assert.ok(NAME);

const asked: string[] = [];
let isDown = false;
const before = globalThis.fetch;
/** A site whose files are each three bytes, by plain HTTP: nothing is hashed. */
globalThis.fetch = (url) => {
  const { href } = url as URL;
  asked.push(href.slice(BASE.href.length));
  if (isDown && !href.endsWith('manifest.json')) return Promise.reject(new Error('down'));
  const file = { file: `${NAME}.1.bin`, wireBytes: 3, sha256: '', wireSha256: '' };
  const files = Object.fromEntries(assetsOf('Shell', false).map((name) => [name, file]));
  return Promise.resolve(
    href.endsWith('manifest.json')
      ? Response.json({ files })
      : new Response(Uint8Array.from([1, 2, 3])),
  );
};
Object.assign(globalThis, { isSecureContext: false });
after(() => {
  globalThis.fetch = before;
});

test('what a loader holds is fetched once, and everybody who asks reads the same bytes', async () => {
  asked.length = 0;
  const loader = new AssetLoader(BASE, true);
  loader.loadAhead([NAME]);
  loader.loadAhead([NAME]);
  const [one, two] = await Promise.all([loader.load(NAME), loader.load(NAME)]);
  assert.deepEqual([...one], [1, 2, 3]);
  assert.equal(two, one, 'no copy of megabytes for each');
  assert.equal(await loader.load(NAME), one);
  assert.deepEqual(asked, ['manifest.json', `${NAME}.1.bin`]);
});

test('what could not be had is not held: the next who asks tries again', async () => {
  const loader = new AssetLoader(BASE, true);
  isDown = true;
  await assert.rejects(loader.load(NAME), { name: 'EngineNotLoaded' });
  isDown = false;
  assert.deepEqual([...(await loader.load(NAME))], [1, 2, 3]);
});

test('a loader that holds nothing loads for each who asks', async () => {
  asked.length = 0;
  const loader = new AssetLoader(BASE);
  loader.loadAhead([NAME]);
  await loader.load(NAME);
  await loader.load(NAME);
  assert.equal(asked.filter((name) => name !== 'manifest.json').length, 2);
});

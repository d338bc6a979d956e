import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AssetLoader } from '../../../../src/engines/embedded/host/asset-loader.ts';
import { assetsOf } from '../../../../src/engines/embedded/kernel/engine-manifest.ts';

const BASE = new URL('https://academy.example/engine/');
const [NAME] = assetsOf('Shell', false);
assert.ok(NAME);

const asked: string[] = [];
const before = globalThis.fetch;
/** A site whose files are each three bytes, by plain HTTP: nothing is hashed. */
globalThis.fetch = (url) => {
  const { href } = url as URL;
  asked.push(href.slice(BASE.href.length));
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

test('a loader loads for each who asks', async () => {
  asked.length = 0;
  const loader = new AssetLoader(BASE);
  loader.loadAhead([NAME]);
  await loader.load(NAME);
  await loader.load(NAME);
  assert.equal(asked.filter((name) => name !== 'manifest.json').length, 2);
});

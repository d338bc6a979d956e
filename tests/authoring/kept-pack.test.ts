import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keysOfPack, openKeptPack } from '#authoring';

const folder = (): string => join(mkdtempSync(join(tmpdir(), 'pack-')), 'pages');

const words = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** What a build gets for each source, and for which of them it had to make something. */
async function build(root: string, maker: string, sources: readonly string[], close = true) {
  const pack = openKeptPack(root, maker);
  const made: string[] = [];
  const got: string[] = [];
  for (const source of sources) {
    const make = (): string => {
      made.push(source);
      return `„${source}“ by ${maker}`;
    };
    got.push(words(await pack.resultFor(source, make)));
  }
  if (close) pack.close();
  return { got, made };
}

test('a result is made once for the same source and maker, and anew for another', async () => {
  const root = folder();
  const first = await build(root, 'maker 1', ['a', 'b', 'a']);
  assert.deepEqual(first.got, ['„a“ by maker 1', '„b“ by maker 1', '„a“ by maker 1']);
  const again = await build(root, 'maker 1', ['b', 'a', 'c']);
  assert.deepEqual(again.made, ['c']);
  assert.deepEqual(again.got, ['„b“ by maker 1', '„a“ by maker 1', '„c“ by maker 1']);
  assert.deepEqual((await build(root, 'maker 2', ['a'])).got, ['„a“ by maker 2']);
  assert.deepEqual((await build(root, 'maker 1', ['a', 'c'])).made, []);
});

test('what a build did not ask for is gone with it', async () => {
  const root = folder();
  await build(root, 'maker', ['a', 'b']);
  const [pack = ''] = readdirSync(root);
  assert.equal(keysOfPack(join(root, pack)).length, 2);
  await build(root, 'maker', ['a']);
  assert.equal(keysOfPack(join(root, pack)).length, 1);
  assert.deepEqual((await build(root, 'maker', ['a', 'b'])).made, ['b']);
});

test('of a build that failed nothing is kept, and what was kept before stays', async () => {
  const root = folder();
  await build(root, 'maker', ['a']);
  await build(root, 'maker', ['b'], false);
  assert.deepEqual((await build(root, 'maker', ['a', 'b'], false)).made, ['b']);
  const pack = openKeptPack(root, 'maker');
  const fails = (): string => {
    throw new Error('not MDX');
  };
  await assert.rejects(pack.resultFor('c', fails), /not MDX/);
  assert.equal(words(await pack.resultFor('c', () => 'mended')), 'mended');
});

test('results of any size come back as they were, more than are written at once too', async () => {
  const root = folder();
  const sizes = [0, 1, 700_000, 3_000_000, 5];
  const text = (size: number): string => 'é'.repeat(size);
  for (const round of ['made', 'kept']) {
    const pack = openKeptPack(root, 'maker');
    for (const size of sizes) {
      const bytes = await pack.resultFor(String(size), () => {
        assert.equal(round, 'made');
        return text(size);
      });
      assert.equal(words(bytes) === text(size), true, `${size} letters, ${round}`);
    }
    pack.close();
  }
});

test('a pack that was cut off is made again', async () => {
  const root = folder();
  await build(root, 'maker', ['a', 'b']);
  const file = join(root, readdirSync(root)[0] ?? '');
  const whole = readFileSync(file);
  for (const length of [0, 3, 20, whole.length - 1]) {
    writeFileSync(file, whole.subarray(0, length));
    const { made, got } = await build(root, 'maker', ['a']);
    assert.deepEqual([made, got], [['a'], ['„a“ by maker']], `${length} bytes were left`);
  }
});

test('a pack that no build has written for a week is thrown away, with halves of builds that failed', async () => {
  const root = folder();
  for (const maker of ['old', 'young']) await build(root, maker, ['a']);
  await build(root, 'failed', ['a'], false);
  const age = (days: number): Date => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  const before = readdirSync(root);
  const [young = ''] = before.filter((name) => name.endsWith('.pack')).slice(-1);
  for (const name of before)
    utimesSync(join(root, name), age(name === young ? 6 : 8), age(name === young ? 6 : 8));
  await build(root, 'now', ['a']);
  assert.equal(existsSync(join(root, young)), true);
  assert.equal(readdirSync(root).length, 2);
});

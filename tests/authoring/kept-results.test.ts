import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { digestOfMaker, openKeptResults } from '#authoring';

const folder = (): string => mkdtempSync(join(tmpdir(), 'kept-'));

test('a result is made once for the same source and maker, and anew for another', async () => {
  const root = folder();
  let made = 0;
  const make = (): string => `result ${(made += 1)}`;
  const first = openKeptResults(root, 'maker 1', '.txt');
  const file = await first.fileFor('source', make);
  assert.equal(readFileSync(file, 'utf8'), 'result 1');
  assert.equal(await openKeptResults(root, 'maker 1', '.txt').fileFor('source', make), file);
  assert.equal(made, 1);
  await first.fileFor('source, changed', make);
  await openKeptResults(root, 'maker 2', '.txt').fileFor('source', make);
  assert.equal(made, 3);
});

test('what could not be made is not kept', async () => {
  const kept = openKeptResults(folder(), 'maker', '.txt');
  const fails = (): string => {
    throw new Error('not MDX');
  };
  await assert.rejects(kept.fileFor('source', fails), /not MDX/);
  const file = await kept.fileFor('source', () => 'mended');
  assert.equal(readFileSync(file, 'utf8'), 'mended');
});

test('a sweep leaves what this build asked for, and what another asked for within a week', async () => {
  const root = folder();
  const before = openKeptResults(root, 'maker', '.txt');
  const [old, asked, young] = await Promise.all(
    ['old', 'asked', 'young'].map((source) => before.fileFor(source, () => source)),
  );
  const weekAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
  for (const file of [old, asked]) utimesSync(file ?? '', weekAgo, weekAgo);
  const now = openKeptResults(root, 'maker', '.txt');
  await now.fileFor('asked', () => 'asked');
  now.sweep();
  assert.deepEqual(
    readdirSync(root).sort(),
    [asked, young].map((file) => (file ?? '').slice(root.length + 1)).sort(),
  );
});

test('the maker is another when code, settings, packages or the site’s base change, and the same when content does', () => {
  const root = folder();
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('src/components/Note.astro', '<p>1</p>');
  write('astro.config.mjs', 'export default {};');
  write('node_modules/.package-lock.json', '{"packages":{"shiki":"1"}}');
  write('content/lesson.mdx', 'One.');
  const digests = [digestOfMaker(root)];
  const changed = (path: string, text: string): void => {
    write(path, text);
    digests.push(digestOfMaker(root));
  };
  changed('src/components/Note.astro', '<p>2</p>');
  changed('src/components/More.astro', '<p>2</p>');
  changed('astro.config.mjs', 'export default { base: "/" };');
  changed('node_modules/.package-lock.json', '{"packages":{"shiki":"2"}}');
  process.env.PLUMBLINE_BASE = '/under/';
  digests.push(digestOfMaker(root));
  delete process.env.PLUMBLINE_BASE;
  assert.equal(new Set(digests).size, 6);
  write('content/lesson.mdx', 'Two.');
  assert.equal(digestOfMaker(root), digests[4]);
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { wireBytes } from '../../src/cli/wire-bytes.ts';
import { fileAt, islandParts, lessonPages, tags, withImports } from './built-site.ts';

const MOST_BYTES = 15 * 1024;

/** What an island fetches beside what all islands of a page share, as bytes on the wire. */
function ownBytes(island: string): number {
  const [waker = '', part = ''] = islandParts(island);
  const shared = withImports(waker);
  let sum = 0;
  for (const path of withImports(part)) {
    if (!shared.has(path)) sum += wireBytes(readFileSync(fileAt(path) ?? ''));
  }
  return sum;
}

test('each instrument weighs at most 15 kB of its own, and none is fetched before it is in sight', () => {
  const heavy: string[] = [];
  const seen = new Set<string>();
  for (const { path, html } of lessonPages) {
    for (const { 'data-island': island, 'data-touch': touch } of tags(html, 'div')) {
      if (island === undefined || seen.has(island)) continue;
      assert.equal(touch, undefined, path);
      seen.add(island);
      const bytes = ownBytes(island);
      assert.ok(bytes > 500, `${island}: its code is found`);
      if (bytes > MOST_BYTES) heavy.push(`${island} on ${path}: ${bytes} bytes`);
    }
  }
  assert.deepEqual(heavy, []);
  assert.ok(seen.size >= 7, `${seen.size} instruments were found`);
});

test('a page with an instrument says without JavaScript what it would do', () => {
  for (const { path, html } of lessonPages) {
    const instruments = html.split('data-island=').length - 1;
    const words = html.match(/<noscript>\s*<p class="small dim">/g)?.length ?? 0;
    assert.ok(words >= instruments, `${path}: ${instruments} instruments, ${words} notes`);
  }
});

test('each instrument has room kept for it in a wide window and on a phone', () => {
  for (const { path, html } of lessonPages) {
    for (const [, island = '', inside = ''] of html.matchAll(
      /data-island="?(lesson\/[\w-]+)[^>]*>([\s\S]*?)<noscript>/g,
    )) {
      const rooms = [...inside.matchAll(/<svg height="?(\d+)/g)].map(([, height]) =>
        Number(height),
      );
      assert.equal(rooms.length, 2, `${island} on ${path}`);
      assert.ok(
        rooms.every((height) => height > 200),
        `${island}: ${rooms.join()}`,
      );
    }
  }
});

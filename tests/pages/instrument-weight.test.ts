import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliBytes, fileAt, lessonPages, tags, withImports } from './built-site.ts';

const MOST_BYTES = 15 * 1024;

/** What an island fetches beside the renderer, which all islands of a page share, as bytes on the wire. */
function ownBytes(component: string, renderer: string): number {
  const shared = withImports(renderer);
  let sum = 0;
  for (const path of withImports(component)) {
    if (!shared.has(path)) sum += brotliBytes(readFileSync(fileAt(path) ?? ''));
  }
  return sum;
}

test('each instrument weighs at most 15 kB of its own, and none is fetched before it is in sight', () => {
  const heavy: string[] = [];
  const seen = new Set<string>();
  for (const { path, html } of lessonPages) {
    for (const island of tags(html, 'astro-island')) {
      const { 'component-url': url = '', 'renderer-url': renderer = '', client } = island;
      assert.equal(client, 'visible', path);
      if (seen.has(url)) continue;
      seen.add(url);
      const bytes = ownBytes(url, renderer);
      if (bytes > MOST_BYTES) heavy.push(`${url} on ${path}: ${bytes} bytes`);
    }
  }
  assert.deepEqual(heavy, []);
  assert.ok(seen.size >= 7, `${seen.size} instruments were found`);
});

test('a page with an instrument says without JavaScript what it would do', () => {
  for (const { path, html } of lessonPages) {
    const instruments = html.split('<section class="try ins"').length - 1;
    const words = html.match(/<noscript>\s*<p class="small dim">/g)?.length ?? 0;
    assert.ok(words >= instruments, `${path}: ${instruments} instruments, ${words} notes`);
  }
});

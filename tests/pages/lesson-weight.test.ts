import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  brotliBytes,
  fileAt,
  inlineScripts,
  lessonPages,
  pages,
  tags,
  withImports,
} from './built-site.ts';

const KB = 1024;

function bytesOf(paths: Iterable<string>): number {
  let sum = 0;
  for (const path of paths) sum += brotliBytes(readFileSync(fileAt(path) ?? ''));
  return sum;
}

/** What a page's own script elements fetch before anybody touches it. */
function scriptsOf(html: string): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { src } of tags(html, 'script')) if (src !== undefined) withImports(src, known);
  return known;
}

test('there are lessons', () => {
  assert.ok(lessonPages.length >= 2);
});

for (const { path, html } of lessonPages) {
  test(`${path} ships no framework: only what is tried does, once it is in sight`, () => {
    const own = [...scriptsOf(html)].map((script) => readFileSync(fileAt(script) ?? '', 'utf8'));
    for (const code of own) assert.doesNotMatch(code, /\b__k\b|\b__e\b/, 'no Preact');
    const islands = tags(html, 'astro-island');
    assert.deepEqual(
      islands.map(({ client }) => client).filter((client) => client !== 'visible'),
      [],
    );
  });

  test(`${path} runs at most 3 kB of its own script before it is touched`, () => {
    const inline = inlineScripts(html).filter((code) => !code.includes('astro:'));
    const bytes = bytesOf(scriptsOf(html)) + brotliBytes(inline.join('\n'));
    assert.ok(bytes <= 3.5 * KB, `${bytes} bytes`);
  });

  test(`${path} has one style sheet and weighs at most 18 kB in all`, () => {
    const sheets = tags(html, 'link').filter(({ rel }) => rel === 'stylesheet');
    assert.equal(sheets.length, 1);
    const all = new Set([...sheets.map(({ href = '' }) => href), ...scriptsOf(html)]);
    const bytes = brotliBytes(html) + bytesOf(all);
    assert.ok(bytes <= 18 * KB, `${bytes} bytes`);
  });
}

test('no other reading page weighs more than 26 kB before it is touched', () => {
  for (const { path, html } of pages.filter((page) => !page.path.startsWith('/labs/'))) {
    const sheets = tags(html, 'link').filter(({ rel }) => rel === 'stylesheet');
    const islands = tags(html, 'astro-island').filter(({ client }) => client !== 'visible');
    const scripts = new Set(scriptsOf(html));
    for (const island of islands) {
      for (const part of [island['component-url'], island['renderer-url']])
        if (part !== undefined) withImports(part, scripts);
    }
    const bytes = brotliBytes(html) + bytesOf([...sheets.map(({ href = '' }) => href), ...scripts]);
    // A quiz, the diagnostic and the record are what their scripts make of them: without these there is nothing on the
    // page. The record holds every step and every claim of every lab, so it grows with the curriculum.
    const most =
      (path === '/record/' ? 32 : /\/quizzes\/|^\/diagnostic\//.test(path) ? 29 : 26) * KB;
    assert.ok(bytes <= most, `${path}: ${bytes} bytes`);
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileAt, islandParts, pages, tags } from './built-site.ts';

const idsOf = new Map(
  pages.map(({ path, html }) => [
    path,
    new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id)),
  ]),
);

for (const { path, html } of pages) {
  test(`every link of ${path} leads somewhere, to the very heading`, () => {
    const faults: string[] = [];
    for (const { href } of tags(html, 'a')) {
      if (href === undefined || /^https:\/\//.test(href)) continue;
      const url = new URL(href, `https://site.test${path}`);
      const ids = idsOf.get(url.pathname);
      if (!ids && fileAt(url.pathname) === undefined) faults.push(`${href}: there is no such page`);
      // A certificate in the fragment is no place on the page.
      else if (/^#[cn]=1/.test(url.hash)) continue;
      else if (url.hash && !ids?.has(decodeURIComponent(url.hash.slice(1))))
        faults.push(`${href}: the page has no such place`);
    }
    assert.deepEqual(faults, []);
  });

  test(`every part that ${path} asks for is there`, () => {
    const parts = [
      ...tags(html, 'script').map(({ src }) => src),
      ...tags(html, 'link').map(({ href }) => href),
      ...tags(html, 'img').map(({ src }) => src),
      ...tags(html, 'astro-island').flatMap((island) => [
        island['component-url'],
        island['renderer-url'],
      ]),
    ].filter((part) => part !== undefined && part.startsWith('/'));
    assert.deepEqual(
      parts.filter((part) => fileAt(part ?? '') === undefined),
      [],
    );
  });
}

test('every late part of a page has its code', () => {
  for (const { path, html } of pages)
    for (const { 'data-island': island } of tags(html, 'div'))
      if (island !== undefined) assert.equal(islandParts(island).length, 2, `${path}: ${island}`);
});

test('a link to another site is written with https', () => {
  for (const { path, html } of pages) {
    const plain = tags(html, 'a').filter(({ href }) => href?.startsWith('http:'));
    assert.deepEqual(plain, [], path);
  }
});

test('the offline copy lists every page that belongs to no course, lab, exam, grader or instructor, and nothing that is not there', () => {
  const worker = readFileSync(join('dist', 'service-worker.js'), 'utf8');
  const listed = [...worker.matchAll(/"((?:[\w.[\]-]+\/)*[\w.[\]-]*)"/g)].map(
    ([, path = '']) => path,
  );
  const own = pages.filter(
    ({ path }) => !/^\/(?:courses|exams|labs)\/.|^\/(?:regrade\/|teach\/|404)/.test(path),
  );
  assert.ok(own.length >= 8);
  for (const { path } of own) {
    assert.ok(listed.includes(path.slice(1)), `${path} is laid down at the first visit`);
  }
  const gone = listed
    .filter((path) => /^(?:_astro|engine|courses|labs)\//.test(path))
    .filter((path) => fileAt(`/${path}`) === undefined);
  assert.deepEqual(gone, []);
});

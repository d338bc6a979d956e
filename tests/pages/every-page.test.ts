import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TEMPLATE_PAGES } from '../../src/cli/bench/template-pages.ts';
import { pages, tags } from './built-site.ts';

test('the site has its pages', () => {
  const paths = pages.map(({ path }) => path);
  for (const path of TEMPLATE_PAGES) {
    assert.ok(paths.includes(path), `${path} is built`);
  }
});

for (const { path, html } of pages) {
  test(`${path} says what it is: language, title, description, one first heading`, () => {
    assert.equal(tags(html, 'html')[0]?.['lang'], 'en');
    assert.match(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '', /\S.*Plumbline|Plumbline.*\S/);
    const description = tags(html, 'meta').find(({ name }) => name === 'description');
    assert.ok((description?.['content'] ?? '').length > 20, 'it has a description');
    assert.equal(tags(html, 'h1').length, 1, 'it has one h1');
    assert.equal(tags(html, 'main').length, 1, 'it has one main');
  });

  test(`${path} has headings in order and every id once`, () => {
    const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
    for (const [index, level] of levels.entries()) {
      const before = index === 0 ? 0 : (levels[index - 1] ?? 0);
      assert.ok(level <= before + 1, `h${level} follows h${before}: ${levels.join(' ')}`);
    }
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });
}

test('no two pages have the same title or the same description', () => {
  for (const read of [
    (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1],
    (html: string) => tags(html, 'meta').find(({ name }) => name === 'description')?.['content'],
  ]) {
    const all = pages.map(({ html }) => read(html));
    assert.deepEqual(
      all.filter((one, index) => all.indexOf(one) !== index),
      [],
    );
  }
});

test('the wordmark on every page leads home, and the skip link to the text', () => {
  // The lab's screen has no page to skip through: F6 goes from pane to pane.
  for (const { path, html } of pages.filter((page) => !page.path.startsWith('/labs/'))) {
    const links = tags(html, 'a');
    assert.ok(
      links.some(({ class: name, href }) => name === 'brand' && href === '/'),
      `${path}: the wordmark leads home`,
    );
    assert.ok(
      links.some(({ class: name, href }) => name === 'skip' && href === '#main'),
      `${path}: there is a skip link`,
    );
    assert.match(html, / id="main"/, `${path}: there is a place to skip to`);
  }
});

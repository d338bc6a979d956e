import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LATE_TYPE } from '../../src/components/site/before-paint.ts';
import { wireBytes } from '../../src/cli/wire-bytes.ts';
import { labIds } from '#authoring';
import {
  countElements,
  fileAt,
  filesOf,
  inlineScripts,
  islandParts,
  lessonPages,
  pages,
  sheetsOf,
  tags,
  textOf,
  withImports,
} from './built-site.ts';

const KB = 1024;

function bytesOf(paths: Iterable<string>): number {
  let sum = 0;
  for (const path of paths) sum += wireBytes(readFileSync(fileAt(path) ?? ''));
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
    assert.deepEqual(tags(html, 'astro-island'), []);
    assert.deepEqual(
      tags(html, 'div').filter((tag) => 'data-touch' in tag),
      [],
    );
  });

  test(`${path} runs at most 1.2 kB of its own script before it is touched`, () => {
    const bytes = bytesOf(scriptsOf(html)) + wireBytes(inlineScripts(html).join('\n'));
    assert.ok(bytes <= 1.2 * KB, `${bytes} bytes`);
  });

  test(`${path} is two requests: itself with its style, and one script`, () => {
    assert.equal(html.match(/<style>/g)?.length, 1);
    assert.deepEqual(sheetsOf(html), []);
    assert.equal(scriptsOf(html).size, 1);
    const types = tags(html, 'script').flatMap(({ src, type }) => (src === undefined ? [] : type));
    assert.deepEqual(types, [LATE_TYPE], 'and that waits for the first paint');
  });

  test(`${path} weighs at most 10,000 bytes in all, of which at most 6 kB are not the lesson's text`, () => {
    const bytes = wireBytes(html) + bytesOf([...sheetsOf(html), ...scriptsOf(html)]);
    const text = wireBytes(proseOf(html));
    assert.ok(bytes <= 10_000, `${bytes} bytes, of them ${text} the text`);
    assert.ok(bytes - text <= 6 * KB, `${bytes} bytes, of them ${text} the text`);
  });

  test(`${path} has at most 1.5 times the elements of a plain page of the same lesson`, () => {
    const plain = `<html><head><meta><meta><title></title></head><body><main><h1></h1>${proseOf(html)}`;
    const share = countElements(html) / countElements(plain);
    assert.ok(share <= 1.5, `${share.toFixed(2)} times`);
  });
}

/** What the author wrote, as built. */
function proseOf(html: string): string {
  const prose = /<div class="prose">([\s\S]*)<\/div>\s*<footer class="lesson-end">/.exec(html)?.[1];
  assert.ok(prose !== undefined && textOf(prose).length > 1_000, 'the text of the lesson is found');
  return prose;
}

/** What checks, draws and signs is there before anything is brought: a page that was opened once needs no network. */
const PAGES_THAT_CHECK: Readonly<Record<string, number>> = {
  '/verify/': 54,
  '/certificate/': 59,
  '/issue/': 52,
  '/assigned/': 70,
};

function mostKb(path: string): number {
  const ofChecking = PAGES_THAT_CHECK[path];
  if (ofChecking !== undefined) return ofChecking;
  // The record holds every step, every claim of every lab, what each certificate asks and how it is renewed, so it grows
  // with them.
  if (path === '/record/') return 31 + labIds().length;
  // The instructor's page has the claims of every lab, to show what a hand-in was held to: some 700 bytes for each.
  if (path === '/teach/') return 35 + labIds().length;
  // What draws, times and keeps a sitting is there before it begins: no network is needed then. How it begins is in the page.
  if (/^\/exams\/[^/]+\//.test(path)) return 49;
  // A quiz has its first words in the page, and keeps answers and seed with its result, so that it can be handed in.
  if (/\/quizzes\//.test(path)) return 34;
  // The diagnostic knows each course's modules, to say which of them a path takes.
  return /^\/diagnostic\//.test(path) ? 34 : 26;
}

/** A page with its sheets and its scripts; once it is touched, with those of the islands that then come. */
function weightOf(html: string, { isTouched }: { readonly isTouched: boolean }): number {
  const scripts = new Set(scriptsOf(html));
  for (const { 'data-island': island, ...tag } of tags(html, 'div'))
    if (island !== undefined && isTouched && 'data-touch' in tag)
      for (const part of islandParts(island)) withImports(part, scripts);
  return wireBytes(html) + bytesOf([...sheetsOf(html), ...scripts]);
}

const readingPages = pages.filter(({ path }) => !path.startsWith('/labs/'));

test('no other reading page weighs more than 20 kB before it is touched', () => {
  for (const { path, html } of readingPages) {
    const bytes = weightOf(html, { isTouched: false });
    assert.ok(bytes <= 20 * KB, `${path}: ${bytes} bytes`);
  }
});

test('no other reading page weighs more than 26 kB with what its first touch brings', () => {
  for (const { path, html } of readingPages) {
    const bytes = weightOf(html, { isTouched: true });
    assert.ok(bytes <= mostKb(path) * KB, `${path}: ${bytes} bytes`);
  }
});

test('the first results of a search cost at most 25 kB: the box, its style, the worker and the titles', () => {
  const isOfSearch =
    /^_astro\/search(?:-dialog|-worker)?\.[\w-]+\.(?:js|css)$|^search\/titles\.bin$/;
  const files = filesOf('dist').filter((file) => isOfSearch.test(file));
  assert.equal(files.length, 4, files.join(', '));
  const all = new Set(files.filter((file) => !file.endsWith('.js')).map((file) => `/${file}`));
  for (const file of files.filter((one) => one.endsWith('.js'))) withImports(`/${file}`, all);
  const bytes = bytesOf(all);
  assert.ok(bytes <= 25 * KB, `${bytes} bytes in ${[...all].join(', ')}`);
});

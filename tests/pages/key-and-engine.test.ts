import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileAt, islandParts, pages, tags } from './built-site.ts';

/** Where an issuer's signing key lies in a browser, and what the engine that runs learners' work is opened by. */
const KEY = /[^=!]=\s*["'`]plumbline-issuer["'`]/;
const ENGINE = /\bframe\.html\b/;

interface Script {
  /** What it names: to import, at once or later, to fetch ahead, to start as a worker. */
  readonly asks: readonly string[];
  readonly opensKey: boolean;
  readonly opensEngine: boolean;
}

/** The result of `make` for each key, made once. */
function once<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

const scriptAt = once((path): Script => {
  const file = fileAt(path);
  const code = file === undefined ? '' : readFileSync(file, 'utf8');
  // Which of the waker's late parts a page wakes stands in the page; of all others, whatever they name counts.
  const naming = /\/wake-island\./.test(path)
    ? /(?:^|[;}\n])import(?:[^'"`(]*from)?\s*["'`](\.\/[^"'`]+\.js)["'`]/g
    : /["'`](\.\/[^"'`/]+\.js)["'`]/g;
  const named = Array.from(code.matchAll(naming), ([, name = '']) => name);
  return {
    asks: named.map((name) => new URL(name, `https://site.test${path}`).pathname),
    opensKey: KEY.test(code),
    opensEngine: ENGINE.test(code),
  };
});
const partsOf = once(islandParts);

/** Every script that a page can ever load. */
function scriptsOf(html: string): readonly Script[] {
  const all = new Map<string, Script>();
  const next = [
    ...tags(html, 'script').flatMap(({ src }) => src ?? []),
    ...tags(html, 'astro-island').flatMap((tag) => tag['component-url'] ?? []),
    ...tags(html, 'div').flatMap(({ 'data-island': island }) =>
      island === undefined ? [] : partsOf(island),
    ),
  ];
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (all.has(path)) continue;
    const script = scriptAt(path);
    all.set(path, script);
    next.push(...script.asks);
  }
  return [...all.values()];
}

test('the issuer’s signing key is opened on one page, which can never load an engine; no page with an engine can open it', () => {
  const loaded = pages.map(({ path, html }) => ({ path, scripts: scriptsOf(html) }));
  const pagesWith = (what: 'opensKey' | 'opensEngine'): readonly string[] =>
    loaded.filter(({ scripts }) => scripts.some((one) => one[what])).map(({ path }) => path);
  const withKey = pagesWith('opensKey');
  const withEngine = pagesWith('opensEngine');
  assert.deepEqual(withKey, ['/issue/']);
  // The walk does find engines: of labs, and of who grades work again.
  for (const path of ['/labs/fingerprint-the-data/', '/regrade/', '/teach/'])
    assert.ok(withEngine.includes(path), path);
  assert.ok(!withEngine.includes('/issue/'));
  const alone = readFileSync('dist/issue/plumbline-issue.html', 'utf8');
  assert.match(alone, KEY);
  assert.doesNotMatch(alone, ENGINE);
});

test('learners’ work runs in documents of an opaque origin, which no storage and no key of the site belongs to', () => {
  for (const [name, may] of [
    ['frame.html', 'allow-scripts'],
    ['preview.html', 'allow-scripts allow-forms'],
  ] as const) {
    const html = readFileSync(join('dist/engine', name), 'utf8');
    const [inner] = tags(html, 'iframe');
    assert.equal(inner?.['sandbox'], may, `${name}: without allow-same-origin`);
    assert.equal(inner['src'], undefined, `${name}: what runs in it is written in it`);
    const policy = tags(html, 'meta').find((tag) => tag['http-equiv'] !== undefined)?.['content'];
    assert.match(policy ?? '', /^default-src 'none';/, name);
  }
});

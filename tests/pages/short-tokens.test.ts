import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  builtTokens,
  siteTokens,
  withBuiltTokens,
} from '../../src/components/site/short-tokens.ts';
import { filesOf, lessonPages } from './built-site.ts';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.css'),
);

test('a plain token that is declared once is written out, all others have short names in order', () => {
  const sheet =
    ':root {\n  --gap: 0.5rem;\n  --ink: light-dark(#000, #fff);\n  --pad: 2rem;\n  --focus: var(--ink);\n}';
  const tokens = builtTokens(
    sheet,
    `${sheet}\n@media print {\n  :root {\n    --pad: 1rem;\n  }\n}`,
  );
  assert.deepEqual(
    [...tokens.values],
    [
      ['--gap', '0.5rem'],
      ['--focus', 'var(--ink)'],
    ],
  );
  assert.deepEqual(
    [...tokens.names],
    [
      ['--ink', '--a'],
      ['--pad', '--b'],
    ],
  );
  assert.equal(
    withBuiltTokens('calc(var(--pad) + var(--gap)) var(--focus) var(--own, 1px)', tokens),
    'calc(var(--b) + 0.5rem) var(--a) var(--own, 1px)',
  );
});

test('no property of the sheets has a name that a built token may have', () => {
  for (const file of sources) {
    const css = readFileSync(join('src', file), 'utf8');
    assert.deepEqual(css.match(/--[a-z]{1,2}(?![\w-])/g), null, file);
  }
});

test('no token is left under its long name where others are under their short ones', () => {
  const read = (file: string): string => readFileSync(join('src', file), 'utf8');
  const { names, values } = builtTokens(
    read('styles/tokens.css') + read('styles/tokens-more.css'),
    sources.map(read).join('\n'),
  );
  const tokens = [...names.keys(), ...values.keys()];
  assert.ok(tokens.length > 60, `${tokens.length} tokens`);
  const built = filesOf('dist').filter((file) => /^_astro\/.*\.(?:css|js)$/.test(file));
  const texts = built.map((file) => [file, readFileSync(join('dist', file), 'utf8')] as const);
  for (const [place, text] of [
    ...texts,
    ...lessonPages.map(({ path, html }) => [path, html] as const),
  ])
    assert.deepEqual(
      (text.match(/var\(--[\w-]+/g) ?? []).filter((use) => tokens.includes(use.slice(4))),
      [],
      place,
    );
});

test("a lesson's page declares each token that it uses, no other, and its late sheet declares all", () => {
  const names = [...siteTokens().names.values()];
  const late =
    filesOf('dist').find((file) => /^_astro\/lesson-late\.[\w-]+\.css$/.test(file)) ?? '';
  const declaredIn = (css: string): string[] =>
    names.filter((name) => new RegExp(`[{;]${name}:`).test(css));
  assert.deepEqual(declaredIn(readFileSync(join('dist', late), 'utf8')), names);
  for (const { path, html } of lessonPages) {
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const used = names.filter((name) => html.includes(`var(${name})`));
    assert.deepEqual(declaredIn(style), used, path);
  }
});

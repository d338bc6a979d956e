import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFiles } from './source-files.ts';

/** One space for any white space, and straight quotation marks, as people type them. */
const plain = (text: string): string => text.replace(/[‘’]/g, "'").replace(/\s+/g, ' ');

/** What a guide calls by its name on a page: in italics, outside of code. */
function namedIn(markdown: string): readonly string[] {
  const prose = markdown.replace(/```[^]*?```/g, '').replace(/`[^`]*`/g, '');
  return Array.from(prose.matchAll(/(?<![\w*])_([^_]+?)_(?!\w)/g), ([, name = '']) => plain(name));
}

const pages = plain(
  sourceFiles(/^src\/(?:components|layouts|pages)\/.*\.(?:astro|ts|tsx)$/)
    .map(({ text }) => text.replace(/\{'\s+'\}/g, ' '))
    .join('\n'),
);

// Pages of hosts name what stands on the hosts' own.
for (const { path, text } of sourceFiles(
  /^docs\/(?:instructors|operators(?!\/hosting))\/.*\.md$/,
)) {
  test(`${path} calls buttons, fields and tabs as the pages do`, () => {
    assert.deepEqual(
      namedIn(text).filter((name) => !pages.includes(name)),
      [],
    );
  });
}

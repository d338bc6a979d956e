import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFiles } from './source-files.ts';

const MOST_LINES = 400;

/** Files that are longer, each with its reason. */
const LONGER: Readonly<Record<string, string>> = {};

test('a source file has at most 400 lines, or its reason stands here', () => {
  const long = sourceFiles(/^(?:src|labs|tests)\/.*\.(?:ts|tsx|mjs|astro|css|py)$/)
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES);
  assert.deepEqual(
    long
      .filter(({ path }) => !(path in LONGER))
      .map(({ path, lines }) => `${path}: ${lines} lines`),
    [],
  );
  const listed = long.map(({ path }) => path);
  assert.deepEqual(
    Object.keys(LONGER).filter((path) => !listed.includes(path)),
    [],
    'a file listed here is no longer too long: take its line away',
  );
});

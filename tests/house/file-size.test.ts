import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceFiles } from './source-files.ts';

const MOST_LINES = 400;

/** Files that are longer for a reason. */
const LONGER: Record<string, string> = {
  'src/engines/embedded/node/modules/assert.ts':
    "the calls of Node's assert and its error, one beside the other",
  'src/engines/embedded/node/modules/child-process.ts':
    "one class of Node's with the four calls that make it",
  'src/engines/embedded/node/modules/fs-sync.ts':
    "the calls of Node's fs, from which callbacks and promises are made",
  'src/engines/embedded/node/modules/test.ts': 'a test, its hooks and its context know each other',
};

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

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesOf } from './built-site.ts';

test('known-wrong answers and the author mode are no part of a built site', () => {
  const files = filesOf('dist');
  assert.ok(files.includes('labs/pin-the-data/solution.json'));
  assert.deepEqual(
    files.filter((file) => /(?:^|\/)answers\.json$/.test(file)),
    [],
  );
  const scripts = files.filter((file) => /\.(?:js|css)$/.test(file));
  assert.ok(scripts.length > 10);
  assert.deepEqual(
    scripts.filter((file) => readFileSync(join('dist', file), 'utf8').includes('author-bar')),
    [],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globMatcher } from '../../../../src/engines/embedded/kernel/glob.ts';

const PATHS = ['a.py', 'lib/b.py', 'lib/deep/c.txt', 'node_modules/x/y.js', 'lib/node_modules/z'];
const matched = (pattern: string) => PATHS.filter(globMatcher(pattern));

test('a glob matches names, folders with all in them, and paths', () => {
  assert.deepEqual(matched('*.py'), ['a.py', 'lib/b.py']);
  assert.deepEqual(matched('node_modules'), ['node_modules/x/y.js', 'lib/node_modules/z']);
  assert.deepEqual(matched('./lib/*.py'), ['lib/b.py']);
  assert.deepEqual(matched('**/*.{py,txt}'), ['a.py', 'lib/b.py', 'lib/deep/c.txt']);
  assert.deepEqual(matched('lib/**'), ['lib/b.py', 'lib/deep/c.txt', 'lib/node_modules/z']);
  assert.deepEqual(matched('?.py'), ['a.py', 'lib/b.py']);
  assert.deepEqual(matched('a+py'), []);
});

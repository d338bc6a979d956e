import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileOf } from '../../src/components/workbench/reading/markdown-links.ts';

test('a relative link leads to a file of the lab, and nothing else does', () => {
  assert.equal(fileOf('rules.md', 'docs/index.md'), 'docs/rules.md');
  assert.equal(fileOf('./a/b.md#part', 'README.md'), 'a/b.md');
  assert.equal(fileOf('../src/train.py', 'docs/index.md'), 'src/train.py');
  const elsewhere = [
    '../../x',
    'https://example.org/',
    'javascript:alert(1)',
    '/etc',
    '//x',
    '#a',
    '',
  ];
  assert.deepEqual(
    elsewhere.map((href) => fileOf(href, 'docs/index.md')),
    elsewhere.map(() => undefined),
  );
});

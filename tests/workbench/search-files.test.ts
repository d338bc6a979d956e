import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile, type FileTree } from '#container';
import { MOST_MATCHES, searchFiles } from '../../src/components/workbench/search/search-files.ts';

const TREE: FileTree = {
  'train.py': textFile('import csv\n\nSEED = 7\nprint(seed)\n'),
  'data/a.csv': textFile('id,seed\n1,2\n'),
  '.git/config': textFile('seed\n'),
  'model.bin': { kind: 'file', bytes: new Uint8Array([115, 101, 101, 100, 0]) },
  link: { kind: 'symlink', target: 'train.py' },
};

test('lines are found by file and number, without Git’s own files and what is not text', () => {
  const { matches, total, files } = searchFiles(TREE, 'seed');
  assert.deepEqual(
    matches.map(({ path, line, before, found, after }) => [path, line, before, found, after]),
    [
      ['data/a.csv', 1, 'id,', 'seed', ''],
      ['train.py', 3, '', 'SEED', ' = 7'],
      ['train.py', 4, 'print(', 'seed', ')'],
    ],
  );
  assert.deepEqual([total, files], [3, 2]);
});

test('a capital letter makes the search exact', () => {
  assert.deepEqual(
    searchFiles(TREE, 'SEED').matches.map(({ line }) => line),
    [3],
  );
});

test('a long line is cut around the find, and a long list is cut with the number of all', () => {
  const long = `${'x'.repeat(500)}needle${'y'.repeat(500)}`;
  const [match] = searchFiles({ 'a.txt': textFile(long) }, 'needle').matches;
  assert.equal(match?.before, `…${'x'.repeat(16)}`);
  assert.equal(match.after, `${'y'.repeat(80)}…`);
  const many = searchFiles({ 'a.txt': textFile('needle\n'.repeat(1_000)) }, 'needle');
  assert.deepEqual([many.matches.length, many.total], [MOST_MATCHES, 1_000]);
});

test('nothing is looked for, nothing is found', () => {
  assert.deepEqual(searchFiles(TREE, ''), { matches: [], total: 0, files: 0 });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile, type FileTree } from '#container';
import {
  fileRows,
  foldersAbove,
  moveInTree,
  shownName,
  typeAhead,
} from '../../src/components/workbench/file-rows.ts';

const TREE: FileTree = {
  'which.py': textFile(''),
  'data/b.csv': textFile(''),
  'data/a.csv': textFile(''),
  'data/deep/x.csv': textFile(''),
  '.git/HEAD': textFile(''),
  empty: { kind: 'folder' },
  now: { kind: 'symlink', target: 'data/a.csv' },
};
const rowsOf = (...open: string[]) => fileRows(TREE, new Set(open));
const paths = (...open: string[]) => rowsOf(...open).map(({ path }) => path);

test('folders stand first, each kind by name; closed folders hide what is in them; Git’s own is left out', () => {
  assert.deepEqual(paths(), ['data', 'empty', 'now', 'which.py']);
  assert.deepEqual(paths('data'), [
    'data',
    'data/deep',
    'data/a.csv',
    'data/b.csv',
    'empty',
    'now',
    'which.py',
  ]);
});

test('a row knows its level, its place among its siblings, and where a link leads', () => {
  assert.deepEqual(rowsOf('data')[2], {
    path: 'data/a.csv',
    label: 'a.csv',
    level: 2,
    kind: 'file',
    position: 2,
    siblings: 3,
  });
  assert.deepEqual(rowsOf()[2]?.linkTarget, 'data/a.csv');
  assert.deepEqual(rowsOf()[0]?.isOpen, false);
});

test('names that would lie to the eye are written out', () => {
  assert.equal(shownName('a\nb'), 'a\\u{a}b');
  assert.equal(shownName('cod\u202efdp.exe'), 'cod\\u{202e}fdp.exe');
  assert.equal(shownName('zero\u200bwidth'), 'zero\\u{200b}width');
  assert.equal(shownName('Żółć 数据 é.csv'), 'Żółć 数据 é.csv');
});

test('arrows move as in the WAI-ARIA tree pattern', () => {
  const rows = rowsOf('data');
  assert.deepEqual(moveInTree(rows, 'data', 'ArrowDown'), { focus: 'data/deep' });
  assert.deepEqual(moveInTree(rows, 'data', 'ArrowUp'), undefined);
  assert.deepEqual(moveInTree(rows, 'data', 'ArrowRight'), { focus: 'data/deep' });
  assert.deepEqual(moveInTree(rows, 'empty', 'ArrowRight'), { open: 'empty' });
  assert.deepEqual(moveInTree(rows, 'data', 'ArrowLeft'), { close: 'data' });
  assert.deepEqual(moveInTree(rows, 'data/a.csv', 'ArrowLeft'), { focus: 'data' });
  assert.deepEqual(moveInTree(rows, 'which.py', 'ArrowDown'), undefined);
  assert.deepEqual(moveInTree(rows, 'which.py', 'Home'), { focus: 'data' });
  assert.deepEqual(moveInTree(rows, 'data', 'End'), { focus: 'which.py' });
  assert.deepEqual(moveInTree(rows, 'gone', 'ArrowDown'), { focus: 'data' });
  assert.deepEqual(moveInTree(rows, 'data', 'x'), undefined);
});

test('typing goes to the next name that begins so, round the end; more letters stay where they fit', () => {
  const rows = rowsOf('data');
  assert.equal(typeAhead(rows, 'data', 'w'), 'which.py');
  assert.equal(typeAhead(rows, 'which.py', 'D'), 'data');
  assert.equal(typeAhead(rows, 'data', 'd'), 'data/deep');
  assert.equal(typeAhead(rows, 'data/deep', 'de'), 'data/deep');
  assert.equal(typeAhead(rows, 'data', 'zz'), undefined);
});

test('the folders above a path come from the top', () => {
  assert.deepEqual(foldersAbove('a/b/c.py'), ['a', 'a/b']);
  assert.deepEqual(foldersAbove('c.py'), []);
});

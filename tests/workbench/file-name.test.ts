import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile, type FileTree } from '#container';
import {
  newPathFault,
  sizeInWords,
  uploadFault,
} from '../../src/components/workbench/file-name.ts';

const TREE: FileTree = {
  'a.py': textFile(''),
  'data/b.csv': textFile(''),
  empty: { kind: 'folder' },
};

test('a name that can be used has no fault, also in a folder that is not there yet', () => {
  for (const path of ['b.py', 'data/c.csv', 'new/deep/x', 'empty/x', 'naïve 数据.txt']) {
    assert.equal(newPathFault(TREE, path), undefined, path);
  }
});

test('each bad name is refused with what is wrong and what to do', () => {
  const faults = Object.fromEntries(
    ['', '../x', '/x', 'a//b', 'a\nb', 'a.py', 'data', 'a.py/x', '.git/config'].map((path) => [
      path,
      newPathFault(TREE, path),
    ]),
  );
  const rule = 'Use a name inside the lab, with “/” between folders.';
  assert.deepEqual(faults, {
    '': 'A name is missing. Type one.',
    '../x': `“../x” cannot be used: it has the part "..". ${rule}`,
    '/x': `“/x” cannot be used: it begins with "/". ${rule}`,
    'a//b': `“a//b” cannot be used: it has an empty part ("//" or a "/" at the end). ${rule}`,
    'a\nb': `“a\\u{a}b” cannot be used: it has a control character. ${rule}`,
    'a.py': '“a.py” is there already. Choose another name.',
    data: '“data” is there already. Choose another name.',
    'a.py/x': '“a.py” is a file, so nothing can lie inside it.',
    '.git/config': '“.git” belongs to Git. Change it with git in the terminal.',
  });
});

test('a thing that is renamed does not stand in its own way, and goes not into itself', () => {
  assert.equal(newPathFault(TREE, 'a.py', 'a.py'), undefined);
  assert.equal(newPathFault(TREE, 'data2', 'data'), undefined);
  assert.equal(newPathFault(TREE, 'data/inner', 'data'), 'A folder cannot be moved into itself.');
});

test('an upload of 200 MB is refused with both sizes; nothing is half added', () => {
  assert.equal(
    uploadFault('big.bin', 200_000_000),
    '“big.bin” has 200 MB; a lab takes files up to 67 MB. It was not added.',
  );
  assert.equal(uploadFault('small.bin', 1000), undefined);
  assert.equal(
    uploadFault('a\u0007.txt', 10),
    '“a\\u{7}.txt” was not added: it has a control character. Rename it on your device, then add it again.',
  );
});

test('sizes are said as people read them', () => {
  assert.deepEqual([0, 1, 999, 1400, 64_000, 2_000_000, 67_108_864].map(sizeInWords), [
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.4 kB',
    '64 kB',
    '2 MB',
    '67 MB',
  ]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareCodePoints, directoryDigest, directoryObject, md5Hex } from '#formats';

const md5 = (text: string) => md5Hex(new TextEncoder().encode(text));

test('the object of the published example is the published text, and so is its digest', () => {
  // curriculum.md 4.1, "Golden".
  const entries = [
    { relpath: 'train.csv', md5: md5('a,b\n1,2\n') },
    { relpath: 'holdout.csv', md5: md5('a,b\n3,4\n') },
  ];
  assert.equal(
    directoryObject(entries),
    '[{"md5": "b2bfedbf7a0f5bf84cea4ab7fc2fe2f5", "relpath": "holdout.csv"}, ' +
      '{"md5": "e5ebd4c02cefbe7955977c67ada242b7", "relpath": "train.csv"}]',
  );
  assert.equal(directoryDigest(entries), 'ef23c32f645d7c44a982ba988bf3f443.dir');
});

test('a folder without files is the empty list', () => {
  assert.equal(directoryObject([]), '[]');
  assert.equal(directoryDigest([]), 'd751713988987e9331980363e24189ce.dir');
});

test('names outside ASCII are escaped as Python escapes them', () => {
  // python3: json.dumps([{"md5": "0", "relpath": 'ü "\\\x7f\t🚲'}], sort_keys=True)
  assert.equal(
    directoryObject([{ relpath: 'ü "\\\x7f\t🚲', md5: '0' }]),
    '[{"md5": "0", "relpath": "\\u00fc \\"\\\\\\u007f\\t\\ud83d\\udeb2"}]',
  );
});

test('entries are ordered by code point, not by folder and not by UTF-16 unit', () => {
  const names = ['a/z', 'a.csv', 'a', 'B', '🚲', '\uff5e', 'a-1'];
  assert.deepEqual(names.sort(compareCodePoints), [
    'B',
    'a',
    'a-1',
    'a.csv',
    'a/z',
    '\uff5e',
    '🚲',
  ]);
});

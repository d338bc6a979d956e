import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromJsonTree, textFile, toJsonTree, type FileTree, type JsonTree } from '#container';

test('a tree goes through JSON byte for byte', () => {
  const tree: FileTree = {
    'a.txt': textFile('one\r\ntwo\n'),
    'bom.txt': { kind: 'file', bytes: new Uint8Array([0xef, 0xbb, 0xbf, 0x61]) },
    'x.bin': { kind: 'file', bytes: new Uint8Array([0, 200, 255]), executable: true },
    'link.txt': { kind: 'symlink', target: '../a.txt' },
    empty: { kind: 'folder' },
  };
  const json = JSON.parse(JSON.stringify(toJsonTree(tree))) as JsonTree;
  assert.deepEqual(fromJsonTree(json), tree);
  assert.deepEqual(json['x.bin'], { base64: 'AMj/', executable: true });
  assert.deepEqual(json['a.txt'], { text: 'one\r\ntwo\n' });
});

test('an entry of an unknown kind is an error, not an empty file', () => {
  const json = { 'a.txt': { newer: 1 } } as unknown as JsonTree;
  assert.throws(() => fromJsonTree(json), { name: 'FileUnreadable' });
});

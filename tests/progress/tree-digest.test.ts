import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFile } from '#container';
import { digestOf, sameEntry, treeDigest } from '#progress';

test('a digest is SHA-256 in lower-case hexadecimal', () => {
  assert.equal(
    digestOf(new TextEncoder().encode('abc')),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('a tree’s digest does not depend on the order of its paths, nor on Git’s index', () => {
  const a = { 'a.txt': textFile('a'), 'b.txt': textFile('b') };
  const b = { 'b.txt': textFile('b'), '.git/index': textFile('x'), 'a.txt': textFile('a') };
  assert.equal(treeDigest(a), treeDigest(b));
});

test('contents, names, modes, link targets and empty folders each change a tree’s digest', () => {
  const digests = [
    treeDigest({ a: textFile('1') }),
    treeDigest({ a: textFile('2') }),
    treeDigest({ b: textFile('1') }),
    treeDigest({ a: { kind: 'file', bytes: new TextEncoder().encode('1'), executable: true } }),
    treeDigest({ a: { kind: 'symlink', target: '1' } }),
    treeDigest({ a: { kind: 'symlink', target: '2' } }),
    treeDigest({ a: { kind: 'folder' } }),
  ];
  assert.equal(new Set(digests).size, digests.length);
});

test('entries are the same when kind, bytes, mode and target are', () => {
  assert.equal(sameEntry(textFile('a'), textFile('a')), true);
  assert.equal(sameEntry(textFile('a'), textFile('b')), false);
  assert.equal(sameEntry(textFile('a'), undefined), false);
  assert.equal(sameEntry({ kind: 'folder' }, { kind: 'symlink', target: 'x' }), false);
  assert.equal(
    sameEntry(textFile('a'), { kind: 'file', bytes: new Uint8Array([97]), executable: true }),
    false,
  );
});

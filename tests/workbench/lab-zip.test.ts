import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { textFile, type FileTree } from '#container';
import { unzipWork, zipWork } from '../../src/components/workbench/lab-zip.ts';

const ABOUT = {
  lab: 'fingerprint-the-data',
  labVersion: '1.0.0',
  seed: 'fingerprint-the-data-abc',
  savedAt: '2026-11-23T09:41:07.000Z',
};
const TREE: FileTree = {
  'a.py': textFile('print(1)\n'),
  '.git/HEAD': textFile('ref: refs/heads/main\n'),
  'run.sh': { kind: 'file', bytes: strToU8('#!/bin/sh\n'), executable: true },
  'naïve 数据.bin': { kind: 'file', bytes: new Uint8Array([0, 255, 13, 10]) },
  empty: { kind: 'folder' },
  now: { kind: 'symlink', target: 'a.py' },
};

test('work that is saved to a file comes back whole: bytes, modes, links, empty folders, repository', () => {
  const { tree, about } = unzipWork(zipWork(TREE, ABOUT));
  assert.deepEqual(tree, TREE);
  assert.deepEqual(about, {
    format: 'plumbline-work',
    ...ABOUT,
    executable: ['run.sh'],
    links: { now: 'a.py' },
  });
});

test('a ZIP from elsewhere is taken as its files lie', () => {
  const { tree, about } = unzipWork(zipSync({ 'x/y.txt': strToU8('y') }));
  assert.deepEqual(tree, { 'x/y.txt': textFile('y') });
  assert.equal(about, undefined);
});

test('what is no ZIP, or a torn one, is refused', () => {
  assert.throws(() => unzipWork(strToU8('hello')), { name: 'WorkFileUnreadable' });
  const torn = zipWork(TREE, ABOUT).slice(0, 200);
  assert.throws(() => unzipWork(torn), { name: 'WorkFileUnreadable' });
});

test('a ZIP whose paths leave the lab is refused', () => {
  assert.throws(() => unzipWork(zipSync({ '../outside.txt': strToU8('x') })), {
    name: 'PathNotAllowed',
    message: /"\.\.\/outside\.txt"/,
  });
});

test('a ZIP that would unpack to more than 256 MB is refused before it is unpacked', () => {
  const zip = zipSync({ 'zeros.bin': new Uint8Array(1000) });
  // The size that the directory of the ZIP claims, at the end of the file.
  const view = new DataView(zip.buffer, zip.byteOffset);
  const directory = view.getUint32(zip.length - 6, true);
  view.setUint32(directory + 24, 300 * 2 ** 20, true);
  assert.throws(() => unzipWork(zip), { name: 'WorkFileTooLarge' });
});

test('a description that is not ours is refused', () => {
  const zip = zipSync({ 'plumbline-lab.json': strToU8('{"format":"other"}') });
  assert.throws(() => unzipWork(zip), { name: 'WorkFileUnreadable' });
});

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

const refusal = (why: string) => ({
  name: 'WorkFileUnreadable',
  message: new RegExp(`^This file cannot be read: ${why}\\.`),
});

test('what is no ZIP is refused, and so is one that was cut anywhere', () => {
  assert.throws(() => unzipWork(strToU8('hello')), refusal('it is not a ZIP file'));
  assert.throws(() => unzipWork(new Uint8Array(0)), refusal('it is not a ZIP file'));
  const whole = zipWork(TREE, ABOUT);
  for (let cut = 2; cut < whole.length; cut += 1) {
    assert.throws(
      () => unzipWork(whole.slice(0, cut)),
      refusal('it is a ZIP file of which the end is missing'),
      `cut after ${cut} bytes`,
    );
  }
});

test('a ZIP in which a byte has changed is never taken for another work', () => {
  const whole = zipWork(TREE, ABOUT);
  for (let at = 0; at < whole.length; at += 1) {
    const broken = whole.slice();
    broken[at] = (broken[at] ?? 0) ^ 0x10;
    let contents: unknown;
    try {
      contents = Object.fromEntries(
        Object.entries(unzipWork(broken).tree).flatMap(([path, entry]) =>
          entry.kind === 'file' ? [[path, entry.bytes]] : [],
        ),
      );
    } catch (error) {
      assert.match((error as Error).name, /^(?:WorkFile|PathNotAllowed)/);
      continue;
    }
    // Names, times and modes have no checksum; contents have.
    for (const [path, bytes] of Object.entries(contents as Record<string, Uint8Array>)) {
      const known = TREE[path];
      if (known?.kind === 'file') assert.deepEqual(bytes, known.bytes, `byte ${at}`);
    }
  }
});

test('a ZIP that is packed in an unknown way is refused in words', () => {
  const zip = zipSync({ 'a.txt': strToU8('a') });
  const view = new DataView(zip.buffer, zip.byteOffset);
  view.setUint16(view.getUint32(zip.length - 6, true) + 10, 14, true);
  assert.throws(
    () => unzipWork(zip),
    refusal('"a\\.txt" in it is packed in a way that is not known here'),
  );
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

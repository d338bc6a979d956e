import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { saveHandIn } from '../../src/components/workbench/hand-in/save-hand-in.ts';

const chosen = globalThis as { showDirectoryPicker?: unknown };
afterEach(() => delete chosen.showDirectoryPicker);

const refused = (words: string, name: string): (() => Promise<never>) => {
  return () => Promise.reject(new DOMException(words, name));
};

/** A folder in memory that answers as the browser's does. */
function folderOf(files: Map<string, Uint8Array>): unknown {
  const writable = (name: string): unknown => ({
    write: (data: Uint8Array) => Promise.resolve(files.set(name, data)),
    close: () => Promise.resolve(),
  });
  return {
    name: 'shared',
    getFileHandle: (name: string, { create }: { create: boolean }) =>
      create || files.has(name)
        ? Promise.resolve({ createWritable: () => Promise.resolve(writable(name)) })
        : refused('No such file.', 'NotFoundError')(),
  };
}
const receipt = (fileName: string): { id: string; fileName: string } => ({ id: 'r1', fileName });

test('a hand-in that has the name of a file in the folder gets a name of its own, before its kind', async () => {
  const files = new Map<string, Uint8Array>();
  chosen.showDirectoryPicker = () => Promise.resolve(folderOf(files));
  const name = 'pin-the-data.lina.2026-11-26-100507.submission.zip';
  for (const byte of [1, 2, 3]) {
    const kept = await saveHandIn('folder', receipt(name), Uint8Array.of(byte));
    assert.ok(kept);
    assert.equal(kept.saved, `Written to “shared” as ${kept.receipt.fileName}.`);
    assert.deepEqual(files.get(kept.receipt.fileName), Uint8Array.of(byte));
  }
  assert.deepEqual(
    [...files.keys()],
    ['', '-2', '-3'].map((number) => `pin-the-data.lina.2026-11-26-100507${number}.submission.zip`),
  );
});

test('an exam’s file of the same try goes beside the first', async () => {
  const files = new Map([['l1-1-lina.exam.json', Uint8Array.of(9)]]);
  chosen.showDirectoryPicker = () => Promise.resolve(folderOf(files));
  const kept = await saveHandIn('folder', receipt('l1-1-lina.exam.json'), Uint8Array.of(1));
  assert.equal(kept?.receipt.fileName, 'l1-1-lina-2.exam.json');
  assert.deepEqual(files.get('l1-1-lina.exam.json'), Uint8Array.of(9));
});

test('no folder chosen saves nothing; a folder that refuses is an error', async () => {
  chosen.showDirectoryPicker = refused('The choice was called off.', 'AbortError');
  assert.equal(await saveHandIn('folder', receipt('a.exam.json'), Uint8Array.of(1)), undefined);
  const closed = { name: 'shared', getFileHandle: refused('Not yours.', 'NotAllowedError') };
  chosen.showDirectoryPicker = () => Promise.resolve(closed);
  await assert.rejects(saveHandIn('folder', receipt('a.exam.json'), Uint8Array.of(1)), {
    name: 'NotAllowedError',
  });
});

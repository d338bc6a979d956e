import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { binaryFile, textFile, type FileTree } from '#container';
import {
  createMemoryStore,
  deleteKeptCopies,
  digestOf,
  dropUnusedBlobs,
  EMPTY_VIEW,
  listKeptCopies,
  readKeptTree,
  readLabWork,
  WorkWriter,
  type Change,
  type LabWorkFacts,
  type RecordStore,
} from '#progress';

const facts: LabWorkFacts = {
  lab: 'pin',
  labVersion: '1.0.0',
  labDigest: 'd',
  seed: 'pin-abc',
  begunAt: '2026-11-23T09:00:00.000Z',
  origin: {},
  startDigest: 's',
  view: EMPTY_VIEW,
  hintsOpened: {},
  solutionUnlocked: false,
  solutionSeen: false,
};
const NOW = new Date('2026-11-23T09:41:07.000Z');

/** A store that remembers which keys each write touched. */
function watched(): { store: RecordStore; writes: string[][] } {
  const store = createMemoryStore();
  const writes: string[][] = [];
  const write = (changes: readonly Change[]) => {
    writes.push(changes.map(({ shelf, key }) => `${shelf} ${key}`));
    return store.write(changes);
  };
  return { store: { ...store, write }, writes };
}

const TREE: FileTree = {
  'a.txt': textFile('one'),
  'run.sh': { kind: 'file', bytes: new Uint8Array([1, 2]), executable: true },
  'to-a': { kind: 'symlink', target: 'a.txt' },
  empty: { kind: 'folder' },
};

test('a saved tree comes back byte for byte, with modes, links and empty folders', async () => {
  const { store } = watched();
  await new WorkWriter(store, 'pin').save(facts, TREE, NOW);
  const back = await readLabWork(store, 'pin');
  assert.deepEqual(back?.tree, TREE);
  assert.equal(back.work.savedAt, '2026-11-23T09:41:07.000Z');
  assert.equal(await readLabWork(store, 'other'), undefined);
});

test('files named like parts of JavaScript are kept like any other', async () => {
  const { store } = watched();
  const tree = Object.fromEntries(
    ['__proto__', 'constructor', 'toString'].map((name) => [name, textFile(name)]),
  );
  await new WorkWriter(store, 'pin').save(facts, tree, NOW);
  const back = (await readLabWork(store, 'pin'))?.tree ?? {};
  assert.deepEqual(Object.entries(back), Object.entries(tree));
});

test('a save writes the contents that changed and the work, in one write', async () => {
  const { store, writes } = watched();
  const writer = new WorkWriter(store, 'pin');
  await writer.save(facts, TREE, NOW);
  writes.length = 0;
  await writer.save(facts, { ...TREE, 'a.txt': textFile('two') }, NOW);
  const two = digestOf(new TextEncoder().encode('two'));
  assert.deepEqual(writes, [[`blobs pin/${two}`, 'works pin']]);
});

test('equal bytes in a new array are not written again, nor is the same content under another name', async () => {
  const { store, writes } = watched();
  const writer = new WorkWriter(store, 'pin');
  await writer.save(facts, TREE, NOW);
  writes.length = 0;
  await writer.save(facts, { 'a.txt': textFile('one'), 'b.txt': textFile('one') }, NOW);
  assert.deepEqual(writes, [['works pin']]);
});

test('a writer that continues from what was read writes only what differs', async () => {
  const { store, writes } = watched();
  await new WorkWriter(store, 'pin').save(facts, TREE, NOW);
  const back = await readLabWork(store, 'pin');
  assert.ok(back);
  writes.length = 0;
  const saved = { tree: back.tree, kept: back.work.files };
  await new WorkWriter(store, 'pin', saved).save(facts, TREE, NOW);
  assert.deepEqual(writes, [['works pin']]);
});

test('contents are stored without the larger buffer that they are a view of', async () => {
  const { store } = watched();
  const large = new Uint8Array(1000).fill(7);
  await new WorkWriter(store, 'pin').save(facts, { x: binaryFile(large.subarray(10, 12)) }, NOW);
  const [blob] = [...(await store.all('blobs')).values()];
  assert.deepEqual([blob?.byteLength, blob?.buffer.byteLength], [2, 2]);
});

test('after a failed save the next one still writes what the failed one did not', async () => {
  const memory = createMemoryStore();
  let full = true;
  const store: RecordStore = {
    ...memory,
    write: (changes) => (full ? Promise.reject(new Error('full')) : memory.write(changes)),
  };
  const writer = new WorkWriter(store, 'pin');
  await assert.rejects(writer.save(facts, TREE, NOW), /full/);
  full = false;
  await writer.save(facts, TREE, NOW);
  assert.deepEqual((await readLabWork(store, 'pin'))?.tree, TREE);
});

test('a kept copy outlives changes of the work; what nothing refers to is dropped', async () => {
  const { store } = watched();
  const writer = new WorkWriter(store, 'pin');
  await writer.save(facts, TREE, NOW);
  const about = { reason: 'Before the reset of the lab', labVersion: '1.0.0' };
  const copy = await writer.keepCopy(TREE, about, NOW);
  const second = await writer.keepCopy(TREE, about, NOW);
  assert.notEqual(copy.id, second.id);
  await writer.save(facts, { 'a.txt': textFile('three') }, NOW);
  assert.equal(await dropUnusedBlobs(store, 'pin'), 0);
  assert.deepEqual(await readKeptTree(store, 'pin', copy.files), TREE);
  assert.deepEqual(
    (await listKeptCopies(store, 'pin')).map(({ id }) => id),
    [second.id, copy.id],
  );
  await deleteKeptCopies(store, 'pin', [copy.id, second.id]);
  assert.deepEqual(await store.keys('blobs'), [
    `pin/${digestOf(new TextEncoder().encode('three'))}`,
  ]);
});

test('a save whose contents are gone is an error that names the file', async () => {
  const { store } = watched();
  await new WorkWriter(store, 'pin').save(facts, TREE, NOW);
  const keys = await store.keys('blobs');
  await store.write(keys.map((key) => ({ shelf: 'blobs', key, gone: true })));
  await assert.rejects(readLabWork(store, 'pin'), {
    name: 'SavedFileMissing',
    message: /"a\.txt"/,
  });
});

test('labs do not see each other, even where one id begins with the other', async () => {
  const { store } = watched();
  await new WorkWriter(store, 'pin').save(facts, TREE, NOW);
  await new WorkWriter(store, 'pin-two').save({ ...facts, lab: 'pin-two' }, TREE, NOW);
  assert.equal(await dropUnusedBlobs(store, 'pin'), 0);
  assert.deepEqual((await readLabWork(store, 'pin-two'))?.tree, TREE);
});

test('a write that is cut after any of its steps leaves the work as it was before or after it', async () => {
  // The browser writes all or nothing; this holds even where one does not.
  const second: FileTree = {
    ...TREE,
    'a.txt': textFile('two'),
    'b.txt': textFile('new'),
    'run.sh': { kind: 'folder' },
  };
  const third: FileTree = { 'b.txt': textFile('new'), 'c.txt': textFile('one') };
  for (let cut = 0; ; cut += 1) {
    const store = createMemoryStore();
    let left = Infinity;
    const torn: RecordStore = {
      ...store,
      async write(changes) {
        const done = changes.slice(0, left);
        left -= done.length;
        await store.write(done);
        if (done.length < changes.length) throw new Error('the browser crashed');
      },
    };
    const writer = new WorkWriter(torn, 'pin');
    await writer.save(facts, TREE, NOW);
    const copy = await writer.keepCopy(TREE, { reason: 'before', labVersion: '1.0.0' });
    left = cut;
    let saved: FileTree = TREE;
    let begun = TREE;
    try {
      for (const tree of [second, third, TREE]) {
        begun = tree;
        await writer.save(facts, tree, NOW);
        saved = tree;
        await dropUnusedBlobs(torn, 'pin');
      }
    } catch {
      // A new page reads what the crashed one left, and works on from there.
    }
    const found = await readLabWork(store, 'pin');
    assert.ok(found);
    const isWhole = [saved, begun].some((tree) => isDeepStrictEqual(found.tree, tree));
    assert.ok(isWhole, `cut after ${cut} steps`);
    assert.deepEqual(await readKeptTree(store, 'pin', copy.files), TREE);
    const next = new WorkWriter(store, 'pin', { tree: found.tree, kept: found.work.files });
    await dropUnusedBlobs(store, 'pin');
    await next.save(facts, third, NOW);
    assert.deepEqual((await readLabWork(store, 'pin'))?.tree, third);
    if (left > 0) break;
  }
});

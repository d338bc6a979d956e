import assert from 'node:assert/strict';
import { test } from 'node:test';
import 'fake-indexeddb/auto';
import { textFile } from '#container';
import {
  dropUnusedBlobs,
  EMPTY_VIEW,
  openIndexedDbStore,
  readLabWork,
  WorkWriter,
  type LabWorkFacts,
} from '#progress';

const FACTS: LabWorkFacts = {
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

test('a save while unused contents are dropped keeps all that it names, whenever it comes', async () => {
  for (let turns = 0; turns < 30; turns += 1) {
    const store = await openIndexedDbStore(`dropped-${turns}`);
    const writer = new WorkWriter(store, 'pin');
    await writer.save(FACTS, { 'a.txt': textFile('one') });
    const dropped = dropUnusedBlobs(store, 'pin');
    for (let turn = 0; turn < turns; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
    const tree = { 'a.txt': textFile('two') };
    await writer.save(FACTS, tree);
    await dropped;
    assert.deepEqual((await readLabWork(store, 'pin'))?.tree, tree, `after ${turns} turns`);
    store.close();
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handInKey, type HandIn, type HandInKey, type StoreChange } from '#cohort';
import { watchHandIns } from '../../src/components/teach/desk/watch-hand-ins.ts';
import { handInOf, LINA } from './register/example-cohort.ts';

const IDS = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A store of three hand-ins that counts how often all of them are read. */
function setUp() {
  const kept = new Map<string, HandIn>();
  for (const id of IDS) {
    const handIn = handInOf(LINA, id, `${id[0] ?? ''}.zip`);
    kept.set(handInKey(handIn), handIn);
  }
  const reads = { whole: 0, one: 0 };
  let listener: (change: StoreChange) => void = () => assert.fail('nobody listens');
  const store = {
    handIns: () => {
      reads.whole += 1;
      return Promise.resolve([...kept.values()]);
    },
    handIn: (key: HandInKey) => {
      reads.one += 1;
      return Promise.resolve(kept.get(handInKey(key)));
    },
    onChange: (wanted: typeof listener) => {
      listener = wanted;
      return () => (listener = () => undefined);
    },
  };
  const [first] = kept.values();
  assert.ok(first);
  const { cohort } = first;
  const told: (readonly HandIn[])[] = [];
  const faults: string[] = [];
  const watch = () =>
    watchHandIns(
      store,
      cohort,
      (handIns) => told.push(handIns),
      ({ message }) => faults.push(message),
    );
  const note = (words: string): void => {
    const changed = { ...first, notes: [words] };
    kept.set(handInKey(first), changed);
    listener({ cohort, handIn: changed });
  };
  return { watch, note, told, faults, reads, kept, first, store, tell: () => listener };
}

const notes = (handIns: readonly HandIn[] | undefined) =>
  handIns?.map((one) => one.notes.join()).join('|');

test('one hand-in that changes is read alone, and stands in its place', async () => {
  const { watch, note, told, reads } = setUp();
  watch();
  await settle();
  note('once');
  await settle();
  note('twice');
  await settle();
  assert.deepEqual(told.map(notes), ['||', 'once||', 'twice||']);
  assert.deepEqual(reads, { whole: 1, one: 2 });
});

test('one that comes is read alone, stands where the store has it, and leaves the others the objects that they were', async () => {
  const { watch, told, reads, kept, first, tell } = setUp();
  watch();
  await settle();
  for (const id of ['0'.repeat(64), 'ba'.repeat(32), 'f'.repeat(64)]) {
    const handIn = { ...first, bundleSha256: id };
    kept.set(handInKey(handIn), handIn);
    tell()({ cohort: first.cohort, handIn });
    await settle();
  }
  assert.deepEqual(
    told.at(-1)?.map(({ bundleSha256 }) => bundleSha256.slice(0, 2)),
    ['00', 'aa', 'ba', 'bb', 'cc', 'ff'],
  );
  assert.deepEqual(reads, { whole: 1, one: 3 });
  assert.ok(told[0]?.every((one) => told.at(-1)?.includes(one)));
});

test('a change while the whole is read is not lost, and comes after it', async () => {
  const { watch, note, told } = setUp();
  watch();
  note('early');
  await settle();
  assert.equal(notes(told.at(-1)), 'early||');
  assert.equal(told.length, 2);
});

test('one that is gone is left out; other cohorts and later changes are none of its business', async () => {
  const { watch, told, kept, first, tell } = setUp();
  const stop = watch();
  await settle();
  kept.delete(handInKey(first));
  tell()({ cohort: first.cohort, handIn: first });
  tell()({ cohort: 'c-other', handIn: { ...first, cohort: 'c-other' } });
  tell()({ cohort: first.cohort });
  await settle();
  assert.deepEqual(
    told.map(({ length }) => length),
    [3, 2],
  );
  stop();
  tell()({ cohort: first.cohort, handIn: first });
  await settle();
  assert.equal(told.length, 2);
});

test('a store that does not answer is told in its own words', async () => {
  const { store, faults } = setUp();
  const broken = { ...store, handIns: () => Promise.reject(new Error('gone')) };
  watchHandIns(
    broken,
    'c',
    () => assert.fail('nothing was read'),
    ({ message }) => faults.push(message),
  );
  await settle();
  assert.deepEqual(faults, ['gone']);
});

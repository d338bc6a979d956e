import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import 'fake-indexeddb/auto';
import {
  exportCohort,
  openCohortStore,
  readCohortFile,
  withLearner,
  type CohortStore,
  type HandIn,
} from '#cohort';
import { COHORT, handInOf, LINA, NOOR } from '../register/example-cohort.ts';

let count = 0;
async function withStore(work: (store: CohortStore, name: string) => Promise<void>): Promise<void> {
  const name = `cohorts-${(count += 1)}`;
  const store = await openCohortStore(name);
  try {
    await work(store, name);
  } finally {
    store.close();
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const LINAS = new TextEncoder().encode('LINA-WORK '.repeat(100));
const NOORS = new TextEncoder().encode('NOOR-WORK '.repeat(100));
const linas: HandIn = handInOf(LINA, sha256(LINAS), 'pin-the-data.p-1a2b3c4d.submission.zip');
const noors: HandIn = {
  ...handInOf(NOOR, sha256(NOORS), 'pin-the-data.noor.submission.zip'),
  notes: [
    `Its files are those of "${linas.fileName}", byte for byte, under the id "${LINA.id}".`,
    'A later hand-in of the same lab came: "x.submission.zip".',
  ],
};
const aside = {
  cohort: COHORT.id,
  receivedAt: '2026-11-09T10:00:00.000Z',
  reason: 'No ZIP.',
} as const;

async function fill(store: CohortStore): Promise<void> {
  await store.add(COHORT);
  await store.collect(
    [
      { handIn: linas, bytes: LINAS },
      { handIn: noors, bytes: NOORS },
    ],
    [
      {
        ...aside,
        sha256: '1'.repeat(64),
        fileName: 'Lina Muller_77_file/x.zip',
        list: 'unreadable',
      },
      {
        ...aside,
        sha256: '2'.repeat(64),
        fileName: 'other.zip',
        list: 'duplicate',
        learner: LINA.id,
      },
      { ...aside, sha256: '3'.repeat(64), fileName: 'readme.txt', list: 'unreadable' },
    ],
  );
}

/** Everything that lies in the database, past our own code, as one text. */
async function raw(name: string): Promise<string> {
  const request = indexedDB.open(name);
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('The database does not open.'));
  });
  const texts: string[] = [];
  for (const shelf of database.objectStoreNames) {
    const store = database.transaction(shelf).objectStore(shelf);
    for (const asked of [store.getAllKeys(), store.getAll()]) {
      const found = await new Promise<readonly unknown[]>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(new Error('It cannot be read.'));
      });
      for (const value of found) {
        texts.push(
          value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value),
        );
      }
    }
  }
  database.close();
  return texts.join('\n');
}

test('a cohort is kept once, read as it was, and listed by name', () =>
  withStore(async (store) => {
    await store.add(COHORT);
    await store.add({ ...COHORT, id: 'c-other', name: 'Another', assignments: [] });
    assert.deepEqual(await store.cohort(COHORT.id), COHORT);
    assert.deepEqual(
      (await store.cohorts()).map(({ name }) => name),
      ['Another', COHORT.name],
    );
    await assert.rejects(store.add(COHORT), { name: 'CohortKept' });
    await assert.rejects(store.cohort('c-none'), { name: 'NotKept' });
  }));

test('changes from many sides are all kept: none overwrites another', () =>
  withStore(async (store, name) => {
    await store.add({ ...COHORT, learners: [] });
    const other = await openCohortStore(name);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? store : other).update(COHORT.id, (cohort) =>
          withLearner(cohort, { ...NOOR, id: `p-${index}` }),
        ),
      ),
    );
    other.close();
    assert.equal((await store.cohort(COHORT.id)).learners.length, 20);
  }));

test('a change that does not fit is refused, and what stood stands', () =>
  withStore(async (store) => {
    await store.add(COHORT);
    const twice = (await store.cohort(COHORT.id)).learners.concat(LINA);
    await assert.rejects(
      store.update(COHORT.id, (cohort) => ({ ...cohort, learners: twice })),
      { name: 'CohortNotPossible' },
    );
    assert.deepEqual(await store.cohort(COHORT.id), COHORT);
  }));

test('the same files collected twice are kept once, and what was graded meanwhile stays', () =>
  withStore(async (store) => {
    await fill(store);
    const comment = {
      id: 'one',
      text: 'Look at line 3.',
      by: 'Ada',
      at: '2026-11-10T09:00:00.000Z',
    };
    await store.updateHandIn(linas, (handIn) => ({ ...handIn, comments: [comment] }));
    assert.equal(await store.collect([{ handIn: linas, bytes: LINAS }], []), 0);
    assert.deepEqual((await store.handIn(linas))?.comments, [comment]);
    assert.deepEqual(await store.bundle(linas), LINAS);
    assert.deepEqual(await store.handIns(COHORT.id, NOOR.id), [noors]);
  }));

test('an archived cohort takes no change until it is opened again', () =>
  withStore(async (store) => {
    await fill(store);
    await store.archive(COHORT.id, new Date('2026-12-01T00:00:00Z'));
    const change = () => store.update(COHORT.id, (cohort) => ({ ...cohort, name: 'New' }));
    await assert.rejects(change(), { name: 'CohortArchived' });
    await assert.rejects(
      store.updateHandIn(linas, (one) => ({ ...one, isLate: true })),
      { name: 'CohortArchived' },
    );
    await store.archive(COHORT.id, undefined);
    assert.equal((await change()).name, 'New');
  }));

test('other tabs are told which cohort changed', () =>
  withStore(async (store, name) => {
    const other = await openCohortStore(name);
    const heard = new Promise<string>((resolve) => other.onChange(({ cohort }) => resolve(cohort)));
    await store.add(COHORT);
    assert.equal(await heard, COHORT.id);
    other.close();
  }));

test('a learner who is deleted leaves not a byte but the entries of the status list', () =>
  withStore(async (store, name) => {
    await fill(store);
    const before = await raw(name);
    for (const word of [
      LINA.id,
      'Lina',
      'lina.mueller',
      'lmueller',
      'LINA-WORK',
      linas.bundleSha256,
    ]) {
      assert.ok(before.includes(word), `${word} was there`);
    }
    await store.deleteLearner(COHORT.id, LINA.id);
    const after = await raw(name);
    for (const word of [
      LINA.id,
      'Lina',
      'lina.mueller',
      'lmueller',
      'LINA-WORK',
      linas.bundleSha256,
    ]) {
      assert.ok(!after.includes(word), `${word} is gone`);
    }
    assert.ok(after.includes('77401'), 'the entry of the status list stays');
    assert.ok(after.includes('NOOR-WORK') && after.includes('readme.txt'), 'others are untouched');
    assert.deepEqual((await store.handIn(noors))?.notes, [noors.notes[1]]);
  }));

test('a cohort that is deleted leaves nothing at all', () =>
  withStore(async (store, name) => {
    await fill(store);
    await store.deleteCohort(COHORT.id);
    assert.equal(await raw(name), '');
  }));

test('a cohort is exported as one file, and a colleague’s browser takes it whole', () =>
  withStore(async (store) => {
    await fill(store);
    const file = Buffer.concat(await exportCohort(store, COHORT.id));
    await withStore(async (colleagues) => {
      const brought = readCohortFile(file);
      await colleagues.take(brought, brought.bundle, false);
      assert.deepEqual(await colleagues.cohort(COHORT.id), COHORT);
      assert.deepEqual(await colleagues.handIns(COHORT.id), await store.handIns(COHORT.id));
      assert.deepEqual(await colleagues.setAside(COHORT.id), await store.setAside(COHORT.id));
      assert.deepEqual(new Uint8Array(await colleagues.bundle(linas)), LINAS);
      await assert.rejects(colleagues.take(brought, brought.bundle, false), { name: 'CohortKept' });
      await colleagues.deleteLearner(COHORT.id, NOOR.id);
      await colleagues.take(brought, brought.bundle, true);
      assert.equal((await colleagues.handIns(COHORT.id)).length, 2);
    });
  }));

test('a file that was tampered with is refused as a whole, and says why', () =>
  withStore(async (store) => {
    await fill(store);
    const file = Buffer.concat(await exportCohort(store, COHORT.id));
    const other = Buffer.from(file.toString('latin1').replace('LINA-WORK', 'LINA-W0RK'), 'latin1');
    assert.throws(() => readCohortFile(other), {
      name: 'CohortUnreadable',
      message: `This file cannot be taken as a cohort: the file hand-ins/${linas.bundleSha256} is missing or another one.`,
    });
    assert.throws(() => readCohortFile(Buffer.from('hello')), /it is no ZIP, or a damaged one/);
  }));

test('a key is kept once and given to every tab', () =>
  withStore(async (store) => {
    assert.equal(await store.keepKeyOnce('instructor', 'first'), 'first');
    assert.equal(await store.keepKeyOnce('instructor', 'second'), 'first');
    assert.equal(await store.keptKey('instructor'), 'first');
  }));

import assert from 'node:assert/strict';
import { test } from 'node:test';
import 'fake-indexeddb/auto';
import { LabError } from '#container';
import { openIndexedDbStore, SHELVES, type RecordStore, type Shelf } from '#progress';
import { MIGRATIONS, SCHEMA_VERSION } from '../../src/progress/migrations.ts';

let count = 0;
const freshName = (): string => `record-${(count += 1)}`;

const lesson = (name: string, firstOpenedAt = '2026-11-23T09:00:00.000Z') => ({
  lesson: name,
  firstOpenedAt,
});
const openTry = {
  id: 'lina/c/q/1/x',
  quiz: 'c/q',
  number: 1,
  seed: 'lina/c/q/1',
  startedAt: '2026-11-23T09:00:00.000Z',
  items: ['one'],
  answers: {},
};

/** The database as a build of that version left it, with values by shelf and key. */
async function leave(
  name: string,
  version: number,
  values: Partial<Record<Shelf, Record<string, unknown>>>,
): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const { adds } of MIGRATIONS.slice(0, version)) {
        for (const shelf of adds) {
          if (!request.result.objectStoreNames.contains(shelf)) {
            request.result.createObjectStore(shelf);
          }
        }
      }
      for (const [shelf, things] of Object.entries(values)) {
        const store = request.transaction?.objectStore(shelf);
        for (const [key, value] of Object.entries(things)) store?.put(value, key);
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('The old database was not made.'));
  });
  database.close();
}

/** Everything that lies in the database, past our own code. */
async function raw(name: string): Promise<Record<string, readonly unknown[]>> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('The database does not open.'));
  });
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names);
  const keys = await Promise.all(
    names.map(
      (shelf) =>
        new Promise<readonly unknown[]>((resolve) => {
          const request = transaction.objectStore(shelf).getAllKeys();
          request.onsuccess = () => resolve(request.result);
        }),
    ),
  );
  database.close();
  return Object.fromEntries(names.map((shelf, index) => [shelf, keys[index] ?? []]));
}

test('a fresh database has every shelf, and is of the version that this build writes', async () => {
  const name = freshName();
  const store = await openIndexedDbStore(name);
  store.close();
  assert.deepEqual(Object.keys(await raw(name)).sort(), [...SHELVES].sort());
  const [{ version } = { version: 0 }] = (await indexedDB.databases()).filter(
    (one) => one.name === name,
  );
  assert.equal(version, SCHEMA_VERSION);
});

for (const from of MIGRATIONS.slice(0, -1).map(({ version }) => version)) {
  test(`a record of version ${from} is brought up to date, and nothing of it is lost`, async () => {
    const name = freshName();
    await leave(name, from, {
      settings: { 'learner-id': 'abcdefghjkmnpqrs' },
      lessons: { 'a/b': lesson('a/b') },
      blobs: { 'lab/00': new Uint8Array([1, 2, 3]) },
      ...(from >= 2 ? { tries: { [from >= 4 ? openTry.id : 'c/q']: openTry } } : {}),
    });
    const store = await openIndexedDbStore(name);
    assert.equal(await store.get('settings', 'learner-id'), 'abcdefghjkmnpqrs');
    assert.deepEqual(await store.get('lessons', 'a/b'), lesson('a/b'));
    assert.deepEqual(await store.get('blobs', 'lab/00'), new Uint8Array([1, 2, 3]));
    const tries = from >= 2 ? [[openTry.id, openTry]] : [];
    assert.deepEqual([...(await store.all('tries'))], tries);
    store.close();
  });
}

test('a record of a later build is refused in words, and left as it is', async () => {
  const name = freshName();
  await leave(name, SCHEMA_VERSION + 1, { lessons: { 'a/b': lesson('a/b') } });
  await assert.rejects(openIndexedDbStore(name), { name: 'RecordTooNew' });
  assert.deepEqual((await raw(name))['lessons'], ['a/b']);
});

test('changes that are written together are all written or none', async () => {
  const store = await openIndexedDbStore(freshName());
  const unclonable = (() => 1) as unknown as ReturnType<typeof lesson>;
  await assert.rejects(
    store.write([
      { shelf: 'lessons', key: 'a/b', value: lesson('a/b') },
      { shelf: 'lessons', key: 'a/c', value: unclonable },
    ]),
    { name: 'StorageLost' },
  );
  assert.deepEqual([...(await store.all('lessons'))], []);
  store.close();
});

test('of two tabs that change one value at once, neither overwrites the other', async () => {
  const name = freshName();
  const tabs = [await openIndexedDbStore(name), await openIndexedDbStore(name)];
  const add = (store: RecordStore) =>
    store.update(['settings'], async (read) => {
      const known = ((await read.get('settings', 'count')) ?? 0) as number;
      return [{ shelf: 'settings', key: 'count', value: known + 1 }];
    });
  await Promise.all(Array.from({ length: 40 }, (_, index) => add(tabs[index % 2] as RecordStore)));
  assert.equal(await tabs[0]?.get('settings', 'count'), 40);
  for (const tab of tabs) tab.close();
});

test('an update that throws writes nothing, and the store goes on', async () => {
  const store = await openIndexedDbStore(freshName());
  await assert.rejects(
    store.update(['lessons'], async (read) => {
      await read.all('lessons');
      throw new LabError('RecordFileUnreadable', 'No.', '');
    }),
    { name: 'RecordFileUnreadable' },
  );
  await store.write([{ shelf: 'lessons', key: 'a/b', value: lesson('a/b') }]);
  assert.equal((await store.all('lessons')).size, 1);
  store.close();
});

test('a tab that a newer build closes says so at its next use, and changes nothing', async () => {
  const name = freshName();
  const old = await openIndexedDbStore(name);
  await leave(name, SCHEMA_VERSION + 1, {});
  await assert.rejects(old.get('lessons', 'a/b'), { name: 'RecordTooNew' });
});

test('reading by prefix gives just those keys, in order', async () => {
  const store = await openIndexedDbStore(freshName());
  for (const name of ['b/2', 'a/1', 'b/1', 'bb/1']) {
    await store.write([{ shelf: 'lessons', key: name, value: lesson(name) }]);
  }
  assert.deepEqual(await store.keys('lessons', 'b/'), ['b/1', 'b/2']);
  assert.deepEqual([...(await store.all('lessons', 'b/')).keys()], ['b/1', 'b/2']);
  store.close();
});

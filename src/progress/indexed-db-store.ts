import { LabError } from '#container';
import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { lastingConnection } from './lasting-connection.ts';
import { MIGRATIONS, migrationsFrom, recordTooNew, SCHEMA_VERSION } from './migrations.ts';
import type { Change, RecordStore, Shelf, ShelfReader, Shelves } from './shelves.ts';

const DATABASE = 'plumbline';

/**
 * Opens the record in this browser's IndexedDB, and brings an older one up to date in one transaction.
 *
 * @throws LabError `StorageForbidden` where the browser has no IndexedDB or refuses it (private mode, blocked site data),
 *   `RecordTooNew` when a later build of the site wrote it.
 */
export async function openIndexedDbStore(name: string = DATABASE): Promise<RecordStore> {
  const connection = await lastingConnection(() => open(name));
  const current = (): Promise<IDBPDatabase> => connection.current();

  return {
    place: 'device',
    async get(shelf, key) {
      return readerOf((await current()).transaction<Shelf[]>([shelf])).get(shelf, key);
    },
    async all(shelf, prefix) {
      return readerOf((await current()).transaction<Shelf[]>([shelf])).all(shelf, prefix);
    },
    async keys(shelf, prefix = '') {
      return (await (await current()).getAllKeys(shelf, rangeOf(prefix))) as string[];
    },
    async write(changes) {
      if (changes.length === 0) return;
      try {
        const shelves = [...new Set(changes.map((change) => change.shelf))];
        await writeAll(writing(await current(), shelves), changes);
      } catch (error) {
        throw storageError(error);
      }
    },
    async update(shelves, change) {
      let transaction: WritingTransaction;
      try {
        transaction = writing(await current(), shelves);
      } catch (error) {
        throw storageError(error);
      }
      const changes = await change(readerOf(transaction)).catch((error: unknown) => {
        abandon(transaction);
        throw error;
      });
      await writeAll(transaction, changes).catch((error: unknown) => {
        throw storageError(error);
      });
    },
    close() {
      connection.close();
    },
  };
}

type WritingTransaction = IDBPTransaction<unknown, string[], 'readwrite'>;

function writing(database: IDBPDatabase, shelves: readonly Shelf[]): WritingTransaction {
  return database.transaction([...shelves], 'readwrite', { durability: 'strict' });
}

function readerOf(
  transaction: IDBPTransaction<unknown, string[], 'readonly' | 'readwrite'>,
): ShelfReader {
  return {
    async get<S extends Shelf>(shelf: S, key: string) {
      return (await transaction.objectStore(shelf).get(key)) as Shelves[S] | undefined;
    },
    async all<S extends Shelf>(shelf: S, prefix = '') {
      const store = transaction.objectStore(shelf);
      const range = rangeOf(prefix);
      const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
      return new Map(keys.map((key, index) => [key as string, values[index] as Shelves[S]]));
    },
    async keys(shelf, prefix = '') {
      return (await transaction.objectStore(shelf).getAllKeys(rangeOf(prefix))) as string[];
    },
  };
}

/** Ends a transaction with nothing written. */
function abandon(transaction: WritingTransaction): void {
  // Its end is awaited nowhere else.
  transaction.done.catch(() => undefined);
  transaction.abort();
}

async function writeAll(
  transaction: WritingTransaction,
  changes: readonly Change[],
): Promise<void> {
  const requests: Promise<unknown>[] = [];
  try {
    for (const change of changes) {
      const store = transaction.objectStore(change.shelf);
      requests.push(
        'gone' in change ? store.delete(change.key) : store.put(change.value, change.key),
      );
    }
  } catch (error) {
    // A value that cannot be kept: without this the browser would keep those before it.
    abandon(transaction);
    await Promise.allSettled(requests);
    throw error;
  }
  // An explicit commit is carried out by the browser even when this page goes away before the answer comes.
  const done = transaction.done;
  transaction.commit();
  // The transaction's own error says why (no room…); its requests only say that it ended.
  await Promise.all([Promise.allSettled(requests), done]);
}

async function open(name: string): Promise<IDBPDatabase> {
  try {
    // Reading the name alone may throw where site data is blocked.
    if (typeof indexedDB === 'undefined') throw forbidden(undefined);
    return await openDB(name, SCHEMA_VERSION, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        upgrade(database, oldVersion, transaction).catch(() => transaction.abort());
      },
    });
  } catch (error) {
    if (error instanceof LabError) throw error;
    if (error instanceof DOMException && error.name === 'VersionError') {
      throw recordTooNew(SCHEMA_VERSION + 1, SCHEMA_VERSION);
    }
    throw forbidden(error);
  }
}

async function upgrade(
  database: IDBPDatabase,
  oldVersion: number,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  for (const migration of migrationsFrom(oldVersion, MIGRATIONS)) {
    for (const shelf of migration.adds) database.createObjectStore(shelf);
    if (!migration.rewrite && !migration.rekey) continue;
    for (const shelf of transaction.objectStoreNames as Iterable<Shelf>) {
      const store = transaction.objectStore(shelf);
      const keys = (await store.getAllKeys()) as string[];
      const values = (await store.getAll()) as unknown[];
      for (const [index, key] of keys.entries()) {
        const value = migration.rewrite?.(shelf, values[index]) ?? values[index];
        const newKey = migration.rekey?.(shelf, key, value) ?? key;
        if (newKey !== key) await store.delete(key);
        if (newKey !== key || value !== values[index]) await store.put(value, newKey);
      }
    }
  }
}

function rangeOf(prefix: string): IDBKeyRange | undefined {
  return prefix === '' ? undefined : IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}

function forbidden(cause: unknown): LabError {
  return new LabError(
    'StorageForbidden',
    'This browser does not let the site keep anything on this device (private window or blocked site data).',
    'Work goes on in memory. Save to file before you close the page.',
    { cause },
  );
}

function storageError(error: unknown): LabError {
  if (error instanceof LabError) return error;
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return new LabError(
      'StorageFull',
      'The browser’s storage is full.',
      'Save to file now, then free space on the device or delete kept copies.',
      { cause: error },
    );
  }
  return new LabError(
    'StorageLost',
    'The browser’s storage did not take the change.',
    'Save to file now. The next change tries again.',
    { cause: error },
  );
}

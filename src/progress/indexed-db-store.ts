import { LabError } from '#container';
import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { MIGRATIONS, migrationsFrom, recordTooNew, SCHEMA_VERSION } from './migrations.ts';
import type { Change, RecordStore, Shelf, Shelves } from './shelves.ts';

const DATABASE = 'plumbline';

/**
 * Opens the record in this browser's IndexedDB, and brings an older one up to date in one transaction.
 *
 * @throws LabError `StorageForbidden` where the browser has no IndexedDB or refuses it (private mode, blocked site data),
 *   `RecordTooNew` when a later build of the site wrote it.
 */
export async function openIndexedDbStore(name: string = DATABASE): Promise<RecordStore> {
  let database: IDBPDatabase | undefined = await open(name);
  const lost = () => {
    database = undefined;
  };
  database.addEventListener('close', lost);

  /** The browser may close a database at any time (site data cleared, a newer tab upgrading): the next use opens it again. */
  const current = async (): Promise<IDBPDatabase> => {
    if (!database) {
      database = await open(name, lost);
      database.addEventListener('close', lost);
    }
    return database;
  };
  database.addEventListener('versionchange', () => {
    database?.close();
    lost();
  });

  return {
    place: 'device',
    async get<S extends Shelf>(shelf: S, key: string) {
      return (await (await current()).get(shelf, key)) as Shelves[S] | undefined;
    },
    async all<S extends Shelf>(shelf: S, prefix = '') {
      const transaction = (await current()).transaction(shelf);
      const range = rangeOf(prefix);
      const [keys, values] = await Promise.all([
        transaction.store.getAllKeys(range),
        transaction.store.getAll(range),
      ]);
      return new Map(keys.map((key, index) => [key as string, values[index] as Shelves[S]]));
    },
    async keys(shelf, prefix = '') {
      return (await (await current()).getAllKeys(shelf, rangeOf(prefix))) as string[];
    },
    async write(changes) {
      if (changes.length === 0) return;
      try {
        await writeAll(await current(), changes);
      } catch (error) {
        throw storageError(error);
      }
    },
    close() {
      database?.close();
    },
  };
}

async function writeAll(database: IDBPDatabase, changes: readonly Change[]): Promise<void> {
  const shelves = [...new Set(changes.map((change) => change.shelf))];
  const transaction = database.transaction(shelves, 'readwrite', { durability: 'strict' });
  const requests = changes.map((change) => {
    const store = transaction.objectStore(change.shelf);
    return 'gone' in change ? store.delete(change.key) : store.put(change.value, change.key);
  });
  // An explicit commit is carried out by the browser even when this page goes away before the answer comes.
  const done = transaction.done;
  transaction.commit();
  // The transaction's own error says why (no room…); its requests only say that it ended.
  await Promise.all([Promise.allSettled(requests), done]);
}

async function open(name: string, lost?: () => void): Promise<IDBPDatabase> {
  try {
    // Reading the name alone may throw where site data is blocked.
    if (typeof indexedDB === 'undefined') throw forbidden(undefined);
    return await openDB(name, SCHEMA_VERSION, {
      upgrade(database, oldVersion, _newVersion, transaction) {
        upgrade(database, oldVersion, transaction).catch(() => transaction.abort());
      },
      terminated: () => lost?.(),
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
    if (!migration.rewrite) continue;
    for (const shelf of transaction.objectStoreNames) {
      let cursor = await transaction.objectStore(shelf).openCursor();
      while (cursor) {
        await cursor.update(migration.rewrite(shelf as Shelf, cursor.value));
        cursor = await cursor.continue();
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

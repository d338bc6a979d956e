import { openDB, type IDBPDatabase } from 'idb';
import type { FolderHandle } from './folder-access.ts';

/** Apart from the cohorts: a handle is of this browser alone, and is in no export. */
const DATABASE = 'plumbline-teach-folder';
const SHELF = 'folder';
const KEY = 'chosen';

/** The folder that was chosen last; `undefined` where there is none. It may have to be asked for again. */
export async function keptFolder(): Promise<FolderHandle | undefined> {
  return using(async (database) => (await database.get(SHELF, KEY)) as FolderHandle | undefined);
}

export async function keepFolder(folder: FolderHandle): Promise<void> {
  await using((database) => database.put(SHELF, folder, KEY));
}

/** Forgets which folder it was; what lies in it stays. */
export async function forgetFolder(): Promise<void> {
  await using((database) => database.delete(SHELF, KEY));
}

async function using<T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> {
  const database = await openDB(DATABASE, 1, {
    upgrade(upgrading) {
      upgrading.createObjectStore(SHELF);
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

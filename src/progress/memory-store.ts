import type { Change, RecordStore, Shelf, ShelfReader, Shelves } from './shelves.ts';

/** A store that lasts as long as the page: for tests, and where the browser forbids storage. Values are copied in and out. */
export function createMemoryStore(): RecordStore {
  const shelves = new Map<Shelf, Map<string, unknown>>();
  const shelfOf = (shelf: Shelf): Map<string, unknown> => {
    const found = shelves.get(shelf) ?? new Map<string, unknown>();
    shelves.set(shelf, found);
    return found;
  };
  const keysOf = (shelf: Shelf, prefix: string): string[] =>
    [...shelfOf(shelf).keys()].filter((key) => key.startsWith(prefix)).sort();

  const reader: ShelfReader = {
    get<S extends Shelf>(shelf: S, key: string) {
      return Promise.resolve(structuredClone(shelfOf(shelf).get(key)) as Shelves[S] | undefined);
    },
    all<S extends Shelf>(shelf: S, prefix = '') {
      const found = new Map<string, Shelves[S]>();
      for (const key of keysOf(shelf, prefix)) {
        found.set(key, structuredClone(shelfOf(shelf).get(key)) as Shelves[S]);
      }
      return Promise.resolve(found);
    },
    keys: (shelf, prefix = '') => Promise.resolve(keysOf(shelf, prefix)),
  };
  const write = (changes: readonly Change[]): Promise<void> => {
    for (const change of structuredClone(changes)) {
      if ('gone' in change) shelfOf(change.shelf).delete(change.key);
      else shelfOf(change.shelf).set(change.key, change.value);
    }
    return Promise.resolve();
  };
  /** The end of the newest update: the next one waits for it. */
  let updated = Promise.resolve();

  return {
    place: 'memory',
    ...reader,
    write,
    update(_shelves, change) {
      const done = updated.then(async () => write(await change(reader)));
      updated = done.catch(() => undefined);
      return done;
    },
    close: () => undefined,
  };
}

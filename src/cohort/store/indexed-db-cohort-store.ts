import { lastingConnection } from '#progress';
import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type { Cohort } from '../register/cohort.ts';
import { handInKey, type HandIn, type HandInKey, type SetAsideFile } from '../register/hand-in.ts';
import { withoutKey } from '../register/without-key.ts';
import type { CohortStore, StoreChange } from './cohort-store.ts';
import { traceOf } from './names-learner.ts';
import { STORE_MIGRATIONS, STORE_VERSION, type Shelf } from './migrations.ts';
import {
  cohortArchived,
  cohortKept,
  forbidden,
  notKept,
  storageError,
  tooNew,
} from './store-errors.ts';

const DATABASE = 'plumbline-cohorts';

/** What holds a cohort to its schema comes with the first change: who only reads needs none of it. */
const register = () => import('../register/new-cohort.ts');

type Writing = IDBPTransaction<unknown, string[], 'readwrite'>;

/**
 * Opens the cohorts that are kept in this browser's IndexedDB. They lie apart from a learner's record.
 *
 * @throws LabError `StorageForbidden` where the browser has no IndexedDB or refuses it, `StoreTooNew`.
 */
export async function openCohortStore(name: string = DATABASE): Promise<CohortStore> {
  const connection = await lastingConnection(() => open(name));
  const current = (): Promise<IDBPDatabase> => connection.current();

  const listeners = new Set<(change: StoreChange) => void>();
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<StoreChange>) => {
    for (const tell of listeners) tell(data);
  };
  const tell = (change: StoreChange): void => {
    channel.postMessage(change);
    for (const listener of listeners) listener(change);
  };

  const get = async <T>(shelf: Shelf, key: string): Promise<T | undefined> =>
    (await (await current()).get(shelf, key)) as T | undefined;
  const all = async <T>(shelf: Shelf, prefix: string): Promise<readonly T[]> =>
    (await (await current()).getAll(shelf, startingWith(prefix))) as T[];

  /** One transaction: what `work` throws ends it with nothing written. It must wait for the transaction alone. */
  const write = async <T>(
    shelves: readonly Shelf[],
    work: (writing: Writing) => Promise<T>,
  ): Promise<T> => {
    try {
      const transaction = (await current()).transaction([...shelves], 'readwrite', {
        durability: 'strict',
      });
      try {
        const result = await work(transaction);
        await transaction.done;
        return result;
      } catch (error) {
        transaction.done.catch(() => undefined);
        // It may have ended by the error itself.
        if (!isOver(error)) abort(transaction);
        throw error;
      }
    } catch (error) {
      throw storageError(error);
    }
  };

  const changed = async (id: string, change: (cohort: Cohort) => Cohort): Promise<Cohort> => {
    const { sound } = await register();
    const after = await write(['cohorts'], async (writing) => {
      const shelf = writing.objectStore('cohorts');
      const before = (await shelf.get(id)) as Cohort | undefined;
      if (!before) throw notKept('This cohort');
      const next = change(before);
      if (next !== before) await shelf.put(sound(next), id);
      return next;
    });
    tell({ cohort: id });
    return after;
  };
  const openFor = (cohort: Cohort): void => {
    if (cohort.archivedAt !== undefined) throw cohortArchived(cohort.name);
  };
  const openCohortIn = async (writing: Writing, id: string): Promise<Cohort> => {
    const cohort = (await writing.objectStore('cohorts').get(id)) as Cohort | undefined;
    if (!cohort) throw notKept('This cohort');
    openFor(cohort);
    return cohort;
  };
  const clear = async (writing: Writing, id: string): Promise<void> => {
    await writing.objectStore('cohorts').delete(id);
    for (const shelf of ['handIns', 'bundles', 'setAside'] as const) {
      await writing.objectStore(shelf).delete(startingWith(`${id}/`));
    }
  };
  const OF_COHORT: readonly Shelf[] = ['cohorts', 'handIns', 'bundles', 'setAside'];

  return {
    async cohorts() {
      const found = (await (await current()).getAll('cohorts')) as Cohort[];
      return found.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    },
    async cohort(id) {
      const found = await get<Cohort>('cohorts', id);
      if (!found) throw notKept('This cohort');
      return found;
    },
    async add(cohort) {
      const { sound } = await register();
      await write(['cohorts'], async (writing) => {
        const shelf = writing.objectStore('cohorts');
        if ((await shelf.getKey(cohort.id)) !== undefined) throw cohortKept(cohort.name);
        await shelf.put(sound(cohort), cohort.id);
      });
      tell({ cohort: cohort.id });
    },
    update: (id, change) =>
      changed(id, (cohort) => {
        openFor(cohort);
        return change(cohort);
      }),
    archive: (id, at) =>
      changed(id, (cohort) => {
        if (at !== undefined) return { ...cohort, archivedAt: at.toISOString() };
        return withoutKey(cohort, 'archivedAt');
      }),
    handIns: (cohort, learner) =>
      all<HandIn>('handIns', learner === undefined ? `${cohort}/` : `${cohort}/${learner}/`),
    handIn: (key) => get<HandIn>('handIns', handInKey(key)),
    async collect(handIns, setAside) {
      const ids = new Set([
        ...handIns.map(({ handIn }) => handIn.cohort),
        ...setAside.map((one) => one.cohort),
      ]);
      const added = await write(OF_COHORT, async (writing) => {
        for (const id of ids) await openCohortIn(writing, id);
        const added: HandInKey[] = [];
        for (const { handIn, bytes } of handIns) {
          const key = handInKey(handIn);
          if ((await writing.objectStore('handIns').getKey(key)) !== undefined) continue;
          await writing.objectStore('handIns').put(handIn, key);
          await writing.objectStore('bundles').put(bytes, key);
          added.push(keyOf(handIn));
        }
        for (const file of setAside) {
          await writing.objectStore('setAside').put(file, `${file.cohort}/${file.sha256}`);
        }
        return added;
      });
      const [only] = added;
      if (only && added.length === 1 && setAside.length === 0) {
        tell({ cohort: only.cohort, handIn: only });
      } else if (added.length + setAside.length > 0) {
        for (const cohort of ids) tell({ cohort });
      }
      return added.length;
    },
    async updateHandIn(key, change) {
      const after = await write(['cohorts', 'handIns'], async (writing) => {
        await openCohortIn(writing, key.cohort);
        const shelf = writing.objectStore('handIns');
        const before = (await shelf.get(handInKey(key))) as HandIn | undefined;
        if (!before) throw notKept('This hand-in');
        const next = change(before);
        if (next !== before) await shelf.put(next, handInKey(key));
        return next;
      });
      tell({ cohort: key.cohort, handIn: keyOf(key) });
      return after;
    },
    async bundle(key) {
      const bytes = await get<Uint8Array>('bundles', handInKey(key));
      if (!bytes) throw notKept('This file');
      return bytes;
    },
    setAside: (cohort) => all<SetAsideFile>('setAside', `${cohort}/`),
    async dismiss(cohort, sha256) {
      await write(['setAside'], (writing) =>
        writing.objectStore('setAside').delete(`${cohort}/${sha256}`),
      );
      tell({ cohort });
    },
    async deleteLearner(id, learner) {
      const { withoutLearner } = await register();
      await write(OF_COHORT, async (writing) => {
        const cohort = (await writing.objectStore('cohorts').get(id)) as Cohort | undefined;
        if (!cohort) throw notKept('This cohort');
        const person = cohort.learners.find((one) => one.id === learner) ?? { id: learner };
        const theirs = (await writing
          .objectStore('handIns')
          .getAll(startingWith(`${id}/${learner}/`))) as HandIn[];
        await writing.objectStore('cohorts').put(withoutLearner(cohort, learner), id);
        await writing.objectStore('handIns').delete(startingWith(`${id}/${learner}/`));
        await writing.objectStore('bundles').delete(startingWith(`${id}/${learner}/`));
        await forgetIn(writing, id, person, theirs);
      });
      tell({ cohort: id });
    },
    async deleteCohort(id) {
      await write(OF_COHORT, (writing) => clear(writing, id));
      tell({ cohort: id });
    },
    async take({ cohort, handIns, setAside }, bundle, replacing) {
      const { sound } = await register();
      await write(OF_COHORT, async (writing) => {
        if ((await writing.objectStore('cohorts').getKey(cohort.id)) !== undefined) {
          if (!replacing) throw cohortKept(cohort.name);
          await clear(writing, cohort.id);
        }
        await writing.objectStore('cohorts').put(sound(cohort), cohort.id);
        for (const handIn of handIns) {
          await writing.objectStore('handIns').put(handIn, handInKey(handIn));
          await writing.objectStore('bundles').put(bundle(handIn), handInKey(handIn));
        }
        for (const file of setAside) {
          await writing.objectStore('setAside').put(file, `${cohort.id}/${file.sha256}`);
        }
      });
      tell({ cohort: cohort.id });
    },
    keptKey: (key) => get('keys', key),
    keepKeyOnce: (key, value) =>
      write(['keys'], async (writing) => {
        const shelf = writing.objectStore('keys');
        const known = (await shelf.get(key)) as unknown;
        if (known !== undefined) return known;
        await shelf.put(value, key);
        return value;
      }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      channel.close();
      connection.close();
    },
  };
}

/** Takes a learner out of what others' files say: sentences about other hand-ins, and files that were set aside. */
async function forgetIn(
  writing: Writing,
  cohort: string,
  person: { readonly id: string; readonly name?: string; readonly email?: string },
  theirs: readonly HandIn[],
): Promise<void> {
  const isOfThem = traceOf(person, theirs);
  for (const file of (await writing
    .objectStore('setAside')
    .getAll(startingWith(`${cohort}/`))) as SetAsideFile[]) {
    const names = file.learner === person.id || isOfThem(`${file.fileName}\n${file.reason}`);
    if (names) await writing.objectStore('setAside').delete(`${cohort}/${file.sha256}`);
  }
  for (const handIn of (await writing
    .objectStore('handIns')
    .getAll(startingWith(`${cohort}/`))) as HandIn[]) {
    const notes = handIn.notes.filter((note) => !isOfThem(note));
    if (notes.length < handIn.notes.length) {
      await writing.objectStore('handIns').put({ ...handIn, notes }, handInKey(handIn));
    }
  }
}

async function open(name: string): Promise<IDBPDatabase> {
  try {
    // Reading the name alone may throw where site data is blocked.
    if (typeof indexedDB === 'undefined') throw new Error('there is no IndexedDB');
    return await openDB(name, STORE_VERSION, {
      upgrade(database, oldVersion) {
        for (const { adds } of STORE_MIGRATIONS.slice(oldVersion)) {
          for (const shelf of adds) database.createObjectStore(shelf);
        }
      },
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'VersionError') throw tooNew(error);
    throw forbidden(error);
  }
}

const keyOf = ({ cohort, learner, bundleSha256 }: HandInKey): HandInKey => ({
  cohort,
  learner,
  bundleSha256,
});

const startingWith = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

const isOver = (error: unknown): boolean =>
  error instanceof DOMException &&
  ['AbortError', 'InvalidStateError', 'TransactionInactiveError'].includes(error.name);

function abort(transaction: Writing): void {
  try {
    transaction.abort();
  } catch {
    // It ended by itself, with nothing written.
  }
}

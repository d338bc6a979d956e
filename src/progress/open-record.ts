import { LabError } from '#container';
import { openIndexedDbStore } from './indexed-db-store.ts';
import { LearnerRecord } from './learner-record.ts';
import { createMemoryStore } from './memory-store.ts';
import { recordName, storeAround } from './package-record.ts';

let opened: Promise<LearnerRecord> | undefined;

/**
 * The record of the learner who uses this browser. One per page; further calls give the same.
 *
 * Never rejects: where storage is forbidden or unreadable the record lives in memory, and `whyMemory` says why.
 */
export function openRecord(): Promise<LearnerRecord> {
  opened ??= open();
  return opened;
}

async function open(): Promise<LearnerRecord> {
  try {
    return new LearnerRecord(await openIndexedDbStore(recordName()));
  } catch (error) {
    const why =
      error instanceof LabError
        ? error
        : new LabError('StorageForbidden', 'The record could not be opened.', '', { cause: error });
    return new LearnerRecord(storeAround() ?? createMemoryStore(), why);
  }
}

import type { Page } from 'playwright/test';

interface Put {
  readonly shelf: string;
  readonly key: string;
  readonly value: unknown;
}

/** Runs in the page: writes past the site's own code. */
async function put({ shelf, key, value }: Put): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('plumbline');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('The record does not open.'));
  });
  const transaction = database.transaction(shelf, 'readwrite');
  transaction.objectStore(shelf).put(value, key);
  await new Promise<void>((resolve) => {
    transaction.oncomplete = () => resolve();
  });
  database.close();
}

/** Puts a value on a shelf of the record of this browser, which a page of the site must have opened before. */
export async function putOnShelf(
  page: Page,
  shelf: string,
  key: string,
  value: unknown,
): Promise<void> {
  await page.evaluate(put, { shelf, key, value });
}

/** An attempt at a lab of which two checks of four hold, as the lab's screen keeps it after a check. */
export const ATTEMPT = {
  id: 'a1',
  lab: 'fingerprint-the-data',
  labVersion: '1.0.0',
  seed: 'seed',
  engine: 'embedded',
  startedAt: '2026-11-20T09:41:00.000Z',
  durationMs: 1200,
  points: 40,
  maxPoints: 100,
  verdicts: {
    'every-file-is-listed': 'pass',
    'md5-is-of-the-bytes': 'fail',
    'tree-follows-the-rule': 'pass',
    'data-stays-out-of-git': 'blocked',
  },
  hintsUsed: { fingerprint: 1 },
  solutionSeen: false,
};

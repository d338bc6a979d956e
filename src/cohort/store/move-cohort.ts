import { LabError } from '#container';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { unzipSync, Zip, ZipPassThrough } from 'fflate';
import { handInKey, type HandIn } from '../register/hand-in.ts';
import { readCohort, readHandIn, readSetAside } from '../register/read-cohort.ts';
import type { CohortContent, CohortStore } from './cohort-store.ts';

const COHORT = 'cohort.json';
const HAND_INS = 'hand-ins.json';
const SET_ASIDE = 'set-aside.json';
const BUNDLES = 'hand-ins/';

/** More than this is no cohort of ours: two gigabytes, as a browser's memory has room for. */
const MOST_BYTES = 2 * 2 ** 30;

/** A cohort that was read from a file. */
export interface BroughtCohort extends CohortContent {
  /** The file of a hand-in. */
  readonly bundle: (handIn: HandIn) => Uint8Array;
}

/**
 * Everything of a cohort as one ZIP, `*.cohort.zip`, in pieces to be put one behind the other: documents, and the files as
 * they were received. It holds the cohort's secret and its learners' data, and no key.
 *
 * @see docs/formats/cohort.md
 */
export async function exportCohort(
  store: Exported,
  id: string,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  await writeCohortFile(store, id, (piece) => {
    pieces.push(piece);
    return Promise.resolve();
  });
  return pieces;
}

type Exported = Pick<CohortStore, 'cohort' | 'handIns' | 'setAside' | 'bundle'>;

/** `exportCohort` to somewhere else than memory: each piece is written before the next hand-in is read. */
export async function writeCohortFile(
  store: Exported,
  id: string,
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<void> {
  const ready: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const writeReady = async (): Promise<void> => {
    for (const piece of ready.splice(0)) await write(piece);
  };
  const add = async (name: string, bytes: Uint8Array): Promise<void> => {
    const entry = new ZipPassThrough(name);
    // Without it the file would tell when it was made, and two exports of one cohort would differ.
    entry.mtime = new Date(1980, 0, 1);
    zip.add(entry);
    entry.push(bytes, true);
    await writeReady();
  };
  const json = (value: unknown): Uint8Array =>
    new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  const handIns = await store.handIns(id);
  await add(COHORT, json(await store.cohort(id)));
  await add(HAND_INS, json(handIns));
  await add(SET_ASIDE, json(await store.setAside(id)));
  const written = new Set<string>();
  for (const handIn of handIns) {
    if (written.has(handIn.bundleSha256)) continue;
    written.add(handIn.bundleSha256);
    await add(`${BUNDLES}${handIn.bundleSha256}`, await store.bundle(handIn));
  }
  zip.end();
  await writeReady();
}

/**
 * Reads `*.cohort.zip`. Nothing is kept by it.
 *
 * @throws LabError `CohortUnreadable` when something is missing, does not fit its schema, or a file is not the one that was
 *   received.
 */
export function readCohortFile(bytes: Uint8Array): BroughtCohort {
  const entries = unzipped(bytes);
  const cohort = readCohort(jsonIn(entries, COHORT));
  const handIns = listIn(entries, HAND_INS).map(readHandIn);
  const setAside = listIn(entries, SET_ASIDE).map(readSetAside);
  const ids = new Set(cohort.learners.map(({ id }) => id));
  for (const handIn of handIns) {
    if (handIn.cohort !== cohort.id || !ids.has(handIn.learner)) {
      throw unreadable(`the hand-in ${handInKey(handIn)} is of nobody in it`);
    }
    const file = entries[`${BUNDLES}${handIn.bundleSha256}`];
    if (!file || bytesToHex(sha256(file)) !== handIn.bundleSha256) {
      throw unreadable(`the file ${BUNDLES}${handIn.bundleSha256} is missing or another one`);
    }
  }
  if (setAside.some((file) => file.cohort !== cohort.id)) {
    throw unreadable('a file that was set aside is of another cohort');
  }
  const bundle = ({ bundleSha256 }: HandIn): Uint8Array =>
    entries[`${BUNDLES}${bundleSha256}`] ?? new Uint8Array();
  return { cohort, handIns, setAside, bundle };
}

function unzipped(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let sum = 0;
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        const isOurs =
          [COHORT, HAND_INS, SET_ASIDE].includes(name) || /^hand-ins\/[0-9a-f]{64}$/.test(name);
        if (isOurs) sum += originalSize;
        if (sum > MOST_BYTES) throw unreadable(`it holds more than ${MOST_BYTES} bytes`);
        return isOurs;
      },
    });
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw unreadable('it is no ZIP, or a damaged one');
  }
}

function jsonIn(entries: Readonly<Record<string, Uint8Array>>, name: string): unknown {
  const bytes = entries[name];
  if (!bytes) throw unreadable(`there is no ${name} in it`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw unreadable(`${name} is not JSON in UTF-8`);
  }
}

function listIn(entries: Readonly<Record<string, Uint8Array>>, name: string): readonly unknown[] {
  const value = jsonIn(entries, name);
  if (Array.isArray(value)) return value;
  throw unreadable(`${name} is no list`);
}

const unreadable = (what: string): LabError =>
  new LabError(
    'CohortUnreadable',
    `This file cannot be taken as a cohort: ${what}.`,
    'Nothing was changed. Take the file (*.cohort.zip) as it was exported.',
  );

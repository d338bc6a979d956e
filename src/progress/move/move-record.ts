import type { LabSitting } from '#assessment';
import { fromJsonTree, toJsonTree, type FileTree } from '#container';
import { SCHEMA_VERSION } from '../migrations.ts';
import type { KeptTree, LabWork } from '../lab-work.ts';
import {
  DIAGNOSTIC,
  LEARNER_ID,
  SHELVES,
  type Change,
  type Shelf,
  type ShelfReader,
} from '../shelves.ts';
import { digestOf, keptEntry } from '../tree-digest.ts';
import { keptTree } from '../work-reader.ts';
import { byText, isSame } from './merge-lists.ts';
import type { LearnerRecord } from '../learner-record.ts';
import { openLabs } from '../open-labs.ts';
import { readRecord } from './read-record.ts';
import { mergeRecords, sittingKey } from './merge-records.ts';
import { reportMerge, type MergeReport } from './merge-report.ts';
import { copyOfWork } from './merge-works.ts';
import type { DiagnosticAnswers, DocumentWork, RecordDocument } from './record-document.ts';

/** All of a record as one document: what was read, answered and tried, and the work in the labs with its kept copies. */
export async function exportRecord(
  record: LearnerRecord,
  now: Date = new Date(),
): Promise<RecordDocument> {
  return documentOf(record.store, await record.learnerId(), now.toISOString());
}

/** The export as a JSON document that a person can read. @see docs/formats/record.md */
export async function exportRecordJson(record: LearnerRecord, now?: Date): Promise<string> {
  return `${JSON.stringify(await exportRecord(record, now), null, 2)}\n`;
}

/**
 * Brings a record's file in, by the rules of `mergeRecords`: nothing that is here is lost. All of it is taken, or
 * nothing.
 *
 * @throws LabError `RecordFileUnreadable`, `RecordTooNew`, `StorageFull`, `StorageLost`; then nothing was changed.
 */
export async function bringInRecord(record: LearnerRecord, file: Uint8Array): Promise<MergeReport> {
  const other = readRecord(file);
  const learnerId = await record.learnerId();
  const busy = await openLabs();
  let report: MergeReport = { counts: [], notes: [] };
  await record.store.update(SHELVES, async (read) => {
    const done = await bringIn(read, other, learnerId, busy);
    report = done.report;
    return done.changes;
  });
  record.tell('changed');
  return report;
}

/** All that the shelves hold of the learner, as one document. @throws LabError `SavedFileMissing`. */
async function documentOf(
  read: ShelfReader,
  learnerId: string,
  exportedAt: string,
): Promise<RecordDocument> {
  const sorted = async <S extends Shelf>(shelf: S) => [...(await read.all(shelf)).values()];
  const lessons = await sorted('lessons');
  const answers = await sorted('answers');
  const attempts = await sorted('attempts');
  const tries = await sorted('tries');
  const quizResults = await sorted('quizResults');
  const examResults = await sorted('examResults');
  const labSittings = (await sorted('labSittings')).filter(({ end }) => end !== undefined);
  const receipts = await sorted('receipts');
  const assignments = await sorted('assignments');
  const packs = await sorted('packs');
  const examReceipts = await sorted('examReceipts');
  const learnedReceipts = await sorted('learnedReceipts');
  const certificates = await sorted('certificates');
  const diagnostic = ((await read.get('settings', DIAGNOSTIC)) ?? {}) as DiagnosticAnswers;
  const works = await sorted('works');
  const copies = await sorted('copies');
  const blobs = await read.all('blobs');
  const filesOf = (lab: string, kept: KeptTree) => toJsonTree(keptTree(blobs, lab, kept));
  const document: RecordDocument = {
    format: 'plumbline-record',
    schema: SCHEMA_VERSION,
    exportedAt,
    learnerId,
    lessons,
    answers,
    attempts,
    tries: tries.sort((a, b) => byText(a.id, b.id)),
    quizResults,
    examResults,
    labSittings,
    receipts,
    assignments,
    packs,
    examReceipts,
    learnedReceipts,
    certificates,
    diagnostic,
    works: works.map((work) => ({ ...work, files: filesOf(work.lab, work.files) })),
    copies: copies.map((copy) => ({ ...copy, files: filesOf(copy.lab, copy.files) })),
  };
  return mergeRecords(document, document);
}

/**
 * What to write so that the shelves hold `other` too, and what that does.
 *
 * @param busy labs that are open in a tab, which goes on writing what it has: there the file's work becomes a kept copy
 */
export async function bringIn(
  read: ShelfReader,
  other: RecordDocument,
  learnerId: string,
  busy: ReadonlySet<string>,
): Promise<{ readonly changes: readonly Change[]; readonly report: MergeReport }> {
  const here = await documentOf(read, learnerId, other.exportedAt);
  const merged = leaveBusy(here, mergeRecords(here, other), busy);
  const changes: Change[] = [
    ...changed('lessons', here.lessons, merged.lessons, ({ lesson }) => lesson),
    ...changed('answers', here.answers, merged.answers, ({ question }) => question),
    ...changed('attempts', here.attempts, merged.attempts, ({ id }) => id),
    ...changed('tries', here.tries, merged.tries, ({ id }) => id),
    ...changed('quizResults', here.quizResults, merged.quizResults, ({ id }) => id),
    ...changed('examResults', here.examResults, merged.examResults, ({ id }) => id),
    ...changed('receipts', here.receipts, merged.receipts, ({ id }) => id),
    ...changed('assignments', here.assignments, merged.assignments, ({ id }) => id),
    ...changed('packs', here.packs, merged.packs, ({ id }) => id),
    ...changed('examReceipts', here.examReceipts, merged.examReceipts, ({ id }) => id),
    ...changed('learnedReceipts', here.learnedReceipts, merged.learnedReceipts, ({ id }) => id),
    ...changed('certificates', here.certificates, merged.certificates, ({ id }) => id),
    ...sittings(await read.all('labSittings'), merged.labSittings),
    ...works(here, merged),
  ];
  const finished = new Set(merged.quizResults.map(({ id }) => id));
  for (const { id } of here.tries) {
    if (finished.has(id)) changes.push({ shelf: 'tries', key: id, gone: true });
  }
  if (!isSame(here.diagnostic, merged.diagnostic)) {
    changes.push({ shelf: 'settings', key: DIAGNOSTIC, value: merged.diagnostic });
  }
  if (here.learnerId !== merged.learnerId) {
    changes.push({ shelf: 'settings', key: LEARNER_ID, value: merged.learnerId });
  }
  return { changes, report: reportMerge(here, other, merged) };
}

/** Sittings that are not here yet. The number of one may be taken by another one of this browser. */
function sittings(
  here: ReadonlyMap<string, LabSitting>,
  merged: readonly LabSitting[],
): readonly Change[] {
  const known = new Set([...here.values()].map(sittingKey));
  return merged
    .filter((sitting) => !known.has(sittingKey(sitting)))
    .map((value) => {
      const key = here.has(value.id) ? sittingKey(value) : value.id;
      return { shelf: 'labSittings', key, value };
    });
}

type Listed =
  | 'lessons'
  | 'answers'
  | 'attempts'
  | 'tries'
  | 'quizResults'
  | 'examResults'
  | 'receipts'
  | 'assignments'
  | 'packs'
  | 'examReceipts'
  | 'learnedReceipts'
  | 'certificates';

function changed<S extends Listed, T extends RecordDocument[S][number]>(
  shelf: S,
  here: readonly T[],
  merged: readonly T[],
  keyOf: (thing: T) => string,
): readonly Change[] {
  const known = new Map(here.map((thing) => [keyOf(thing), thing]));
  return merged
    .filter((thing) => !known.has(keyOf(thing)) || !isSame(known.get(keyOf(thing)), thing))
    .map((thing) => ({ shelf, key: keyOf(thing), value: thing }) as unknown as Change);
}

/** Keeps the work of a lab that a tab has open as it is here, and puts the file's beside it. */
function leaveBusy(
  here: RecordDocument,
  merged: RecordDocument,
  busy: ReadonlySet<string>,
): RecordDocument {
  let { works: all, copies } = merged;
  for (const work of here.works.filter(({ lab }) => busy.has(lab))) {
    const stands = all.find(({ lab }) => lab === work.lab);
    if (!stands || isSame(stands.files, work.files)) continue;
    const own = copyOfWork(work);
    all = all.map((one) => (one.lab === work.lab ? work : one));
    copies = [
      ...copies.filter(({ lab, id }) => lab !== own.lab || id !== own.id),
      copyOfWork(stands),
    ];
  }
  return { ...merged, works: all, copies };
}

function works(here: RecordDocument, merged: RecordDocument): readonly Change[] {
  const changes: Change[] = [];
  const known = new Map<string, unknown>([
    ...here.works.map((work): [string, unknown] => [work.lab, work]),
    ...here.copies.map((copy): [string, unknown] => [`${copy.lab}/${copy.id}`, copy]),
  ]);
  for (const work of merged.works) {
    if (isSame(known.get(work.lab) ?? null, work)) continue;
    const { files, blobs } = packed(work.lab, work.files);
    const value: LabWork = { ...work, files };
    changes.push(...blobs, { shelf: 'works', key: work.lab, value });
  }
  for (const copy of merged.copies) {
    const key = `${copy.lab}/${copy.id}`;
    if (isSame(known.get(key) ?? null, copy)) continue;
    const { files, blobs } = packed(copy.lab, copy.files);
    changes.push(...blobs, { shelf: 'copies', key, value: { ...copy, files } });
  }
  return changes;
}

function packed(
  lab: string,
  json: DocumentWork['files'],
): { readonly files: KeptTree; readonly blobs: readonly Change[] } {
  const blobs: Change[] = [];
  const tree: FileTree = fromJsonTree(json);
  const files = Object.entries(tree).map(([path, entry]) => {
    const digest = entry.kind === 'file' ? digestOf(entry.bytes) : '';
    if (entry.kind === 'file') {
      blobs.push({ shelf: 'blobs', key: `${lab}/${digest}`, value: entry.bytes });
    }
    return [path, keptEntry(entry, digest)] as const;
  });
  return { files: Object.fromEntries(files), blobs };
}

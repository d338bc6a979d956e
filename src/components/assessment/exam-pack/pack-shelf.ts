import type { ExamPaper, ExamResult } from '#assessment';
import type { ExamDraw, ReadExamPack, RevealedDraw } from '#cohort';
import type { KeptPack, LearnerRecord } from '#progress';
import { beginExam, readOpenSitting, type KeptSitting } from '../exam/sitting-keeper.ts';
import { readDrawInWorker } from './audit-in-worker.ts';
import { faultWords } from './pack-words.ts';

/** A pack that is kept in this browser, with what came of it. */
export interface ShelvedPack {
  readonly kept: KeptPack;
  readonly read: ReadExamPack;
  /** Of its sitting, once it has ended. */
  readonly result: ExamResult | undefined;
}

/** All packs that are kept here, and the sitting of one that is open. */
export interface PackShelf {
  readonly packs: readonly ShelvedPack[];
  readonly open: KeptSitting | undefined;
}

/** Reads the packs of a record. What is no pack any more is left out: it was held to its signature when it came. */
export async function readShelf(record: LearnerRecord): Promise<PackShelf> {
  const kept = await record.packs();
  if (kept.length === 0) return { packs: [], open: undefined };
  const { readExamPack } = await import('./pack-reading.ts');
  const results = await record.examResults();
  const packs = kept.flatMap((one) => {
    const { value } = readExamPack(new TextEncoder().encode(one.text));
    const result = results.find(({ packSha256 }) => packSha256 === one.id);
    return value ? [{ kept: one, read: value, result }] : [];
  });
  let open: KeptSitting | undefined;
  for (const { kept: pack, read } of packs) {
    const sitting = await readOpenSitting(record, read.pack.exam);
    if (sitting?.sitting.packSha256 === pack.id) open = sitting;
  }
  return { packs, open };
}

/** What a file that was brought is. */
export type BroughtFile =
  | { readonly kind: 'pack'; readonly pack: ReadExamPack }
  | { readonly kind: 'draw'; readonly draw: ExamDraw }
  | { readonly kind: 'fault'; readonly words: string };

/** The largest file that is read: what an issuer reveals holds the whole bank. */
const MOST_BYTES = 16 * 2 ** 20;

/** Reads a file that was dropped or chosen, and keeps it when it is a pack. Never throws for what the file holds. */
export async function bringPack(record: LearnerRecord, file: File): Promise<BroughtFile> {
  const fault = (words: string): BroughtFile => ({
    kind: 'fault',
    words: `${file.name}: ${words} Nothing was changed.`,
  });
  if (file.size > MOST_BYTES) return fault('Found a file of over 16 MiB, which no pack has.');
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return fault('The browser cannot open it any more: was it moved?');
  }
  const text = new TextDecoder().decode(bytes);
  if (/"format"\s*:\s*"plumbline-exam-draw"/.test(text)) {
    const draw = await readDrawInWorker(bytes).catch(() => undefined);
    if (!draw) return fault('What reads it could not be fetched. Try again with a network.');
    return draw.faults
      ? fault(faultWords(draw.faults[0]))
      : { kind: 'draw', draw: (draw.value satisfies RevealedDraw).draw };
  }
  const { readExamPack } = await import('./pack-reading.ts');
  const pack = readExamPack(bytes);
  if (pack.faults) return fault(faultWords(pack.faults[0]));
  await record.keepPack({ id: pack.value.sha256, text, keptAt: new Date().toISOString() });
  return { kind: 'pack', pack: pack.value };
}

/**
 * Unlocks a pack with the key that the issuer has released.
 *
 * @throws Error in words for the learner
 */
export async function unlock(pack: ReadExamPack, key: string): Promise<ExamPaper> {
  const { openExamPack } = await import('./pack-reading.ts');
  const opened = await openExamPack(pack, key);
  if (opened.faults) throw new Error(faultWords(opened.faults[0]));
  return opened.value;
}

/**
 * Begins the sitting of a pack.
 *
 * @throws Error in words for the learner when another sitting of the same exam is open in this browser
 */
export async function beginPack(record: LearnerRecord, paper: ExamPaper): Promise<KeptSitting> {
  const { pack } = paper;
  if (!pack) throw new RangeError('This paper is of no pack.');
  const begun = await beginExam(record, paper, pack.extraPercent, { first: 0, next: 0 });
  if (begun.sitting.packSha256 !== pack.sha256) {
    throw new Error(
      `Another sitting of “${paper.title}” is open in this browser: end it on its own page first. The pack stays as it is.`,
    );
  }
  return begun;
}

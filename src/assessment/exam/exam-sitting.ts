import { whatLacks, type Answer } from '../answer.ts';
import type { BankItem } from './bank-item.ts';
import { drawForm, type FormOrder } from './draw-form.ts';
import { mergeClocks, startClock, type ExamClock, type ExamWindow } from './exam-clock.ts';
import type { ExamResult } from './score-exam.ts';

/** What is sat: the knowledge part of one exam with its items. */
export interface ExamPaper {
  /** Id of the program: `foundations`. */
  readonly exam: string;
  readonly title: string;
  readonly slots: FormOrder['slots'];
  readonly minutes: number;
  /** Percent that passes, provisional until a panel has set it. */
  readonly pass: number;
  readonly items: readonly BankItem[];
  /** Of the bank in its canonical form, lower-case hexadecimal: which items these were, to the byte. */
  readonly bankSha256: string;
  /** Where an issuer has set the exam: what its pack says. */
  readonly pack?: PaperPack;
}

/** What an issuer's pack fixes beforehand. */
export interface PaperPack {
  /** Name of the sitting that the issuer holds. */
  readonly sitting: string;
  /** Of the pack's file. */
  readonly sha256: string;
  readonly seed: string;
  /** Ids in the order shown. */
  readonly form: readonly string[];
  readonly learner: string;
  readonly window: ExamWindow;
  readonly extraPercent: number;
}

/** What was settled when a sitting began, and stays when it has ended. Plain data. */
export interface SittingHead {
  /** Unique: two tabs that go on with one sitting know it by this. */
  readonly id: string;
  readonly exam: string;
  /** From 1, by learner and exam. */
  readonly number: number;
  readonly seed: string;
  readonly bankSha256: string;
  /** SHA-256 of the pack, where an issuer has set the exam. */
  readonly packSha256?: string;
  /** To whom that pack is made out: the id under which it is handed in. */
  readonly packLearner?: string;
  /** Ids of the form, in the order shown. */
  readonly items: readonly string[];
  readonly extraPercent: number;
  /** When the learner took the pledge. */
  readonly pledgedAt: string;
}

/** A sitting that is open, as kept between visits. */
export interface ExamSitting extends SittingHead {
  readonly marks: Readonly<Record<string, ItemMarks>>;
  readonly clock: ExamClock;
}

/** What a learner has done with one item so far. */
export interface ItemMarks {
  readonly answer?: Answer;
  readonly isFlagged: boolean;
  /** From 1, by item: the highest stands. */
  readonly revision: number;
  /** Time used when the answer was last changed. */
  readonly atMs: number;
}

/**
 * Begins a sitting. One of an issuer's pack ends with the pack's window at the latest.
 *
 * @throws BankTooSmall when no form can be drawn.
 */
export function beginSitting(
  paper: ExamPaper,
  learner: string,
  earlier: readonly ExamResult[],
  extraPercent: number,
  now: Date,
): ExamSitting {
  const number = 1 + Math.max(0, ...earlier.map((result) => result.number));
  const seed = paper.pack?.seed ?? `${learner}/${paper.exam}/${number}`;
  const exposure: Record<string, number> = {};
  for (const { items } of earlier) {
    for (const id of items) exposure[id] = (exposure[id] ?? 0) + 1;
  }
  const last = earlier.find((result) => result.number === number - 1)?.items ?? [];
  const items =
    paper.pack?.form ?? drawForm(paper.items, { slots: paper.slots, seed, last, exposure }).items;
  const clock = startClock(paper.minutes, extraPercent, now);
  const windowMs = paper.pack ? Date.parse(paper.pack.window.closesAt) - now.getTime() : Infinity;
  return {
    id: `${seed}/${now.getTime().toString(36)}`,
    exam: paper.exam,
    number,
    seed,
    bankSha256: paper.bankSha256,
    ...(paper.pack ? { packSha256: paper.pack.sha256, packLearner: paper.pack.learner } : {}),
    items,
    marks: {},
    clock: { ...clock, limitMs: Math.max(0, Math.min(clock.limitMs, windowMs)) },
    extraPercent,
    pledgedAt: now.toISOString(),
  };
}

/** Keeps an answer, or takes it back; an answer that is not whole is kept as it is, and counts as none while it lacks. */
export function keepAnswer(
  sitting: ExamSitting,
  id: string,
  answer: Answer | undefined,
): ExamSitting {
  const { isFlagged, revision } = marksOf(sitting, id);
  const given = answer === undefined ? {} : { answer };
  return withMarks(sitting, id, { isFlagged, revision, atMs: sitting.clock.usedMs, ...given });
}

export function flag(sitting: ExamSitting, id: string, isFlagged: boolean): ExamSitting {
  return withMarks(sitting, id, { ...marksOf(sitting, id), isFlagged });
}

/** What is known of an item so far. @throws RangeError when it is not of this form. */
export function marksOf({ items, marks }: ExamSitting, id: string): ItemMarks {
  if (!items.includes(id)) throw new RangeError(`${id} is not of this form.`);
  return marks[id] ?? { isFlagged: false, revision: 0, atMs: 0 };
}

function withMarks(sitting: ExamSitting, id: string, marks: ItemMarks): ExamSitting {
  const next = { ...marks, revision: marks.revision + 1 };
  return { ...sitting, marks: { ...sitting.marks, [id]: next } };
}

/** The same sitting of two tabs put together: of each item what was done last. */
export function mergeSittings(one: ExamSitting, other: ExamSitting): ExamSitting {
  if (one.id !== other.id) throw new RangeError('These are two sittings.');
  const marks = Object.fromEntries(
    one.items.flatMap((id) => {
      const [mine, theirs] = [one.marks[id], other.marks[id]];
      const stands = theirs && mine && isLater(theirs, mine) ? theirs : (mine ?? theirs);
      return stands ? [[id, stands]] : [];
    }),
  );
  return { ...one, marks, clock: mergeClocks(one.clock, other.clock) };
}

/** Both tabs must come to the same: where revision and time are equal, the text of the answer decides. */
function isLater(one: ItemMarks, other: ItemMarks): boolean {
  if (one.revision !== other.revision) return one.revision > other.revision;
  if (one.atMs !== other.atMs) return one.atMs > other.atMs;
  return JSON.stringify(one) > JSON.stringify(other);
}

/** How an item of a sitting stands. */
export type ItemState = 'open' | 'partly' | 'answered';

export function stateOf(sitting: ExamSitting, item: BankItem): ItemState {
  const { answer } = marksOf(sitting, item.id);
  if (answer === undefined) return 'open';
  return whatLacks(item, answer) === undefined ? 'answered' : 'partly';
}

/** The paper with the items of one form only: what is kept beside an open sitting, so that no update of the site ends it. */
export function paperOf(sitting: ExamSitting, paper: ExamPaper): ExamPaper {
  const form = new Set(sitting.items);
  return { ...paper, items: paper.items.filter(({ id }) => form.has(id)) };
}

/** True while every item of the sitting is in the paper, and the paper is the one that was begun. */
export function fitsPaper(sitting: ExamSitting, paper: ExamPaper): boolean {
  return (
    sitting.bankSha256 === paper.bankSha256 &&
    sitting.items.every((id) => paper.items.some((item) => item.id === id))
  );
}

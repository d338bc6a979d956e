import type { QuizItem } from '#curriculum';
import { whatLacks, type Answer } from './answer.ts';
import { drawItems } from './draw-items.ts';
import { judgeAnswer } from './judge-answer.ts';

/** A try at a quiz, as it is kept between visits. Plain data. */
export interface QuizTry {
  /** Unique: two tabs that go on with one try know it by this. */
  readonly id: string;
  /** `<course>/<quiz>`. */
  readonly quiz: string;
  /** From 1, by learner and quiz. Clocks may be set back; numbers go on. */
  readonly number: number;
  readonly seed: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Ids of the drawn items, in the order shown. */
  readonly items: readonly string[];
  /** By item id; given answers stand. */
  readonly answers: Readonly<Record<string, GivenAnswer>>;
  /** `<cohort>/<assignment>` that it answers, and which of its attempts; absent: practice. */
  readonly assigned?: string;
  /** From 1. */
  readonly attempt?: number;
}

export interface GivenAnswer {
  readonly answer: Answer;
  readonly right: boolean;
}

/** A finished try, as it stays in the record. */
export interface QuizResult {
  readonly id: string;
  readonly quiz: string;
  readonly number: number;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** Whether each item was answered rightly, by id, in the order shown. */
  readonly items: Readonly<Record<string, boolean>>;
  readonly right: number;
  readonly of: number;
  /** Percent that passed at that time. */
  readonly pass: number;
  /** Of the try, as `answers` and `bankSha256`: what handing it in needs. Absent in results of before they were kept. */
  readonly seed?: string;
  /** As given, by item id. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Which bank it was drawn from. */
  readonly bankSha256?: string;
  /** As in the try. */
  readonly assigned?: string;
  readonly attempt?: number;
}

/** What a try needs to know of its quiz. */
export interface QuizBank {
  /** `<course>/<quiz>`. */
  readonly id: string;
  readonly draw: number;
  readonly pass: number;
  readonly items: readonly QuizItem[];
  /** Which items, to the byte: digest of the bank, where whoever gives the bank tells it. */
  readonly sha256?: string;
}

/** Work that was assigned: its data follow from a seed that the instructor gave. */
export interface AssignedTry {
  /** `<cohort>/<assignment>`. */
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
  readonly seed: string;
}

/**
 * Begins the next try: fresh items first, by what earlier tries drew. The items of an assigned one follow from its seed
 * alone, so that who marks it can draw them again.
 */
export function beginTry(
  bank: QuizBank,
  learner: string,
  earlier: readonly QuizResult[],
  now: Date = new Date(),
  assigned?: AssignedTry,
): QuizTry {
  const number = 1 + Math.max(0, ...earlier.map((result) => result.number));
  const own = `${learner}/${bank.id}/${number}`;
  const seed = assigned?.seed ?? own;
  const met: Record<string, number> = {};
  for (const { items } of assigned ? [] : earlier) {
    for (const id of Object.keys(items)) met[id] = (met[id] ?? 0) + 1;
  }
  return {
    id: `${own}/${now.getTime().toString(36)}`,
    quiz: bank.id,
    number,
    seed,
    startedAt: now.toISOString(),
    items: drawItems(bank.items, bank.draw, seed, met),
    answers: {},
    ...(assigned ? { assigned: assigned.id, attempt: assigned.attempt } : {}),
  };
}

/** The item that an answer belongs to, or `undefined` when the bank no longer has it. */
export function itemOf(bank: QuizBank, id: string): QuizItem | undefined {
  return bank.items.find((item) => item.id === id);
}

/** True while every drawn item is still in the bank: an update of the site may have taken one out. */
export function fitsBank(kept: QuizTry, bank: QuizBank): boolean {
  return kept.items.every((id) => {
    const item = itemOf(bank, id);
    const given = kept.answers[id];
    return item !== undefined && (!given || whatLacks(item, given.answer) === undefined);
  });
}

/**
 * Gives an answer to an item of the try. The first answer stands: a second one changes nothing.
 *
 * @throws RangeError when the item is not of this try, or the answer not whole.
 */
export function giveAnswer(kept: QuizTry, bank: QuizBank, id: string, answer: Answer): QuizTry {
  const item = itemOf(bank, id);
  if (!item || !kept.items.includes(id)) throw new RangeError(`${id} is not of this try.`);
  if (kept.answers[id]) return kept;
  const { right } = judgeAnswer(item, answer);
  return { ...kept, answers: { ...kept.answers, [id]: { answer, right } } };
}

/** Answers of two tabs put together. Where both answered an item, the one kept first stands. */
export function mergeTries(kept: QuizTry, other: QuizTry): QuizTry {
  if (kept.id !== other.id) throw new RangeError('These are two tries.');
  return { ...kept, answers: { ...other.answers, ...kept.answers } };
}

/** Index of the first item that is not answered, or `undefined` when all are. */
export function nextItem({ items, answers }: QuizTry): number | undefined {
  const index = items.findIndex((id) => !answers[id]);
  return index < 0 ? undefined : index;
}

/** The result of a try whose items are all answered. @throws RangeError while one is open. */
export function finishTry(
  kept: QuizTry,
  { pass, sha256 }: Pick<QuizBank, 'pass' | 'sha256'>,
  now: Date = new Date(),
): QuizResult {
  if (nextItem(kept) !== undefined) throw new RangeError('Not every item is answered.');
  const { id, quiz, number, startedAt, seed, assigned, attempt } = kept;
  const items = Object.fromEntries(
    kept.items.map((one) => [one, kept.answers[one]?.right === true]),
  );
  const right = Object.values(items).filter(Boolean).length;
  // A clock that was set back meanwhile: no try ends before it began.
  const finishedAt = now.toISOString() < startedAt ? startedAt : now.toISOString();
  return {
    id,
    quiz,
    number,
    startedAt,
    finishedAt,
    items,
    right,
    of: kept.items.length,
    pass,
    seed,
    answers: Object.fromEntries(
      Object.entries(kept.answers).map(([item, { answer }]) => [item, answer]),
    ),
    ...(sha256 === undefined ? {} : { bankSha256: sha256 }),
    ...(assigned === undefined ? {} : { assigned }),
    ...(attempt === undefined ? {} : { attempt }),
  };
}

/** Whether a result passes. */
export function passes({ right, of, pass }: Pick<QuizResult, 'right' | 'of' | 'pass'>): boolean {
  return of > 0 && right * 100 >= pass * of;
}

/** How many right answers out of `count` pass. */
export function neededToPass(count: number, pass: number): number {
  return Math.ceil((count * pass) / 100);
}

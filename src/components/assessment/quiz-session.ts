import {
  beginTry,
  finishTry,
  fitsBank,
  giveAnswer,
  mergeTries,
  nextItem,
  type Answer,
  type AssignedTry,
  type QuizBank,
  type QuizResult,
  type QuizTry,
} from '#assessment';
import type { LearnerRecord } from '#progress';

/** Where a learner stands with one quiz. */
export interface QuizStand {
  /** The open try; absent before the first item and after the last one. */
  readonly open?: QuizTry;
  /** Finished tries in their order: all of them in practice, else those of the assigned attempt. */
  readonly results: readonly QuizResult[];
  /** What happened that the learner must know, in a sentence. */
  readonly notice?: string;
}

/** Which work a try belongs to: neither is there in practice. */
type Work = Pick<QuizTry, 'assigned' | 'attempt'>;
export const workOf = (assigned: AssignedTry | undefined): Work =>
  assigned ? { assigned: assigned.id, attempt: assigned.attempt } : {};

async function resultsOf(record: LearnerRecord, quiz: string, work: Work) {
  const all = await record.quizResults(quiz);
  if (work.assigned === undefined) return all;
  return all.filter((one) => one.assigned === work.assigned && one.attempt === work.attempt);
}

/** Where the learner stands, as kept. A try that an update of the quiz no longer fits is closed, and said so. */
export async function readStand(
  record: LearnerRecord,
  bank: QuizBank,
  work: Work = {},
): Promise<QuizStand> {
  const open = await record.openTry(bank.id, work);
  const results = await resultsOf(record, bank.id, work);
  if (!open) return { results };
  if (fitsBank(open, bank)) return { open, results };
  await record.dropTry(open.id);
  return {
    results,
    notice:
      'The questions of this quiz were changed since you began, so the try that was open is closed. It counts as nothing; begin a fresh one.',
  };
}

/**
 * Begins the next try. When another tab has begun one in the same moment, that one is gone on with. An assigned attempt is
 * taken once.
 */
export function begin(
  record: LearnerRecord,
  bank: QuizBank,
  assigned?: AssignedTry,
): Promise<QuizStand> {
  return alone(bank, async () => {
    const stand = await readStand(record, bank, workOf(assigned));
    if (stand.open || (assigned && stand.results.length > 0)) return stand;
    const earlier = await record.quizResults(bank.id);
    const open = beginTry(bank, await record.learnerId(), earlier, new Date(), assigned);
    await record.keepTry(open);
    return { open, results: stand.results };
  });
}

/**
 * Keeps an answer. Other tabs may answer at the same time: what they kept first stands, and nothing is lost.
 *
 * @param shown the try that the learner sees
 */
export function answerItem(
  record: LearnerRecord,
  bank: QuizBank,
  shown: QuizTry,
  id: string,
  answer: Answer,
): Promise<QuizStand> {
  return alone(bank, async () => {
    const stand = await readStand(record, bank, shown);
    if (stand.results.some((result) => result.id === shown.id)) {
      return { ...stand, notice: 'This try was finished in another tab. Its result stands.' };
    }
    if (stand.open && stand.open.id !== shown.id) {
      return {
        ...stand,
        notice:
          'Another tab has begun a fresh try. It is shown here now; your last answer belongs to the earlier one and is not kept.',
      };
    }
    // Nothing is kept any more when the record was deleted meanwhile: then what is shown goes on.
    const known = stand.open ? mergeTries(stand.open, shown) : shown;
    const open = giveAnswer(known, bank, id, answer);
    await record.keepTry(open);
    const other = stand.open?.answers[id];
    const elsewhere = 'This question was answered in another tab first. That answer stands.';
    return { open, results: stand.results, ...(other ? { notice: elsewhere } : {}) };
  });
}

/** Files the result of a try whose items are all answered. */
export function finish(record: LearnerRecord, bank: QuizBank, shown: QuizTry): Promise<QuizStand> {
  return alone(bank, async () => {
    const stand = await readStand(record, bank, shown);
    const open = stand.open?.id === shown.id ? mergeTries(stand.open, shown) : shown;
    if (nextItem(open) !== undefined) return { ...stand, open };
    const filed = stand.results.some((result) => result.id === open.id);
    if (!filed) await record.addQuizResult(finishTry(open, bank));
    return { results: await resultsOf(record, bank.id, shown) };
  });
}

/** Lets one tab at a time read and write a quiz. Browsers without locks do without: then the last write stands. */
async function alone(bank: QuizBank, work: () => Promise<QuizStand>): Promise<QuizStand> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? locks.request(`plumbline-quiz/${bank.id}`, work) : work();
}

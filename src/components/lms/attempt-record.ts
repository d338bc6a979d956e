import type { QuizResult, QuizTry } from '#assessment';
import { canonicalJson } from '#formats';
import {
  betterOf,
  outcomeOfLab,
  outcomeOfLesson,
  outcomeOfQuiz,
  type Outcome,
  type Receipt,
  type ResumeState,
  type Unit,
} from '#interop';
import {
  digestOf,
  LEARNER_ID,
  type LabAttempt,
  type LearnerRecord,
  type LessonRead,
  type QuestionAnswered,
} from '#progress';

/** What of the record an LMS may keep for a browser that does not have it. */
interface Kept {
  readonly attempts?: readonly LabAttempt[];
  readonly open?: QuizTry;
  readonly results?: readonly QuizResult[];
  readonly read?: LessonRead;
  readonly answers?: readonly QuestionAnswered[];
}

/** How an attempt stands, and what the LMS is to keep of it, the most complete first. */
export interface Standing {
  readonly receipt: Receipt;
  readonly kept: readonly unknown[];
}

/** Reads how the unit stands in the attempt's record. `floor` is what was reached before: it is never taken back. */
export async function readStanding(
  record: LearnerRecord,
  unit: Unit,
  floor: Receipt,
  ended: boolean,
): Promise<Standing> {
  switch (unit.kind) {
    case 'lab': {
      const attempts = await record.attempts(unit.id);
      const outcome = outcomeOfLab(unit, attempts.map(judged), ended);
      const best = attempts.find(({ startedAt }) => startedAt === outcome.at);
      const last = attempts.at(-1);
      const both = [best, last].filter((one) => one !== undefined);
      return {
        receipt: receiptOf(outcome, best, floor, ended),
        kept: [{ attempts: [...new Set(both)] }, { attempts: both.slice(0, 1) }],
      };
    }
    case 'quiz': {
      const results = await record.quizResults(unit.id);
      const open = await record.openTry(unit.id);
      const outcome = outcomeOfQuiz(unit, results, open !== undefined, ended);
      const best = results.find(({ finishedAt }) => finishedAt === outcome.at);
      const tryToo = open ? { open } : {};
      return {
        receipt: receiptOf(outcome, best, floor, ended),
        kept: [{ results, ...tryToo }, { results: results.slice(-2), ...tryToo }, { ...tryToo }],
      };
    }
    case 'lesson': {
      const read = (await record.lessons()).find(({ lesson }) => lesson === unit.id);
      const answers = await record.answers(`${unit.id}#`);
      return {
        receipt: receiptOf(outcomeOfLesson(read?.doneAt), read, floor, false),
        kept: read ? [{ read, answers }, { read }] : [],
      };
    }
  }
}

/** The better of what was reached before and now; with the digest of what it rests on. */
function receiptOf(outcome: Outcome, rests: unknown, floor: Receipt, ended: boolean): Receipt {
  const now: Receipt =
    rests === undefined
      ? outcome
      : { ...outcome, sha256: digestOf(new TextEncoder().encode(canonicalJson(rests))) };
  const best: Receipt = betterOf(now, floor);
  return ended && best.standing !== 'passed' ? { ...best, standing: 'failed' } : best;
}

const judged = ({ points, maxPoints, startedAt, verdicts }: LabAttempt) => ({
  points,
  max: maxPoints,
  at: startedAt,
  verdicts,
});

/**
 * Brings an attempt's record to where the LMS says that it stands: the same data for the learner, and what another browser
 * has told of it.
 *
 * @returns true when the attempt was begun in another browser, and its work is there
 */
export async function adoptState(record: LearnerRecord, state: ResumeState): Promise<boolean> {
  const isNew = (await record.setting(LEARNER_ID)) === undefined;
  if (isNew) await record.setSetting(LEARNER_ID, state.learner);
  const { attempts = [], results = [], answers = [], open, read } = (state.kept ?? {}) as Kept;
  for (const attempt of attempts) await record.addAttempt(attempt);
  for (const result of results) await record.addQuizResult(result);
  for (const answer of answers) await record.addAnswer(answer);
  if (isNew && open) await record.keepTry(open);
  if (isNew && read?.doneAt) await record.markLessonDone(read.lesson, new Date(read.doneAt));
  return isNew && state.receipt.standing !== 'begun';
}

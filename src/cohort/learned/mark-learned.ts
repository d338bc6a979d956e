import { drawItems, itemOf, judgeAnswer, passes, whatLacks, type QuizBank } from '#assessment';
import { canonicalJson } from '#formats';
import { bankDigest } from '../exam/bank-digest.ts';
import { quoted, type EvidenceFault, type EvidenceReading } from '../evidence-fault.ts';
import type { GraderIdentity } from '../submission/submission-manifest.ts';
import type { LearnedRecord } from './learned-record.ts';
import {
  readLearnedSubmission,
  type LearnedSubmission,
  type LessonSubmission,
  type QuizSubmission,
} from './learned-submission.ts';

/** A quiz as it stands where answers are marked. */
export interface IssuersQuiz extends Pick<QuizBank, 'id' | 'draw' | 'pass' | 'items'> {
  readonly title: string;
}

/** Everything that decides a record, beside the hand-in itself. */
export interface MarkOptions {
  readonly quizOf: (id: string) => IssuersQuiz | undefined;
  /** Title of a lesson; `undefined` where there is no such lesson. */
  readonly lessonOf: (id: string) => string | undefined;
  readonly grader: GraderIdentity;
  /** ISO 8601 in UTC, by the issuer's clock. */
  readonly gradedAt: string;
  readonly gradedBy: string;
}

export interface MarkedLearned {
  readonly record: LearnedRecord;
  readonly submission: LearnedSubmission;
}

/**
 * Marks a quiz again from its answers: what the learner's browser reported is compared, and decides nothing. Items that an
 * assignment's seed decides are drawn again, and must be the same. That a lesson was read is taken as reported, and said so.
 * The same hand-in, banks and options give the same record.
 *
 * @returns the faults of a file that is no such hand-in, or of one that cannot be marked here
 */
export function markLearned(
  bytes: Uint8Array,
  options: MarkOptions,
): EvidenceReading<MarkedLearned> {
  const read = readLearnedSubmission(bytes);
  if (read.faults) return read;
  const { submission, signer, sha256 } = read.value;
  const found =
    submission.kind === 'quiz' ? ofQuiz(submission, options) : ofLesson(submission, options);
  if (found.faults) return found;
  const { grader, gradedAt, gradedBy } = options;
  const { assignmentSha256, learner } = submission;
  const record: LearnedRecord = {
    format: 'plumbline-learned-regrade',
    formatVersion: 1,
    submissionSha256: sha256,
    ...(assignmentSha256 === undefined ? {} : { assignmentSha256 }),
    learner,
    learnerKey: signer,
    grader,
    ...found.value,
    gradedAt,
    gradedBy,
  };
  return { value: { record, submission } };
}

type Found = Pick<
  LearnedRecord,
  | 'kind'
  | 'activity'
  | 'title'
  | 'basis'
  | 'bankSha256'
  | 'handedInBankSha256'
  | 'items'
  | 'score'
  | 'reported'
  | 'notes'
>;

function ofLesson({ lesson }: LessonSubmission, { lessonOf }: MarkOptions): EvidenceReading<Found> {
  const title = lessonOf(lesson);
  if (title === undefined) {
    return refused(
      'ContentUnknown',
      `a hand-in of the lesson ${quoted(lesson)}`,
      'a lesson of this edition',
      'Take it in with an edition that has this lesson.',
    );
  }
  return {
    value: {
      kind: 'lesson',
      activity: lesson,
      title,
      basis: 'self-reported',
      items: [],
      score: { right: 1, of: 1, pass: 100, passed: true },
      notes: [],
    },
  };
}

function ofQuiz(submission: QuizSubmission, { quizOf }: MarkOptions): EvidenceReading<Found> {
  const { quiz: id, form, bankSha256: handedIn } = submission;
  const quiz = quizOf(id);
  if (!quiz) {
    return refused(
      'ContentUnknown',
      `a hand-in of the quiz ${quoted(id)}`,
      'a quiz of this edition',
      'Mark it with an edition that has this quiz.',
    );
  }
  const bankSha256 = bankDigest(quiz.items);
  const isSameBank = bankSha256 === handedIn;
  const stray = form.find((item) => itemOf(quiz, item) === undefined);
  if (stray !== undefined) {
    return isSameBank
      ? refused('FormWrong', `the question ${quoted(stray)}`, 'questions of the bank', NOT_COUNTED)
      : refused(
          'ContentUnknown',
          `the question ${quoted(stray)} of another bank (${handedIn.slice(0, 12)}…)`,
          `questions of the bank of this edition (${bankSha256.slice(0, 12)}…)`,
          'Mark it with the edition that it was taken with: this question is gone here.',
        );
  }
  const fault = isSameBank ? drawFault(submission, quiz) : undefined;
  if (fault !== undefined) {
    return refused('FormWrong', fault, 'the questions that its seed draws', NOT_COUNTED);
  }
  const { items, notes } = marked(submission, quiz);
  const right = items.filter((one) => one.right).length;
  const mark = { right, of: form.length };
  const passed = passes({ ...mark, pass: quiz.pass });
  const { selfReported } = submission;
  const agrees =
    selfReported.right === right &&
    selfReported.of === form.length &&
    selfReported.passed === passed;
  const changed = `The questions of this quiz were changed since it was taken (${handedIn.slice(0, 12)}… then, ${bankSha256.slice(0, 12)}… now). It is marked by those of now.`;
  const differs = `The learner’s browser reported ${selfReported.right} of ${selfReported.of} right; marked again it is ${right} of ${form.length}.`;
  return {
    value: {
      kind: 'quiz',
      activity: id,
      title: quiz.title,
      basis: 'regraded',
      bankSha256,
      ...(isSameBank ? {} : { handedInBankSha256: handedIn }),
      items,
      score: { ...mark, pass: quiz.pass, passed },
      ...(agrees ? {} : { reported: selfReported }),
      notes: [...(isSameBank ? [] : [changed]), ...(agrees ? [] : [differs]), ...notes],
    },
  };
}

/** Every item of the form with whether its answer is right. What cannot be read as an answer is wrong, and said. */
function marked({ form, answers }: QuizSubmission, quiz: IssuersQuiz) {
  const given = new Map(answers.map(({ item, answer }) => [item, answer]));
  const notes: string[] = [];
  const items = form.map((id) => {
    const item = itemOf(quiz, id);
    const answer = given.get(id);
    if (!item || answer === undefined) return { item: id, right: false };
    if (whatLacks(item, answer) !== undefined) {
      notes.push(`The answer to ${quoted(id)} is none that its question takes.`);
      return { item: id, right: false };
    }
    return { item: id, right: judgeAnswer(item, answer).right };
  });
  return { items, notes: notes.slice(0, 20) };
}

/** Why the questions are none that this quiz asks. Those of a later try in practice follow from tries that nobody handed in. */
function drawFault(
  { form, seed, number, assignmentSha256 }: QuizSubmission,
  { items, draw }: IssuersQuiz,
): string | undefined {
  const asked = Math.min(draw, items.length);
  if (form.length !== asked) return `${form.length} questions where ${asked} are asked`;
  if (assignmentSha256 === undefined && number > 1) return undefined;
  return canonicalJson(drawItems(items, draw, seed)) === canonicalJson(form)
    ? undefined
    : 'other questions than its seed draws, or another order';
}

const NOT_COUNTED = 'Do not count it; ask the learner how it came about.';

const refused = (
  name: EvidenceFault['name'],
  found: string,
  expected: string,
  toDo: string,
): { readonly faults: readonly [EvidenceFault] } => ({
  faults: [{ name, found, expected, toDo }],
});

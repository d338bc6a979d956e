import type { LabSitting, QuizTry } from '#assessment';
import type { KeptAssignment, LessonRead, QuestionAnswered } from '../record.ts';
import { greater, mergeLists, mergeMembers } from './merge-lists.ts';
import { mergeWorks } from './merge-works.ts';
import type { RecordDocument } from './record-document.ts';

/**
 * One record of two. Nothing of either is lost, and it does not matter which comes first, how often they meet or in which
 * order several do.
 *
 * - A lesson: opened at the earlier time; of two marks the one set last stands, with its taking back.
 * - An answer to a question of a lesson: the latest stands.
 * - Attempts at labs, results of quizzes and exams, receipts, kept copies: all of both.
 * - An assignment: as it was opened last.
 * - Exam packs and certificates: all of both, kept since the earlier time.
 * - Open tries at quizzes: all of both, with the answers of both; one that is finished in either is finished.
 * - Work in a lab: what was saved last; the other becomes a kept copy.
 * - The learner's id: of the record that began first.
 *
 * @param here both of the newest schema
 */
export function mergeRecords(here: RecordDocument, other: RecordDocument): RecordDocument {
  const quizResults = mergeLists(here.quizResults, other.quizResults, idOf, greater);
  const finished = new Set(quizResults.map(idOf));
  const isHereOlder = ageOf(here) <= ageOf(other);
  return {
    format: 'plumbline-record',
    schema: here.schema,
    exportedAt: here.exportedAt >= other.exportedAt ? here.exportedAt : other.exportedAt,
    learnerId: isHereOlder ? here.learnerId : other.learnerId,
    lessons: mergeLists(here.lessons, other.lessons, ({ lesson }) => lesson, joinLessons),
    answers: mergeLists(here.answers, other.answers, ({ question }) => question, laterAnswer),
    attempts: mergeLists(here.attempts, other.attempts, idOf, greater),
    tries: mergeLists(here.tries, other.tries, idOf, joinTries).filter(
      ({ id }) => !finished.has(id),
    ),
    quizResults,
    examResults: mergeLists(here.examResults, other.examResults, idOf, greater),
    receipts: mergeLists(here.receipts, other.receipts, idOf, greater),
    assignments: mergeLists(here.assignments, other.assignments, idOf, laterAssignment),
    packs: mergeLists(here.packs, other.packs, idOf, earlierFile),
    examReceipts: mergeLists(here.examReceipts, other.examReceipts, idOf, greater),
    learnedReceipts: mergeLists(here.learnedReceipts, other.learnedReceipts, idOf, greater),
    certificates: mergeLists(here.certificates, other.certificates, idOf, earlierFile),
    labSittings: mergeLists(here.labSittings, other.labSittings, sittingKey, greater),
    diagnostic: mergeMembers(here.diagnostic, other.diagnostic, joinAnswers),
    ...mergeWorks(here, other),
  };
}

/** Two computers count their sittings each on its own; the seed tells them apart. */
export const sittingKey = ({ id, seed }: Pick<LabSitting, 'id' | 'seed'>): string =>
  `${id}~${seed}`;

const idOf = ({ id }: { readonly id: string }): string => id;

/** Sorts records by when they began, as far as a merge keeps it; one in which nothing was done yet comes last. */
function ageOf({ lessons, attempts, quizResults, learnerId }: RecordDocument): string {
  const times = [
    ...lessons.map(({ firstOpenedAt }) => firstOpenedAt),
    ...[...attempts, ...quizResults].map(({ startedAt }) => startedAt),
  ];
  const first = times.reduce((a, b) => (a <= b ? a : b), 'nothing yet');
  return `${first} ${learnerId}`;
}

function joinLessons(a: LessonRead, b: LessonRead): LessonRead {
  const firstOpenedAt = a.firstOpenedAt <= b.firstOpenedAt ? a.firstOpenedAt : b.firstOpenedAt;
  const last = markOrder(a) >= markOrder(b) ? a : b;
  return { ...last, firstOpenedAt };
}

/** Sorts marks by when they were set. Of two of one moment "read" wins, and what was never marked says nothing. */
const markOrder = ({ markedAt, doneAt }: LessonRead): string =>
  [markedAt ?? doneAt ?? '', doneAt ?? '', markedAt ?? ''].join(' ');

function laterAnswer(a: QuestionAnswered, b: QuestionAnswered): QuestionAnswered {
  if (a.answeredAt === b.answeredAt) return greater(a, b);
  return a.answeredAt > b.answeredAt ? a : b;
}

function laterAssignment(a: KeptAssignment, b: KeptAssignment): KeptAssignment {
  if (a.keptAt === b.keptAt) return greater(a, b);
  return a.keptAt > b.keptAt ? a : b;
}

/** One file, kept twice. */
function earlierFile<T extends { readonly keptAt: string }>(a: T, b: T): T {
  if (a.keptAt === b.keptAt) return greater(a, b);
  return a.keptAt < b.keptAt ? a : b;
}

/** The answers of both. An item answered in both is the same everywhere, whichever record comes first. */
function joinTries(a: QuizTry, b: QuizTry): QuizTry {
  const frame = greater({ ...a, answers: {} }, { ...b, answers: {} });
  return { ...frame, answers: mergeMembers(a.answers, b.answers, greater) };
}

/** Answers of the diagnostic: a mapping of answers is joined member by member, of two answers one stands everywhere. */
function joinAnswers(a: unknown, b: unknown): unknown {
  return isMapping(a) && isMapping(b) ? mergeMembers(a, b, greater) : greater(a, b);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

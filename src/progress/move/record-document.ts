import type { ExamResult, LabSitting, QuizResult, QuizTry } from '#assessment';
import type { JsonTree } from '#container';
import type { LabWorkFacts } from '../lab-work.ts';
import type {
  ExamReceipt,
  HandInReceipt,
  KeptAssignment,
  KeptCertificate,
  KeptPack,
  LabAttempt,
  LearnedReceipt,
  LessonRead,
  QuestionAnswered,
} from '../record.ts';

/** The work in one lab. */
export interface DocumentWork extends LabWorkFacts {
  readonly savedAt: string;
  readonly files: JsonTree;
}

/** A kept copy of the work in one lab. */
export interface DocumentCopy {
  readonly id: string;
  readonly lab: string;
  readonly labVersion: string;
  readonly keptAt: string;
  readonly reason: string;
  readonly files: JsonTree;
}

/** Answers of the diagnostic by the name of the question, as its page keeps them. */
export type DiagnosticAnswers = Readonly<Record<string, unknown>>;

/**
 * A learner's record as one JSON document: all that the browser keeps of them, sorted, so that the same record is the
 * same text. Lists hold each id once.
 *
 * @see docs/formats/record.md
 */
export interface RecordDocument {
  readonly format: 'plumbline-record';
  /** Version of the record's values: see `MIGRATIONS`. */
  readonly schema: number;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  readonly learnerId: string;
  /** By `lesson`. */
  readonly lessons: readonly LessonRead[];
  /** By `question`. */
  readonly answers: readonly QuestionAnswered[];
  /** By `id`. */
  readonly attempts: readonly LabAttempt[];
  /** Open tries, by `id`. */
  readonly tries: readonly QuizTry[];
  /** By `id`. */
  readonly quizResults: readonly QuizResult[];
  /** By `id`. */
  readonly examResults: readonly ExamResult[];
  /** Labs done in exam mode, ended ones, by `id` and `seed`. What is open stays in the browser in which its clock runs. */
  readonly labSittings: readonly LabSitting[];
  /** Of hand-ins, by `id`. */
  readonly receipts: readonly HandInReceipt[];
  /** By `id`. */
  readonly assignments: readonly KeptAssignment[];
  /** By `id`. */
  readonly packs: readonly KeptPack[];
  /** Of exams, by `id`. */
  readonly examReceipts: readonly ExamReceipt[];
  /** Of quizzes and lessons, by `id`. */
  readonly learnedReceipts: readonly LearnedReceipt[];
  /** By `id`. */
  readonly certificates: readonly KeptCertificate[];
  readonly diagnostic: DiagnosticAnswers;
  /** By `lab`. */
  readonly works: readonly DocumentWork[];
  /** By `lab`, then `id`. */
  readonly copies: readonly DocumentCopy[];
}

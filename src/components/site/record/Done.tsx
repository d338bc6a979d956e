import type { ExamResult, LabSitting, QuizResult } from '#assessment';
import type { Level } from '#curriculum';
import type {
  ExamReceipt,
  HandInReceipt,
  KeptCertificate,
  LabAttempt,
  LearnedReceipt,
  LearnerRecord,
  LessonRead,
} from '#progress';
import type { standings } from '../standing.ts';
import { Activity } from './Activity.tsx';
import { deedsOf } from './activity.ts';
import { Certificates } from './Certificates.tsx';
import type { Renewals } from './certificate-standing.ts';
import { Competencies } from './Competencies.tsx';
import { ExamsTried, type ExamPages } from './ExamsTried.tsx';
import { HandedIn } from './HandedIn.tsx';
import { LabsTried } from './LabsTried.tsx';
import { LessonsRead } from './LessonsRead.tsx';
import { QuizzesTried } from './QuizzesTried.tsx';
import type { CompetencySheet, RecordStep } from './record-step.ts';

export interface DoneProps {
  /** The certificate that was chosen in the diagnostic. */
  readonly aim: Level;
  readonly kept: {
    readonly lessons: readonly LessonRead[];
    readonly attempts: readonly LabAttempt[];
    readonly results: readonly QuizResult[];
    readonly sat: readonly ExamResult[];
    readonly labSittings: readonly LabSitting[];
    readonly receipts: readonly HandInReceipt[];
    readonly examReceipts: readonly ExamReceipt[];
    readonly learnedReceipts: readonly LearnedReceipt[];
    readonly certificates: readonly KeptCertificate[];
  };
  readonly record: LearnerRecord;
  readonly steps: readonly RecordStep[];
  readonly sheet: CompetencySheet;
  readonly exams: ExamPages;
  readonly renewals: Renewals;
  readonly standings: ReturnType<typeof standings>;
}

/** What a record that is not empty shows: what the learner can do, and all that was done. */
export function Done(props: DoneProps) {
  const { aim, kept, record, steps, sheet, exams, renewals, standings } = props;
  const { lessons, attempts, results, sat, labSittings, receipts, certificates } = kept;
  const { examReceipts, learnedReceipts } = kept;
  return (
    <>
      <Competencies sheet={sheet} steps={steps} attempts={attempts} results={results} aim={aim} />
      <Activity deeds={deedsOf(steps, lessons, attempts, results, sat, exams)} />
      <LessonsRead steps={steps} standings={standings} />
      <LabsTried steps={steps} attempts={attempts} />
      <QuizzesTried steps={steps} results={results} />
      <ExamsTried exams={exams} results={sat} labSittings={labSittings} />
      <HandedIn
        steps={steps}
        receipts={receipts}
        exams={exams}
        examReceipts={examReceipts}
        learnedReceipts={learnedReceipts}
      />
      <Certificates record={record} certificates={certificates} renewals={renewals} />
    </>
  );
}

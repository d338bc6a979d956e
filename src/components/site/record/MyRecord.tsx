import { useEffect, useState } from 'preact/hooks';
import type { ExamResult, QuizResult } from '#assessment';
import type { Level } from '#curriculum';
import {
  DIAGNOSTIC,
  openRecord,
  type HandInReceipt,
  type LabAttempt,
  type LearnerRecord,
  type LessonRead,
} from '#progress';
import { nextStep, standings } from '../standing.ts';
import { Activity } from './Activity.tsx';
import { deedsOf } from './activity.ts';
import { Competencies } from './Competencies.tsx';
import { ExamsTried, type ExamPages } from './ExamsTried.tsx';
import { HandedIn } from './HandedIn.tsx';
import { Kept } from './Kept.tsx';
import { LabsTried } from './LabsTried.tsx';
import { LessonsRead } from './LessonsRead.tsx';
import { NextStep } from './NextStep.tsx';
import { QuizzesTried } from './QuizzesTried.tsx';
import type { CompetencySheet, RecordStep } from './record-step.ts';
import { sumUp } from './sum-up.ts';

interface Shown {
  readonly record: LearnerRecord;
  readonly lessons: readonly LessonRead[];
  readonly attempts: readonly LabAttempt[];
  readonly results: readonly QuizResult[];
  readonly sat: readonly ExamResult[];
  readonly receipts: readonly HandInReceipt[];
  readonly aim: Level;
}

interface Props {
  readonly steps: readonly RecordStep[];
  readonly sheet: CompetencySheet;
  readonly exams: ExamPages;
}

/** What this browser's learner has read and tried, and what can be done with the record. */
export function MyRecord({ steps, sheet, exams }: Props) {
  const [shown, setShown] = useState<Shown>();

  useEffect(() => {
    let stop = (): void => undefined;
    const read = async (): Promise<void> => {
      const record = await openRecord();
      setShown({
        record,
        lessons: await record.lessons(),
        attempts: await record.attempts(),
        results: await record.quizResults(),
        sat: await record.examResults(),
        receipts: await record.receipts(),
        aim: aimOf(await record.setting(DIAGNOSTIC)) ?? 'L2',
      });
      stop();
      stop = record.onChange(() => void read());
    };
    void read();
    return () => {
      stop();
    };
  }, []);

  const lessons = shown?.lessons ?? [];
  const attempts = shown?.attempts ?? [];
  const results = shown?.results ?? [];
  const sat = shown?.sat ?? [];
  const all = standings(steps, lessons, attempts, results);
  const receipts = shown?.receipts ?? [];
  const empty = [lessons, attempts, results, sat, receipts].every(({ length }) => length === 0);
  const next = nextStep(all);
  const nextOne = next === undefined ? undefined : steps[next];
  return (
    <>
      <header class="row pad-head page-head">
        <div class="at" />
        <div class="on">
          <h1>My record</h1>
          <p class="lead" role="status">
            {shown ? sumUp(steps, all) : 'Reading what this browser keeps.'}
          </p>
        </div>
      </header>
      {shown && nextOne && <NextStep step={nextOne} standing={all[next ?? 0]} empty={empty} />}
      {shown && !empty && (
        <>
          <Competencies
            sheet={sheet}
            steps={steps}
            attempts={attempts}
            results={results}
            aim={shown.aim}
          />
          <Activity deeds={deedsOf(steps, lessons, attempts, results)} />
          <LessonsRead steps={steps} standings={all} />
          <LabsTried steps={steps} attempts={attempts} />
          <QuizzesTried steps={steps} results={results} />
          <ExamsTried exams={exams} results={sat} />
          <HandedIn steps={steps} receipts={receipts} />
        </>
      )}
      {shown && <Kept record={shown.record} empty={empty} />}
    </>
  );
}

/** The certificate that was chosen in the diagnostic. */
function aimOf(diagnostic: unknown): Level | undefined {
  return (diagnostic as { readonly aim?: Level } | undefined)?.aim;
}

import { passes, type ExamResult, type QuizResult } from '#assessment';
import type { LabAttempt, LessonRead } from '#progress';
import { checksThatHold } from '../standing.ts';
import type { ExamPages } from './ExamsTried.tsx';
import type { RecordStep } from './record-step.ts';

/** One thing that was done, as a line. */
export interface Deed {
  /** ISO 8601. */
  readonly at: string;
  readonly did: string;
  readonly title: string;
  /** Absent when the site no longer has it. */
  readonly href?: string;
}

/** All that was done, the newest first. */
export function deedsOf(
  steps: readonly RecordStep[],
  lessons: readonly LessonRead[],
  attempts: readonly LabAttempt[],
  results: readonly QuizResult[],
  sat: readonly ExamResult[],
  exams: ExamPages,
): readonly Deed[] {
  const byId = new Map(steps.map((step) => [`${step.kind} ${step.id}`, step]));
  const deed = (kind: RecordStep['kind'], id: string, at: string, did: string): Deed => {
    const step = byId.get(`${kind} ${id}`);
    return { at, did, title: step?.title ?? id, ...(step ? { href: step.href } : {}) };
  };
  return [
    ...lessons.map(({ lesson, doneAt, firstOpenedAt }) =>
      deed('lesson', lesson, doneAt ?? firstOpenedAt, doneAt ? 'read' : 'opened'),
    ),
    ...attempts.map((attempt) =>
      deed('lab', attempt.lab, attempt.startedAt, checksThatHold(attempt)),
    ),
    ...results.map((result) => {
      const did = `${result.right} of ${result.of} right${passes(result) ? ', passed' : ''}`;
      return deed('quiz', result.quiz, result.finishedAt, did);
    }),
    ...sat.map(({ exam, number, score, finishedAt }) => {
      const known = exams[exam];
      const did = `sitting ${number}, part K: ${score.right} of ${score.of} right`;
      return {
        at: finishedAt,
        did,
        title: known?.title ?? exam,
        ...(known ? { href: known.href } : {}),
      };
    }),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

import { answerFaults, gradedLab, score, type Check, type LabAnswer, type Verdict } from '#grading';
import type { CheckRun } from '../check-run.ts';
import type { LabSheet } from '../lab-sheet.ts';

/** What the author is told about an answer that was graded. */
export interface AuthorWords {
  /** True when everything is as it is due. */
  readonly isDue: boolean;
  readonly points: number;
  readonly lines: readonly string[];
}

/** Whether the verdicts of one of the lab's own answers are what they are due to be, in the words of `npm run prove`. */
export function authorWords(
  sheet: LabSheet,
  checks: readonly Check[],
  answer: LabAnswer,
  run: CheckRun,
  seed: string,
): AuthorWords {
  const lab = gradedLab(sheet, checks);
  const verdicts = lab.checks.flatMap(({ id }): Verdict[] => {
    const verdict = run.verdicts[id];
    return verdict ? [verdict] : [];
  });
  const { points } = score(lab, verdicts);
  const faults = answerFaults(lab, answer, {
    id: answer.kind,
    kind: answer.kind,
    seed,
    durationMs: 0,
    points,
    verdicts,
  });
  return {
    isDue: faults.length === 0,
    points,
    lines:
      faults.length === 0
        ? [dueWords(answer)]
        : faults.map(({ message, hint }) => `${message} ${hint}`),
  };
}

function dueWords(answer: LabAnswer): string {
  switch (answer.kind) {
    case 'starter':
      return 'As due: it earns less than a quarter of the points.';
    case 'solution':
      return 'As due: every check holds.';
    case 'mutant':
      return `As due: “${answer.mutant.check}” does not hold, and nothing else was undeclared.`;
    case 'accepted':
      return 'As due: it is unlike the solution, and every check holds.';
  }
}

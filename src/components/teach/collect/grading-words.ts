import { scoreOfGrading, type HandIn } from '#cohort';

/** How far a hand-in is graded, in a few words. */
export function gradingWords({
  grading,
  overrides,
}: Pick<HandIn, 'grading' | 'overrides'>): string {
  const override = overrides.at(-1);
  if (override) {
    return `${override.points} of ${override.maxPoints}, set by ${override.by}`;
  }
  switch (grading.status) {
    case 'waiting':
      return 'waiting';
    case 'failed':
      return 'could not be graded';
    case 'graded':
    case 'judged':
    case 'marked': {
      const { points, maxPoints, passed } = scoreOfGrading(grading);
      return `${points} of ${maxPoints}, ${passed ? 'passed' : 'not passed'}`;
    }
  }
}

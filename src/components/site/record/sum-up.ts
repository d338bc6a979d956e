import type { Standing, StepToDo } from '../standing.ts';

/** One sentence over all that is done, counted. */
export function sumUp(
  steps: readonly StepToDo[],
  all: readonly Standing[],
  isEmpty: boolean,
): string {
  if (isEmpty) {
    return 'Nothing is recorded yet. What you read and try appears here by itself.';
  }
  const count = (kind: StepToDo['kind']): string => {
    const own = all.filter((_, index) => steps[index]?.kind === kind);
    const done = own.filter(({ state }) => state === 'done').length;
    const things = own.length === 1 ? kind : kind === 'quiz' ? 'quizzes' : `${kind}s`;
    return `${done} of ${own.length} ${things} ${kind === 'lesson' ? 'read' : 'passed'}`;
  };
  const kinds = (['lesson', 'lab', 'quiz'] as const).filter((kind) =>
    steps.some((step) => step.kind === kind),
  );
  return `${kinds.map(count).join(', ')}.`;
}

/** "23 Nov 2026, 16:10", in the learner's own time zone. */
export function when(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );
}

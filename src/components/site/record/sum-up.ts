import type { Standing, StepToDo } from '../standing.ts';

/** One sentence over all that is done, counted. */
export function sumUp(steps: readonly StepToDo[], all: readonly Standing[]): string {
  if (all.every(({ state }) => state === 'untouched')) {
    return 'Nothing is recorded yet. What you read and try appears here by itself.';
  }
  const count = (kind: StepToDo['kind']): string => {
    const own = all.filter((_, index) => steps[index]?.kind === kind);
    const done = own.filter(({ state }) => state === 'done').length;
    const things = `${kind}${own.length === 1 ? '' : 's'}`;
    return `${done} of ${own.length} ${things} ${kind === 'lab' ? 'passed' : 'read'}`;
  };
  return `${count('lesson')}, ${count('lab')}.`;
}

/** "23 Nov 2026, 16:10", in the learner's own time zone. */
export function when(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  );
}

import type { LateRule } from '../register/assignment.ts';

/** What becomes of late work, as learners read it. */
export function lateInWords(late: LateRule): string {
  if (late.kind === 'accept') return 'Late work counts in full, and is marked as late.';
  if (late.kind === 'refuse') return 'Late work is not graded.';
  return `Late work loses ${late.percentPerDay} percent for each day begun, ${late.mostPercent} at most.`;
}

import type { Grade } from './grade-of.ts';
import type { GradedPiece } from './graded-work.ts';

/** `85%, passed`: what stands for a piece at a glance. */
export function gradeWords(
  { state, percent, passed }: Grade,
  { passPercent }: GradedPiece,
): string {
  if (state === 'missing') return 'Nothing handed in';
  if (state === 'waiting') return 'Not graded yet';
  if (percent === undefined) return 'Does not count';
  return `${percent}%, ${passed ? 'passed' : `not passed (${passPercent}% pass)`}`;
}

/** What is to be known of a grade, in a sentence or two; empty when the number says it all. */
export function gradeSentence({ state, counted, basis, handIns }: Grade): string {
  if (state === 'missing') return 'Nothing was handed in.';
  if (state === 'waiting') return 'It was handed in, and is not graded yet.';
  if (!counted) {
    const isLate = handIns.some(({ leftOut }) => leftOut === 'late');
    return isLate ? 'It came after the due time, and is not accepted.' : 'No hand-in counts.';
  }
  const { handIn, daysLate, lateDeduction, rawPercent } = counted;
  const { override, result } = handIn;
  if (override) {
    const { points, maxPoints, by, reason } = override;
    return `Set to ${points} of ${maxPoints} by ${by}: ${reason.trim()}`;
  }
  const parts: string[] = [];
  if (basis === 'self-reported') parts.push('Self-reported, not graded again.');
  if (daysLate > 0) {
    const days = daysLate === 1 ? 'One day late' : `${daysLate} days late`;
    const took = `${lateDeduction} taken off ${rawPercent}`;
    parts.push(lateDeduction > 0 ? `${days}: ${took}.` : `${days}, accepted.`);
  }
  const unmet = result?.unmet ?? [];
  if (unmet.length > 0) parts.push(`Nobody passes without ${unmet.join(', ')}.`);
  return parts.join(' ');
}

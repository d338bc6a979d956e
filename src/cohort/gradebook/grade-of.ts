import type { GradedHandIn, GradedPiece, LateRule, SetGrade } from './graded-work.ts';

/** One hand-in by the piece's rules. */
export interface CountedHandIn {
  readonly handIn: GradedHandIn;
  /** From 1, by the time of receipt. */
  readonly attempt: number;
  /** Of what was graded, before anything is taken off: 0 to 100. */
  readonly rawPercent: number;
  /** Days begun after the due time; 0 when it came in time. */
  readonly daysLate: number;
  /** What being late took off, in percent of the full mark; nothing of what a person has set. */
  readonly lateDeduction: number;
  /** 0 to 100, to two decimals. */
  readonly percent: number;
  readonly passed: boolean;
  /** Why it counts for nothing, when it does. */
  readonly leftOut?: 'late' | 'too-many-attempts' | 'not-graded';
}

/** What a learner has in one piece. */
export interface Grade {
  /** `waiting`: something was handed in, and none of it is graded yet. `left-out`: nothing of it counts. */
  readonly state: 'missing' | 'waiting' | 'graded' | 'left-out';
  /** 0 to 100, to two decimals; `undefined` when there is nothing that counts. */
  readonly percent: number | undefined;
  readonly passed: boolean;
  /** The hand-in that the grade is of. */
  readonly counted?: CountedHandIn;
  /** All of them, by the time of receipt. */
  readonly handIns: readonly CountedHandIn[];
  /** `decided` when a person set it; `self-reported` when no issuer graded the work that counts. */
  readonly basis: 'regraded' | 'self-reported' | 'decided' | 'none';
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The grade of one learner in one piece: hand-ins in the order of receipt, of which the first `attempts` may count, less
 * what being late takes off; the best or the last of them. What a person has set stands in the place of what was graded,
 * and counts however late it came.
 *
 * @throws RangeError for a decision without a reason, or with points outside 0 to its most.
 */
export function gradeOf(piece: GradedPiece, handIns: readonly GradedHandIn[]): Grade {
  const all = [...handIns].sort(byReceipt).map((one, at) => countedOf(piece, one, at + 1));
  const open = all.filter(({ leftOut }) => leftOut === undefined);
  const counted = piece.counts === 'last' ? open.at(-1) : bestOf(open);
  if (!counted) {
    const isWaiting = all.some(({ leftOut }) => leftOut === 'not-graded');
    const state = isWaiting ? 'waiting' : all.length === 0 ? 'missing' : 'left-out';
    return { state, percent: undefined, passed: false, handIns: all, basis: 'none' };
  }
  const { percent, passed, handIn } = counted;
  const basis = handIn.override ? 'decided' : (handIn.result?.basis ?? 'none');
  return { state: 'graded', percent, passed, counted, handIns: all, basis };
}

function countedOf(piece: GradedPiece, handIn: GradedHandIn, attempt: number): CountedHandIn {
  const { result, override } = handIn;
  if (override) checkOverride(override, handIn);
  const daysLate = daysLateOf(piece.dueAt, handIn.receivedAt);
  const graded = override ?? result;
  const rawPercent =
    graded && graded.maxPoints > 0 ? rounded((100 * graded.points) / graded.maxPoints) : 0;
  const lateDeduction = override ? 0 : deductionOf(piece.late, daysLate);
  const percent = rounded(Math.max(0, rawPercent - lateDeduction));
  const isGood = percent >= piece.passPercent && result?.unmet.length === 0;
  const leftOut = leftOutOf(piece, handIn, attempt, daysLate);
  return {
    handIn,
    attempt,
    rawPercent,
    daysLate,
    lateDeduction,
    percent,
    passed: override ? override.passed : isGood,
    ...(leftOut && { leftOut }),
  };
}

function leftOutOf(
  piece: GradedPiece,
  { result, override }: GradedHandIn,
  attempt: number,
  daysLate: number,
): CountedHandIn['leftOut'] {
  if (override) return undefined;
  if (piece.late.kind === 'refuse' && daysLate > 0) return 'late';
  if (piece.attempts !== undefined && attempt > piece.attempts) return 'too-many-attempts';
  return result ? undefined : 'not-graded';
}

/** Days begun between two times; 0 when the second is not after the first. */
export function daysLateOf(dueAt: string | undefined, receivedAt: string): number {
  if (dueAt === undefined) return 0;
  return Math.max(0, Math.ceil((Date.parse(receivedAt) - Date.parse(dueAt)) / DAY_MS));
}

function deductionOf(rule: LateRule, daysLate: number): number {
  if (rule.kind !== 'deduct') return 0;
  return Math.min(rule.mostPercent, rule.percentPerDay * daysLate);
}

/** One that passes beats one that does not, whatever the points; among equally good ones the first. */
function bestOf(all: readonly CountedHandIn[]): CountedHandIn | undefined {
  return all.reduce<CountedHandIn | undefined>((best, one) => {
    if (!best) return one;
    const isBetter =
      one.passed === best.passed ? one.percent > best.percent : one.passed && !best.passed;
    return isBetter ? one : best;
  }, undefined);
}

function checkOverride(
  { points, maxPoints, reason }: SetGrade,
  { learner, piece }: GradedHandIn,
): void {
  if (reason.trim() === '') {
    throw new RangeError(`The decision on ${piece} of ${learner} has no reason; write one.`);
  }
  if (!(maxPoints > 0 && points >= 0 && points <= maxPoints)) {
    throw new RangeError(
      `The decision on ${piece} of ${learner} is ${points} of ${maxPoints} points; expected 0 to all of them.`,
    );
  }
}

export const rounded = (percent: number): number => Math.round(percent * 100 + 1e-7) / 100;

function byReceipt(a: GradedHandIn, b: GradedHandIn): number {
  const [left, right] = [Date.parse(a.receivedAt), Date.parse(b.receivedAt)];
  return left - right || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

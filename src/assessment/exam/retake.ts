/** How long somebody waits after a failure, in hours. */
export interface RetakeRule {
  readonly first: number;
  readonly next: number;
}

/** 24 hours after the first failure, 7 days after each further one. @see curriculum.md 6.1 */
export const RETAKE: RetakeRule = { first: 24, next: 168 };

interface Ended {
  readonly finishedAt: string;
  readonly number: number;
  readonly passed: boolean;
}

/**
 * When the next sitting may begin, or `undefined` when it may at any time. Failures count since the last pass.
 *
 * @param ended sittings that have ended, in any order
 */
export function retakeFrom(ended: readonly Ended[], rule: RetakeRule = RETAKE): Date | undefined {
  const byNumber = [...ended].sort((a, b) => a.number - b.number);
  const failures = byNumber.slice(byNumber.findLastIndex(({ passed }) => passed) + 1);
  const last = failures.at(-1);
  if (!last) return undefined;
  const hours = failures.length === 1 ? rule.first : rule.next;
  return new Date(Date.parse(last.finishedAt) + hours * 3_600_000);
}

import { BASE, type Fault, type Scenario } from './scenario.ts';
import type { ReleaseRun } from './simulate-release.ts';

/** Harborlight's release policy in numbers. Shares 0 to 1, weights in per cent. */
export const RELEASE_POLICY = {
  serverErrors: 0.02,
  slow: 0.05,
  approvalShift: 0.05,
  abortMinutes: 10,
  /** A shift of decisions is measured over fifteen minutes, so it has longer. */
  approvalAbortMinutes: 30,
  firstWeight: 5,
  earlyWeight: 10,
  earlyMinutes: 30,
  lastWeight: 50,
  growth: 2.5,
  leastMinutes: 60,
  mostMinutes: 180,
} as const;

/** How a release must end on a day: promoted, or aborted at a minute at the latest. */
export type WantedEnd =
  | { readonly outcome: 'promoted' }
  | { readonly outcome: 'aborted'; readonly from: number; readonly by: number };

/**
 * What the policy wants on a day: abort when a fault of the new version is a breach and lasts, else promote. What is wrong
 * with the old version, or passes within a few minutes, is no reason to stop.
 */
export function wantedEnd(scenario: Scenario): WantedEnd {
  const ends = scenario.faults
    .filter((fault) => fault.side === 'canary' && isBreach(fault))
    .map(({ from, signal }) => ({
      from,
      by:
        from +
        (signal === 'approval' ? RELEASE_POLICY.approvalAbortMinutes : RELEASE_POLICY.abortMinutes),
    }));
  const [first] = ends.sort((a, b) => a.by - b.by);
  return first ? { outcome: 'aborted', ...first } : { outcome: 'promoted' };
}

function isBreach({ signal, value, from, until = Infinity }: Fault): boolean {
  if (until - from < RELEASE_POLICY.abortMinutes) return false;
  if (signal === 'serverErrors') return value > RELEASE_POLICY.serverErrors;
  if (signal === 'slow') return value > RELEASE_POLICY.slow;
  return signal === 'approval' && Math.abs(value - BASE.approval) > RELEASE_POLICY.approvalShift;
}

/** Whether a run ended as the policy wants. An abort before the fault is one without a reason. */
export function endsAsWanted(run: ReleaseRun, wanted: WantedEnd): boolean {
  if (run.outcome !== wanted.outcome) return false;
  return wanted.outcome === 'promoted' || (run.minute >= wanted.from && run.minute <= wanted.by);
}

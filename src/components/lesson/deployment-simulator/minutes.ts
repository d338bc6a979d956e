import type { StrategyRun, Tick } from '#rollout';

/** A figure that is watched, and the limit of the release policy for it. */
export const SIGNALS = [
  { id: 'errors', label: 'errors', unit: 'answered with 5xx, %', limit: 2 },
  { id: 'slow', label: 'slow answers', unit: 'slower than 250 ms, %', limit: 5 },
  { id: 'approved', label: 'approvals', unit: 'approved, %', limit: undefined },
] as const;
export type SignalId = (typeof SIGNALS)[number]['id'];

/** A version's figure in one minute, in per cent; `undefined` when nobody asked it. */
export function shareIn(counts: Tick['stable'], signal: SignalId): number | undefined {
  const { requests, serverErrors, slow, decided, approved } = counts;
  const [part, whole] =
    signal === 'errors'
      ? [serverErrors, requests]
      : signal === 'slow'
        ? [slow, requests]
        : [approved, decided];
  return whole > 0 ? (part / whole) * 100 : undefined;
}

/** Points of one version's figure over the minutes in which it answered. */
export function seriesOf(
  ticks: readonly Tick[],
  side: 'stable' | 'canary',
  signal: SignalId,
): readonly (readonly [number, number])[] {
  return ticks.flatMap((tick) => {
    const share = shareIn(tick[side], signal);
    return share === undefined ? [] : [[tick.minute, share] as const];
  });
}

/** What happened, minute by minute: each new weight, the first failed measurement of each metric, and the end. */
export function eventsOf(run: StrategyRun): readonly (readonly [minute: number, what: string])[] {
  const weights = run.ticks.flatMap((tick, i) =>
    tick.weight === run.ticks[i - 1]?.weight
      ? []
      : [[tick.minute - 1, `the new version answers ${tick.weight} %`] as const],
  );
  const metrics = [...new Set(run.measurements.map(({ metric }) => metric))];
  const failures = metrics.flatMap((metric) => {
    const failed = run.measurements.filter(
      (one) => one.metric === metric && one.phase === 'Failed',
    );
    const [first] = failed;
    return first
      ? [
          [
            first.minute,
            `${metric} fails for the first time, with ${sayValue(first.value)}`,
          ] as const,
        ]
      : [];
  });
  return [...weights, ...failures].toSorted(([a], [b]) => a - b);
}

const sayValue = (value: string): string => {
  const number = Number(value.replace(/^\[|]$/g, ''));
  return Number.isNaN(number) ? value : number.toFixed(3);
};

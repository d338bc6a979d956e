import { Chart } from '../instrument/Chart.tsx';
import { approvalRate, clock, LIMIT, RINGS_AT } from './incident.ts';

interface Props {
  readonly detected: number;
  readonly restored: number;
}

/** The approval rate over fifteen minutes, from before the release until it has recovered. */
export function ApprovalChart({ detected, restored }: Props) {
  const end = restored + 20;
  const points = Array.from({ length: end + 6 }, (_, i) => {
    const minute = i - 5;
    return [minute, approvalRate(minute, restored) * 100] as const;
  });
  const step = end > 120 ? 30 : 15;
  return (
    <Chart
      title="Approval rate over fifteen minutes"
      summary={`The rate passes its limit of 83 % at ${clock(RINGS_AT - 5)} and the alert rings at ${clock(RINGS_AT)}. It was noticed at ${clock(detected)}, version 3 answers from ${clock(restored)}, and the rate is 78 % again at ${clock(restored + 15)}.`}
      x={{
        label: 'time of day',
        from: -5,
        to: end,
        ticks: Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step),
        say: clock,
      }}
      y={{ label: 'approved, %', from: 76, to: 88, ticks: [76, 78, 80, 82, 84, 86, 88] }}
      series={[{ name: 'approved', as: 'line', points }]}
      limits={[
        { on: 'y', at: LIMIT * 100, name: '83 %' },
        { on: 'x', at: RINGS_AT, name: 'rings' },
        { on: 'x', at: restored, name: 'restored' },
      ]}
      table={{
        head: ['Time', 'Approved, %'],
        rows: points
          .filter(([minute]) => minute % 5 === 0)
          .map(([minute, rate]) => [clock(minute), rate.toFixed(1)]),
      }}
    />
  );
}

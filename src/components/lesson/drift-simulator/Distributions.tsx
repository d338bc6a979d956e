import { Chart } from '../instrument/Chart.tsx';
import type { Measured, UpTo } from './weeks.ts';

/** Rows of the table: every so many points of score, and the place of the distance. */
const TABLE_STEP = 50;
const tenth = (share: number): string => (share * 100).toFixed(1);

/** The distribution of the scores, reference and week, with the KS distance where it is. */
export function Distributions({ week: { ks, upTo } }: { readonly week: Measured }) {
  const [first, last] = [upTo[0]?.score ?? 0, upTo.at(-1)?.score ?? 0];
  const here = upTo.find(({ score }) => score === ks.at);
  const from = Math.floor(first / 100) * 100;
  const to = Math.ceil(last / 100) * 100;
  const line = (of: (one: UpTo) => number) =>
    upTo.map((one) => [one.score, of(one) * 100] as const);
  const said = here
    ? `Up to a score of ${ks.at} lie ${tenth(here.reference)} % of the reference and ${tenth(here.current)} % of this week`
    : 'No score is in this week';
  return (
    <Chart
      title="Share of the scores up to each score"
      summary={`${said}: the KS distance is ${ks.distance.toFixed(3)}. Without any drift it passes ${ks.limit.toFixed(3)} in 5 of 100 weeks; this week it ${ks.distance >= ks.limit ? 'does' : 'does not'}.`}
      x={{
        label: 'bureau score',
        from,
        to,
        ticks: Array.from({ length: (to - from) / 100 + 1 }, (_, i) => from + i * 100),
      }}
      y={{ label: 'share up to here, %', from: 0, to: 100, ticks: [0, 25, 50, 75, 100] }}
      series={[
        { name: 'reference', as: 'dashed', points: line(({ reference }) => reference) },
        { name: 'this week', as: 'line', points: line(({ current }) => current) },
      ]}
      limits={[{ on: 'x', at: ks.at, name: `distance ${ks.distance.toFixed(3)}` }]}
      table={{
        head: ['Score up to', 'Reference, %', 'This week, %', 'Distance'],
        rows: upTo
          .filter(({ score }) => score % TABLE_STEP === 0 || score === ks.at)
          .map(({ score, reference, current }) => [
            String(score),
            tenth(reference),
            tenth(current),
            Math.abs(reference - current).toFixed(3),
          ]),
      }}
    />
  );
}

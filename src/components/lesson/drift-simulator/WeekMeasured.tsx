import { Chart } from '../instrument/Chart.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { percent } from '../instrument/number-words.ts';
import { Distributions } from './Distributions.tsx';
import type { Measured, Setting } from './weeks.ts';

interface Props {
  readonly week: Measured;
  readonly setting: Setting;
  /** Seeds the draw. */
  readonly name: string;
}

/** The two histograms of a week, and all that is measured on it. */
export function WeekMeasured({ week, setting, name }: Props) {
  const { rows } = setting;
  const { reference, current, edges } = week;
  const most = Math.max(...reference, ...current) * 100;
  const bins = reference.length;
  const stairs = current.flatMap((share, i) => [
    [i + 1, share * 100] as const,
    [i + 2, share * 100] as const,
  ]);
  return (
    <>
      <Chart
        title="Bureau scores by bin, reference and this week"
        summary={`PSI ${week.psi.toFixed(3)}. A quiet week of ${rows} rows has ${week.floor.mean.toFixed(3)} on average and stays below ${week.floor.line.toFixed(3)} in 95 of 100.`}
        x={{
          label: 'bin, from low to high scores',
          from: 1,
          to: bins + 1,
          ticks: Array.from({ length: bins }, (_, i) => i + 1).filter(
            (one) => bins <= 10 || one % 2 === 1,
          ),
        }}
        y={{
          label: 'share of the rows, %',
          from: 0,
          to: Math.max(20, Math.ceil(most / 10) * 10),
          ticks: [0, 10, 20, ...(most > 20 ? [Math.ceil(most / 10) * 10] : [])],
        }}
        series={[
          {
            name: 'reference',
            as: 'bars',
            points: [...reference.map((share, i) => [i + 1, share * 100] as const), [bins + 1, 0]],
          },
          { name: 'this week', as: 'line', points: stairs },
        ]}
        table={{
          head: ['Bin from', 'Reference, %', 'This week, %'],
          rows: reference.map((share, i) => [
            i === 0 ? 'lowest' : String(edges[i - 1]),
            (share * 100).toFixed(1),
            ((current[i] ?? 0) * 100).toFixed(1),
          ]),
        }}
      />
      <Distributions week={week} />
      <dl class="ins-facts">
        <dt>PSI of the score</dt>
        <dd>{week.psi.toFixed(3)}</dd>
        <dt>95 % line</dt>
        <dd>{week.floor.line.toFixed(3)}, without any drift</dd>
        <dt>KS distance</dt>
        <dd>
          {week.ks.distance.toFixed(3)}, limit {week.ks.limit.toFixed(3)}
        </dd>
        <dt>PSI of channel</dt>
        <dd>{week.channelPsi.toFixed(3)}</dd>
        <dt>No score</dt>
        <dd>{percent(week.withoutScore)}, left out of the bins</dd>
        <dt>AUC, 90 days later</dt>
        <dd>
          {week.auc === undefined || week.aucError === undefined
            ? 'not defined: only one outcome in the week'
            : `${week.auc.toFixed(3)} ± ${week.aucError.toFixed(3)}; on the held-out rows it was 0.827`}
        </dd>
      </dl>
      <Keep
        result={{
          instrument: 'Drift simulator',
          settings: {
            seed: `harborlight-1/${name}`,
            'shift, points': setting.shift,
            'partners, per mille': setting.partner,
            'concept, hundredths of log odds': setting.concept,
            rows,
            bins: setting.bins,
          },
          results: {
            PSI: Number(week.psi.toFixed(6)),
            '95 % line': Number(week.floor.line.toFixed(6)),
            'KS distance': Number(week.ks.distance.toFixed(6)),
            'PSI of channel': Number(week.channelPsi.toFixed(6)),
            'AUC, 90 days later':
              week.auc === undefined ? 'not defined' : Number(week.auc.toFixed(4)),
          },
        }}
      />
    </>
  );
}

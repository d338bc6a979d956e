import { useState } from 'preact/hooks';
import type { Strategy, StrategyRun } from '#rollout';
import { Chart } from '../instrument/Chart.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { grouped, percent } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { roundTicks } from '../instrument/plot-scale.ts';
import { Sheet } from '../instrument/Sheet.tsx';
import { eventsOf, seriesOf, SIGNALS, type SignalId } from './minutes.ts';
import { sayEnd, STRATEGIES, type Setup } from './setup.ts';

interface Props {
  /** The same day by each strategy. */
  readonly runs: Readonly<Record<Strategy, StrategyRun>>;
  readonly setup: Setup;
}

/** What a played release looked like, and what the other strategies would have done with the same day. */
export function DayPlayed({ runs, setup }: Props) {
  const run = runs[setup.strategy];
  const [signal, setSignal] = useState<SignalId>(
    setup.trouble === 'silent'
      ? 'approved'
      : setup.trouble === 'slow' || setup.trouble === 'leak'
        ? 'slow'
        : 'errors',
  );
  return (
    <>
      <Part title="Who answered">
        <TrafficChart run={run} />
        <Sheet
          caption="What happened"
          head={['Minute', 'Event']}
          rows={[...eventsOf(run), [run.minute, sayEnd(run)] as const].map(([minute, what]) => [
            String(minute),
            what,
          ])}
        />
      </Part>
      <Part title="What could be seen">
        <Pick legend="Watch" options={SIGNALS} chosen={signal} onChange={setSignal} />
        <SignalChart run={run} signal={signal} />
      </Part>
      <Part title="The same day by each strategy">
        <Sheet
          caption="The same fault, traffic and watch"
          isNamed
          stacks
          head={['Strategy', 'Reached', 'Ends', 'Extra machines']}
          rows={STRATEGIES.map(({ id, label }) => {
            const other = runs[id];
            return [
              id === setup.strategy ? <b key="">{label}</b> : label,
              grouped(other.exposure.requests, 1),
              `${other.outcome}, minute ${other.minute}`,
              percent(other.extraCapacity, 0),
            ];
          })}
        />
        <Keep result={keptOf(run, setup)} />
      </Part>
    </>
  );
}

/** The day and its end, to be saved. */
function keptOf(run: StrategyRun, setup: Setup) {
  const { trouble, onset, shape, detection, noticedAfter, steps, strategy } = setup;
  return {
    instrument: 'Deployment simulator',
    settings: {
      strategy,
      fault: trouble,
      'fault begins, minute': onset,
      traffic: shape,
      'stopped by': detection === 'rules' ? 'rules' : `a person after ${noticedAfter} min`,
      ...(strategy === 'canary' ? { steps } : {}),
    },
    results: {
      outcome: run.outcome,
      minute: run.minute,
      'weight, %': run.weight,
      'people reached': Number(run.exposure.requests.toFixed(1)),
      'extra machines, share': run.extraCapacity,
    },
  };
}

const axisOf = (run: StrategyRun) => {
  const end = Math.max(10, run.ticks.at(-1)?.minute ?? 0);
  return {
    label: 'minutes since the release began',
    from: 0,
    to: end,
    ticks: roundTicks(end, 6),
  };
};

function TrafficChart({ run }: { readonly run: StrategyRun }) {
  const { ticks } = run;
  const shadow = ticks.some(
    ({ stable, canary, weight }) => weight === 0 && stable.requests > 0 && canary.requests > 0,
  );
  const all = ticks.map(({ minute, stable, canary }) => {
    return [minute, stable.requests + (shadow ? 0 : canary.requests)] as const;
  });
  const fresh = ticks.map(({ minute, canary }) => [minute - 1, canary.requests] as const);
  const most = Math.max(1, ...all.map(([, requests]) => requests));
  const name = shadow ? 'copies to the new version, unanswered' : 'answered by the new version';
  return (
    <Chart
      title="Requests in each minute, and the new version’s part of them"
      summary={`${sayEnd(run)} In all the new version ${shadow ? 'saw' : 'answered'} ${grouped(fresh.reduce((sum, [, n]) => sum + n, 0))} requests.`}
      x={axisOf(run)}
      y={{ label: 'requests a minute', from: 0, to: most * 1.1, ticks: roundTicks(most) }}
      series={[
        { name, as: 'bars', points: [...fresh, [ticks.at(-1)?.minute ?? 0, 0]] },
        { name: 'all requests', as: 'line', points: all },
      ]}
      table={{
        head: ['Minute', 'All', 'New version', 'Weight, %'],
        rows: ticks
          .filter(({ minute }) => minute % 5 === 0)
          .map(({ minute, canary, weight }, i) => [
            minute,
            grouped(all[i * 5 + 4]?.[1] ?? 0),
            grouped(canary.requests),
            weight,
          ]),
      }}
    />
  );
}

function SignalChart({ run, signal }: { readonly run: StrategyRun; readonly signal: SignalId }) {
  const { label, unit, limit } = SIGNALS.find(({ id }) => id === signal) ?? SIGNALS[0];
  const [fresh, old] = [
    seriesOf(run.ticks, 'canary', signal),
    seriesOf(run.ticks, 'stable', signal),
  ];
  const values = [...fresh, ...old].map(([, value]) => value);
  const most = signal === 'approved' ? 100 : Math.max(limit ?? 0, ...values) * 1.15;
  const range = (points: typeof fresh): string => {
    const shares = points.map(([, value]) => value);
    const [low, high] = [Math.min(...shares), Math.max(...shares)].map((one) => one.toFixed(1));
    if (points.length === 0) return 'answered nobody';
    return low === high ? `stays at ${low ?? ''} %` : `goes from ${low ?? ''} to ${high ?? ''} %`;
  };
  return (
    <Chart
      title={`Share of ${label} in each minute, by version`}
      summary={`The new version ${range(fresh)}, the old one ${range(old)}.${limit === undefined ? ' The policy allows a difference of 5 points, over fifteen minutes.' : ` The policy allows ${limit} %, over five minutes.`}`}
      x={axisOf(run)}
      y={{ label: unit, from: 0, to: most, ticks: roundTicks(most) }}
      series={[
        { name: 'new version', as: 'line', points: fresh },
        { name: 'old version', as: 'dashed', points: old },
      ]}
      limits={limit === undefined ? [] : [{ on: 'y', at: limit, name: `${limit} %` }]}
      table={{
        head: ['Minute', 'New version, %', 'Old version, %'],
        rows: run.ticks
          .filter(({ minute }) => minute % 5 === 0)
          .map(({ minute }) => [minute, at(fresh, minute), at(old, minute)]),
      }}
    />
  );
}

function at(points: readonly (readonly [number, number])[], minute: number): string {
  return points.find(([when]) => when === minute)?.[1].toFixed(1) ?? '–';
}

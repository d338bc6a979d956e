import { useState } from 'preact/hooks';
import { Chart } from '../instrument/Chart.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { percent } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { roundTicks } from '../instrument/plot-scale.ts';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Slider } from '../instrument/Slider.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import {
  ALERTS,
  DAYS,
  limitOf,
  outcome,
  ringing,
  sayMinutes,
  shareOver,
  spent,
  type Alert,
  type Trouble,
} from './burn.ts';

const OBJECTIVES = ['99', '99.5', '99.9'].map((id) => ({ id, label: `${id} %` }));
const OUTCOMES = (['page', 'ticket', 'nothing'] as const).map((id) => ({ id, label: id }));

/** Trouble of a given size and length, seen through the windows of three alerts. */
export function BurnRate() {
  const [day, setDay] = useState<Trouble & { readonly id?: string }>(
    DAYS[0] ?? { share: 1, minutes: 15, requestsPerMinute: 200 },
  );
  const [goal, setGoal] = useState('99.5');
  const [isGuarded, setGuarded] = useState(false);
  const [predicted, setPredicted] = useState<'page' | 'ticket' | 'nothing'>();
  const [shown, setShown] = useState(ALERTS[0]?.id ?? '');
  const objective = Number(goal) / 100;
  const came = outcome(day, objective, isGuarded);
  const change = (next: Trouble & { readonly id?: string }): void => {
    setDay(next);
    setPredicted(undefined);
  };
  const alert = ALERTS.find(({ id }) => id === shown);
  return (
    <Instrument title="Burn rate" note="A steady stream of calls; some of them fail.">
      <Part title="The trouble">
        <Pick
          isList
          legend="A day"
          options={DAYS}
          chosen={day.id}
          onChange={(id) => change(DAYS.find((one) => one.id === id) ?? day)}
        />
        <div class="ins-two">
          <Slider
            label="Calls that fail"
            value={Math.round(day.share * 1000) / 10}
            from={0.1}
            to={100}
            step={0.1}
            say={(value) => `${value} %`}
            onChange={(value) => change({ ...day, id: 'own', share: value / 100 })}
          />
          <Slider
            label="For so many minutes"
            value={day.minutes}
            from={1}
            to={4320}
            step={1}
            say={sayMinutes}
            onChange={(minutes) => change({ ...day, id: 'own', minutes })}
          />
        </div>
        <Pick
          legend="Objective"
          options={OBJECTIVES}
          chosen={goal}
          onChange={(id) => {
            setGoal(id);
            setPredicted(undefined);
          }}
        />
        <Tick
          checked={isGuarded}
          onChange={(on) => {
            setGuarded(on);
            setPredicted(undefined);
          }}
        >
          no alert below 20 requests an hour
        </Tick>
        <Pick
          legend="What will come of it?"
          options={OUTCOMES}
          chosen={predicted}
          onChange={setPredicted}
        />
      </Part>
      {predicted && alert && (
        <Part title="What the alerts saw">
          <Sheet
            caption="The three alerts"
            isNamed
            stacks
            head={['Alert', 'Rings', 'Ends', 'Budget spent by then', 'Then']}
            rows={ALERTS.map((one) => rowOf(one, day, objective, isGuarded))}
          />
          <Pick legend="Draw the windows of" options={ALERTS} chosen={shown} onChange={setShown} />
          <Windows alert={alert} trouble={day} objective={objective} />
          <Keep
            result={{
              instrument: 'Burn rate',
              settings: {
                'calls that fail, share': day.share,
                'for minutes': day.minutes,
                'requests a minute': day.requestsPerMinute,
                objective,
                'guard of 20 requests an hour': isGuarded ? 'on' : 'off',
              },
              results: {
                'comes to': came,
                'burn rate': Number((day.share / (1 - objective)).toFixed(2)),
                'budget spent, share': Number(spent(day, day.minutes, objective).toFixed(4)),
              },
            }}
          />
        </Part>
      )}
      <Said>
        {predicted && (
          <p>
            <Verdict
              holds={came === predicted}
              word={came === 'nothing' ? 'Nothing rings.' : `It is a ${came}.`}
            >
              {came === predicted ? 'As you said.' : `You said ${predicted}.`} In all it spends{' '}
              {percent(spent(day, day.minutes, objective))} of the month’s budget, at a burn rate of{' '}
              {Number((day.share / (1 - objective)).toFixed(1))}.
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

function rowOf(alert: Alert, day: Trouble, objective: number, isGuarded: boolean) {
  const rung = ringing(alert, day, objective, isGuarded);
  return [
    alert.label,
    rung ? `after ${sayMinutes(rung.from)}` : 'never',
    rung ? `after ${sayMinutes(rung.to)}` : '–',
    rung ? percent(spent(day, rung.from, objective)) : '–',
    alert.then,
  ];
}

interface WindowsProps {
  readonly alert: Alert;
  readonly trouble: Trouble;
  readonly objective: number;
}

const POINTS = 120;

/** The share of bad calls over the long and the short window, and the limit that both must pass. */
function Windows({ alert, trouble, objective }: WindowsProps) {
  const end = Math.ceil((trouble.minutes + alert.long) * 1.05);
  const at = Array.from({ length: POINTS + 1 }, (_, i) => Math.round((i * end) / POINTS));
  const over = (window: number) =>
    at.map((minute) => [minute, shareOver(trouble, minute, window) * 100] as const);
  const [long, short] = [over(alert.long), over(alert.short)];
  const limit = limitOf(alert, objective) * 100;
  const highest = Math.max(limit * 1.5, ...short.map(([, share]) => share));
  const unit = end < 240 ? 1 : end < 5760 ? 60 : 1440;
  const name = unit === 1 ? 'minutes' : unit === 60 ? 'hours' : 'days';
  const peak = Math.max(...long.map(([, share]) => share));
  return (
    <Chart
      title={`Share of bad calls through the windows of ${alert.label}`}
      summary={`Over ${sayMinutes(alert.long)} the share rises to ${peak.toFixed(1)} %, over ${sayMinutes(alert.short)} to ${Math.max(...short.map(([, share]) => share)).toFixed(1)} %. The alert needs both above ${Number(limit.toFixed(2))} %.`}
      x={{
        label: `${name} since the trouble began`,
        from: 0,
        to: end,
        ticks: roundTicks(end / unit, 6).map((tick) => tick * unit),
        say: (minute) => String(Number((minute / unit).toFixed(1))),
      }}
      y={{ label: 'bad calls, %', from: 0, to: highest, ticks: roundTicks(highest) }}
      series={[
        { name: `over ${sayMinutes(alert.short)}`, as: 'line', points: short },
        { name: `over ${sayMinutes(alert.long)}`, as: 'dashed', points: long },
      ]}
      limits={[{ on: 'y', at: limit, name: `${Number(limit.toFixed(2))} %` }]}
      table={{
        head: ['After', `over ${sayMinutes(alert.short)}, %`, `over ${sayMinutes(alert.long)}, %`],
        rows: at
          .map((minute, i) => [
            sayMinutes(minute),
            (short[i]?.[1] ?? 0).toFixed(1),
            (long[i]?.[1] ?? 0).toFixed(1),
          ])
          .filter((_, i) => i % 10 === 0),
      }}
    />
  );
}

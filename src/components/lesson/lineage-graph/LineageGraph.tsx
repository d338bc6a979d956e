import { useId, useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { counted } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { Graph } from './Graph.tsx';
import { DATASETS, hasAmount, sayWhy, walk, type Walk } from './impact-walk.ts';
import { BAD } from './recorded-runs.ts';

const EVER: Walk = { start: BAD.dataset, byTime: false, byColumn: false, indirect: true };

/** The ten runs of the lesson as a graph: say what the walk will find, then walk it, and narrow it by time and column. */
export function LineageGraph() {
  const id = useId();
  const [settings, setSettings] = useState(EVER);
  const [predicted, setPredicted] = useState<readonly string[]>([]);
  /** Steps walked; `undefined` before the walk. */
  const [steps, setSteps] = useState<number>();

  const { start, byTime, byColumn, indirect } = settings;
  const all = walk(settings);
  const last = all.at(-1)?.steps ?? 0;
  const reached = all.filter((one) => one.steps <= (steps ?? 0));
  const ended = steps !== undefined && steps >= last;
  const others = DATASETS.filter((dataset) => dataset !== start);
  const right = others.filter(
    (dataset) => predicted.includes(dataset) === all.some((one) => one.dataset === dataset),
  ).length;
  const found = `${counted(reached.length, 'data set')} downstream of ${start}`;
  const summary =
    steps === undefined
      ? 'Not walked yet.'
      : ended
        ? `${found}. Nothing more is added.`
        : `${found} after ${steps} of ${last} steps.`;
  const change = (next: Walk): void => {
    setSettings(next);
    setSteps(undefined);
  };

  return (
    <Instrument title="Walk the lineage" note="The ten runs above. Computed in this page.">
      <Part title="1. Where, and how narrowly">
        <div class="ins-two">
          <div>
            <label for={id}>Start at</label>
            <select
              id={id}
              class="field"
              value={start}
              onChange={(event) => change({ ...settings, start: event.currentTarget.value })}
            >
              {DATASETS.map((dataset) => (
                <option key={dataset}>{dataset}</option>
              ))}
            </select>
          </div>
          <div>
            <Tick checked={byTime} onChange={(on) => change({ ...settings, byTime: on })}>
              only runs after the file came, 6 April 01:30
            </Tick>
            {hasAmount(start) && (
              <Tick checked={byColumn} onChange={(on) => change({ ...settings, byColumn: on })}>
                only where <code>amount_eur</code> was used
              </Tick>
            )}
            {hasAmount(start) && byColumn && (
              <Tick checked={indirect} onChange={(on) => change({ ...settings, indirect: on })}>
                also where it only decided, as a filter
              </Tick>
            )}
          </div>
        </div>
      </Part>
      <Part>
        <fieldset class="ins-pick">
          <legend>2. Mark what you think the walk finds</legend>
          {others.map((dataset) => (
            <Tick
              key={dataset}
              checked={predicted.includes(dataset)}
              onChange={(on) =>
                setPredicted(
                  on ? [...predicted, dataset] : predicted.filter((one) => one !== dataset),
                )
              }
            >
              <code>{dataset}</code>
            </Tick>
          ))}
        </fieldset>
        <div class="ins-btns">
          <ActButton isOff={ended} onAct={() => setSteps((steps ?? 0) + 1)}>
            One step
          </ActButton>
          <ActButton isOff={ended} onAct={() => setSteps(last)}>
            Walk to the end
          </ActButton>
          <ActButton isQuiet onAct={() => setSteps(undefined)}>
            Back to the start
          </ActButton>
        </div>
      </Part>
      <Part title="The graph">
        <Graph start={start} reached={reached} summary={summary} />
        <details>
          <summary>The walk as a table</summary>
          <Sheet
            caption="Every data set, whether it is touched, and why"
            isNamed
            stacks
            head={['Data set', 'Touched', 'Why']}
            rows={DATASETS.map((dataset) => {
              const isReached = reached.some((one) => one.dataset === dataset);
              return [
                dataset,
                dataset === start ? 'start' : isReached ? 'yes' : ended ? 'no' : 'not so far',
                isReached || ended ? sayWhy(dataset, settings, reached) : '–',
              ];
            })}
          />
        </details>
        {ended && (
          <Keep
            result={{
              instrument: 'Walk the lineage',
              settings: {
                start,
                runs: byTime ? 'only after the file came' : 'all',
                columns: !(byColumn && hasAmount(start))
                  ? 'any'
                  : indirect
                    ? 'amount_eur, also as a filter'
                    : 'amount_eur',
                foretold: predicted.join(', '),
              },
              results: {
                'marks that hold': `${right} of ${others.length}`,
                ...Object.fromEntries(
                  others.map((dataset) => [
                    dataset,
                    `${reached.some((one) => one.dataset === dataset) ? 'touched' : 'not touched'}: ${sayWhy(dataset, settings, reached)}`,
                  ]),
                ),
              },
            }}
          />
        )}
      </Part>
      <Said>
        {steps !== undefined && <p>{summary}</p>}
        {ended && (
          <p>
            <Verdict
              holds={right === others.length}
              word={`${right} of your ${others.length} marks hold.`}
            />
          </p>
        )}
      </Said>
    </Instrument>
  );
}

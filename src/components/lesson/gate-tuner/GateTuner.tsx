import { useState } from 'preact/hooks';
import { Chart } from '../instrument/Chart.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { grouped, percent, withMinus } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { Slider } from '../instrument/Slider.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import {
  CANDIDATES,
  CHAMPION,
  chanceToPass,
  judge,
  LIMITS,
  noiseOf,
  type Answer,
  type Limits,
} from './gate.ts';

const ANSWERS = (['pass', 'inconclusive', 'fail'] as const).map((id) => ({ id, label: id }));
/** True differences from the champion that the chart goes through. */
const DIFFERENCES = Array.from({ length: 33 }, (_, i) => Number((-0.05 + i * 0.0025).toFixed(4)));

/** A gate whose floors and margins are set by the learner, with what chance does to its answers. */
export function GateTuner() {
  const [limits, setLimits] = useState<Limits>(LIMITS);
  const [rows, setRows] = useState(1000);
  const [candidate, setCandidate] = useState(CANDIDATES[0]);
  const [predicted, setPredicted] = useState<Answer>();
  const error = noiseOf(rows);
  const judged = candidate && predicted ? judge(candidate, limits, error) : undefined;
  const chances = DIFFERENCES.map((one) => [one, chanceToPass(one, limits, error) * 100] as const);
  const equal = chanceToPass(0, limits, error);
  const worse = chanceToPass(-0.03, limits, error);
  return (
    <Instrument
      title="Gate tuner"
      note={`Champion ${CHAMPION.auc}, 15.4 % defaults in the holdout.`}
    >
      <Part title="The rules and the holdout">
        <div class="ins-two">
          <Slider
            label="Floor of the AUC"
            value={limits.aucFloor}
            from={0.74}
            to={0.84}
            step={0.005}
            say={(value) => value.toFixed(3)}
            onChange={(aucFloor) => setLimits({ ...limits, aucFloor })}
          />
          <Slider
            label="AUC that may be lost"
            value={limits.aucDelta}
            from={0}
            to={0.06}
            step={0.0025}
            say={(value) => value.toFixed(4)}
            onChange={(aucDelta) => setLimits({ ...limits, aucDelta })}
          />
          <Slider
            label="Floor of the worst slice"
            value={limits.sliceFloor}
            from={0.6}
            to={0.8}
            step={0.01}
            say={(value) => value.toFixed(2)}
            onChange={(sliceFloor) => setLimits({ ...limits, sliceFloor })}
          />
          <Slider
            label="Rows of the holdout"
            value={rows}
            from={200}
            to={20000}
            step={200}
            say={(value) => grouped(value)}
            onChange={setRows}
          />
        </div>
        <p>
          One standard error of the AUC is <b>{error.toFixed(3)}</b>. An equally good candidate
          passes in <b>{percent(equal, 0)}</b> of draws, one that is worse by 0.03 in{' '}
          <b>{percent(worse, 0)}</b>.
        </p>
        <Chart
          title="How often a candidate keeps both rules on the AUC, by how good it truly is"
          summary={`At a true difference of 0 the gate lets ${percent(equal, 0)} through, at −0.03 ${percent(worse, 0)}. The steeper the curve, the more the gate sees; more rows make it steeper, and the margins only move it.`}
          x={{
            label: 'true AUC, less the champion’s',
            from: -0.05,
            to: 0.03,
            ticks: [-0.04, -0.02, 0, 0.02],
          }}
          y={{ label: 'passes, % of draws', from: 0, to: 100, ticks: [0, 50, 100] }}
          series={[{ name: 'passes', as: 'line', points: chances }]}
          limits={[{ on: 'x', at: 0, name: 'equally good' }]}
          table={{
            head: ['True difference', 'Passes, %'],
            rows: chances
              .filter((_, i) => i % 4 === 0)
              .map(([difference, chance]) => [withMinus(difference.toFixed(2)), chance.toFixed(1)]),
          }}
        />
      </Part>
      <Part title="Hand it a candidate">
        <Pick
          isList
          legend="Candidate"
          options={CANDIDATES}
          chosen={candidate?.id}
          onChange={(id) => {
            setCandidate(CANDIDATES.find((one) => one.id === id));
            setPredicted(undefined);
          }}
        />
        <Pick
          legend="What will the gate answer?"
          options={ANSWERS}
          chosen={predicted}
          onChange={setPredicted}
        />
        {judged && (
          <>
            <Sheet
              caption="The gate’s report, rule by rule"
              isNamed
              stacks
              head={['Rule', 'Found', 'Holds']}
              rows={judged.rules.map(({ rule, found, holds }) => [
                rule,
                found,
                <Verdict key="" holds={holds} word={holds ? 'yes' : 'no'} />,
              ])}
            />
            <Keep
              result={{
                instrument: 'Gate tuner',
                settings: {
                  candidate: candidate?.label ?? '',
                  'floor of the AUC': limits.aucFloor,
                  'AUC that may be lost': limits.aucDelta,
                  'floor of the worst slice': limits.sliceFloor,
                  'rows of the holdout': rows,
                },
                results: {
                  answer: judged.answer,
                  'standard error': Number(error.toFixed(5)),
                  'equally good passes, share': Number(equal.toFixed(4)),
                  'worse by 0.03 passes, share': Number(worse.toFixed(4)),
                },
              }}
            />
          </>
        )}
      </Part>
      <Said>
        {judged && (
          <p>
            <Verdict
              holds={judged.answer !== 'fail'}
              word={`The gate says ${judged.answer}; exit code ${judged.answer === 'fail' ? 1 : 0}.`}
            >
              {judged.answer === predicted ? 'As you said.' : `You said ${predicted ?? ''}.`}{' '}
              {candidate?.id === 'leaky' &&
                judged.answer === 'pass' &&
                'None of these rules can see a leak: it takes the list of inputs.'}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

import { useMemo, useState } from 'preact/hooks';
import type { LoanDefault } from '#harborlight';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { withMinus } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Slider } from '../instrument/Slider.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { QuietWeeks } from './QuietWeeks.tsx';
import { WeekMeasured } from './WeekMeasured.tsx';
import { measure, QUIET, week, type Setting } from './weeks.ts';

interface Props {
  /** The reference model, for the AUC of a week once its labels are there. */
  readonly model: LoanDefault;
}

const GUESSES = [
  { id: 'rings', label: 'it rings' },
  { id: 'silent', label: 'it stays silent' },
] as const;
type Guess = (typeof GUESSES)[number]['id'];

/** A week is drawn with the drift that the learner plants; index, noise and late labels are measured on it. */
export function DriftSimulator({ model }: Props) {
  const [setting, setSetting] = useState<Setting>(QUIET);
  const [threshold, setThreshold] = useState(0.1);
  const [guess, setGuess] = useState<Guess>();
  const [drawn, setDrawn] = useState(0);
  const set = (change: Partial<Setting>): void => {
    setSetting({ ...setting, ...change });
    setGuess(undefined);
    setDrawn(0);
  };
  const measured = useMemo(
    () => (drawn === 0 ? undefined : measure(week(`sim-${drawn}`, setting), setting, model)),
    [drawn, setting, model],
  );
  const rings = measured && measured.psi >= threshold;
  return (
    <Instrument title="Drift simulator" note="Drawn in this page. Seed: harborlight-1.">
      <Part title="A week">
        <div class="ins-two">
          <Slider
            label="All bureau scores shift by"
            value={setting.shift}
            from={-80}
            to={0}
            step={5}
            say={(value) => `${withMinus(value)} points`}
            onChange={(shift) => set({ shift })}
          />
          <Slider
            label="Partner applications"
            value={setting.partner}
            from={0}
            to={600}
            step={20}
            say={(value) => `${value / 10} %`}
            onChange={(partner) => set({ partner })}
          />
          <Slider
            label="Partners default more often, log odds"
            value={setting.concept}
            from={0}
            to={200}
            step={10}
            say={(value) => `+${(value / 100).toFixed(1)}`}
            onChange={(concept) => set({ concept })}
          />
          <Slider
            label="Applications in the week"
            value={setting.rows}
            from={50}
            to={2000}
            step={50}
            onChange={(rows) => set({ rows })}
          />
          <Slider
            label="Bins"
            value={setting.bins}
            from={5}
            to={20}
            step={1}
            onChange={(bins) => set({ bins })}
          />
          <Slider
            label="The alert rings from a PSI of"
            value={threshold}
            from={0.02}
            to={0.4}
            step={0.01}
            say={(value) => value.toFixed(2)}
            onChange={setThreshold}
          />
        </div>
        <Pick
          legend="Before you draw it: what will the alert do?"
          options={GUESSES}
          chosen={guess}
          onChange={setGuess}
        />
        <div class="ins-btns">
          <ActButton isOff={guess === undefined} onAct={() => setDrawn(drawn + 1)}>
            {drawn === 0 ? 'Draw the week' : 'Draw another week'}
          </ActButton>
        </div>
      </Part>
      {measured && (
        <Part title={`Week sim-${drawn}`}>
          <WeekMeasured week={measured} setting={setting} name={`sim-${drawn}`} />
        </Part>
      )}
      <QuietWeeks setting={setting} threshold={threshold} />
      <Said>
        {measured && guess && (
          <p>
            <Verdict
              holds={rings === (guess === 'rings')}
              word={`PSI ${measured.psi.toFixed(2)}: the alert ${rings ? 'rings' : 'stays silent'}.`}
            >
              {rings === (guess === 'rings') ? 'As you said.' : 'You said otherwise.'}{' '}
              {measured.floor.line >= threshold
                ? `But with ${setting.rows} rows a quiet week reaches ${measured.floor.line.toFixed(2)} one time in twenty: the honest word is “insufficient”.`
                : ''}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

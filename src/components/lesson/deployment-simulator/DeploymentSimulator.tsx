import { useRef, useState } from 'preact/hooks';
import type { Strategy, StrategyRun } from '#rollout';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { grouped } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Pick } from '../instrument/Pick.tsx';
import { Said } from '../instrument/Said.tsx';
import { Slider } from '../instrument/Slider.tsx';
import { TextField } from '../instrument/TextField.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { DayPlayed } from './DayPlayed.tsx';
import {
  againstPolicy,
  BANDS,
  bandOf,
  readSteps,
  sayEnd,
  SHAPES,
  STRATEGIES,
  THURSDAY,
  TROUBLES,
  type Band,
  type Setup,
} from './setup.ts';

const DETECTIONS = [
  { id: 'rules', label: 'Harborlight’s rules' },
  { id: 'hand', label: 'a person' },
] as const;

/** A day that was played by all four strategies. */
interface Played {
  readonly setup: Setup;
  readonly runs: Readonly<Record<Strategy, StrategyRun>>;
}

/** A strategy, a fault and somebody who notices: play the release through and count whom it reaches. */
export function DeploymentSimulator() {
  const [setup, setSetup] = useState<Setup>(THURSDAY);
  const [guess, setGuess] = useState<Band>();
  const [played, setPlayed] = useState<Played>();
  const asked = useRef<Setup>();
  const change = (part: Partial<Setup>): void => {
    asked.current = undefined;
    setSetup({ ...setup, ...part });
    setGuess(undefined);
    setPlayed(undefined);
  };
  const run = played?.runs[played.setup.strategy];
  const steps = readSteps(setup.steps);
  const isReady = guess !== undefined && (setup.strategy !== 'canary' || typeof steps !== 'string');
  const playThrough = async (): Promise<void> => {
    asked.current = setup;
    const came = await playedThrough(setup);
    // What was asked before the last change is no longer wanted.
    if (asked.current === setup) setPlayed(came);
  };
  const people = run?.exposure.requests ?? 0;
  return (
    <Instrument title="Deployment simulator" note="200 requests a minute. No chance in it.">
      <Part title="The release">
        <Pick
          legend="Strategy"
          options={STRATEGIES}
          chosen={setup.strategy}
          onChange={(strategy) => change({ strategy })}
        />
        {setup.strategy === 'canary' && (
          <TextField
            label="Steps"
            rows={4}
            value={setup.steps}
            isWrong={typeof steps === 'string'}
            note={sayPolicy(steps)}
            onInput={(text) => change({ steps: text })}
          />
        )}
        <Pick
          legend="What is wrong with it"
          options={TROUBLES}
          chosen={setup.trouble}
          onChange={(trouble) => change({ trouble })}
        />
        <Pick
          legend="Traffic"
          options={SHAPES}
          chosen={setup.shape}
          onChange={(shape) => change({ shape })}
        />
        <Pick
          legend="Who stops it"
          options={DETECTIONS}
          chosen={setup.detection}
          onChange={(detection) => change({ detection })}
        />
        <div class="ins-two">
          <Slider
            label="The fault begins in minute"
            value={setup.onset}
            from={0}
            to={80}
            step={1}
            onChange={(onset) => change({ onset })}
          />
          {setup.detection === 'hand' && (
            <Slider
              label="Noticed after"
              value={setup.noticedAfter}
              from={1}
              to={90}
              step={1}
              say={(value) => `${value} min`}
              onChange={(noticedAfter) => change({ noticedAfter })}
            />
          )}
        </div>
        <Pick
          legend="How many people will the fault reach?"
          options={BANDS}
          chosen={guess}
          onChange={setGuess}
        />
        <div class="ins-btns">
          <ActButton isOff={!isReady} onAct={() => void playThrough()}>
            Play it through
          </ActButton>
        </div>
      </Part>
      {played && <DayPlayed runs={played.runs} setup={played.setup} />}
      <Said>
        {run && guess && (
          <p>
            <Verdict
              holds={bandOf(people) === guess}
              word={`${grouped(people, people % 1 === 0 ? 0 : 1)} people were reached.`}
            >
              {sayEnd(run)} {bandOf(people) === guess ? 'As you said.' : 'You said otherwise.'}
            </Verdict>
          </p>
        )}
      </Said>
    </Instrument>
  );
}

/** The simulator with its query language is larger than all the rest: it is fetched when first a day is played. */
async function playedThrough(setup: Setup): Promise<Played> {
  const { playAll } = await import('./play.ts');
  return { setup, runs: playAll(setup) };
}

function sayPolicy(steps: ReturnType<typeof readSteps>): string {
  if (typeof steps === 'string') return `Found ${steps}.`;
  const against = againstPolicy(steps);
  return against.length === 0
    ? 'The release policy has nothing against these steps.'
    : `Against the release policy: ${against.join('; ')}.`;
}

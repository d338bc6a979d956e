import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Keep } from '../instrument/Keep.tsx';
import { counted } from '../instrument/number-words.ts';
import { Part } from '../instrument/Part.tsx';
import { Said } from '../instrument/Said.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { Verdict } from '../instrument/Verdict.tsx';
import { EDITS, sayChange } from './edits.ts';
import { changesOf, runAll, runStage, sources, STAGES, type Run } from './live-pipeline.ts';
import { StageGraph, type Mark } from './StageGraph.tsx';

interface Walk {
  /** The project with the learner's edits, and with what has run since. */
  readonly now: Run;
  /** The next stage to ask, by place; 3 when all have been asked. */
  readonly next: number;
  readonly marks: readonly Mark[];
}

let january: Run | undefined;
/** The project on January's data with every stage run; made once, when it is first needed. */
const clean = (): Run => (january ??= runAll(sources()));

/** Edit files, mark the stages that will run, and let `dvc repro` ask them one by one on a real pipeline. */
export function StaleStages() {
  const [edits, setEdits] = useState<readonly string[]>([]);
  const [predicted, setPredicted] = useState<readonly string[]>([]);
  const [walk, setWalk] = useState<Walk>();
  const [said, setSaid] = useState('');

  const step = (): void => {
    const { now, next, marks } = walk ?? { now: edited(edits), next: 0, marks: [] };
    const stage = STAGES[next];
    if (!stage) return;
    const changes = changesOf(stage, now);
    const mark: Mark = { ran: changes.length > 0, changes };
    const after = mark.ran ? runStage(stage, now.files, now.lock) : now;
    const walked = { now: after, next: next + 1, marks: [...marks, mark] };
    setWalk(walked);
    setSaid(
      mark.ran
        ? `${stage.name} was stale and has run: ${counted(changes.length, 'entry', 'entries')} no longer held.`
        : `${stage.name} did not run: every entry of its receipt holds.`,
    );
  };
  const restart = (): void => {
    setWalk(undefined);
    setSaid('');
  };
  const ended = walk?.next === STAGES.length;
  const right = STAGES.filter(
    ({ name }, i) => predicted.includes(name) === (walk?.marks[i]?.ran ?? false),
  ).length;
  return (
    <Instrument
      title="Which stages run?"
      note="A real pipeline, run in this page. Seed: harborlight-1."
    >
      <Part>
        <fieldset>
          <legend>1. Change something since the last run</legend>
          {EDITS.map(({ id, label }) => (
            <Tick
              key={id}
              checked={edits.includes(id)}
              onChange={(on) => {
                setEdits(on ? [...edits, id] : edits.filter((one) => one !== id));
                restart();
              }}
            >
              {label}
            </Tick>
          ))}
        </fieldset>
        <fieldset class="ins-pick">
          <legend>2. Mark the stages that you think will run</legend>
          {STAGES.map(({ name }) => (
            <Tick
              key={name}
              checked={predicted.includes(name)}
              onChange={(on) =>
                setPredicted(on ? [...predicted, name] : predicted.filter((one) => one !== name))
              }
            >
              <code>{name}</code>
            </Tick>
          ))}
        </fieldset>
        <div class="ins-btns">
          <ActButton isOff={ended} onAct={step}>
            {ended
              ? 'dvc repro: all three have been asked'
              : `dvc repro: ask the ${walk ? 'next' : 'first'} stage`}
          </ActButton>
          <ActButton isQuiet onAct={restart}>
            Back to before the run
          </ActButton>
        </div>
      </Part>
      <Part title="The pipeline">
        <StageGraph marks={walk?.marks ?? []} files={walk?.now.files} />
        {ended && (
          <Keep
            result={{
              instrument: 'Which stages run?',
              settings: {
                changed: EDITS.filter(({ id }) => edits.includes(id))
                  .map(({ label }) => label)
                  .join('; '),
                foretold: predicted.join(', '),
              },
              results: Object.fromEntries(
                STAGES.map(({ name }, i) => [name, sayMark(walk.marks[i])]),
              ),
            }}
          />
        )}
      </Part>
      <Said>
        {said && <p>{said}</p>}
        {ended && (
          <p>
            <Verdict holds={right === 3} word={`${right} of your 3 marks hold.`} />
          </p>
        )}
      </Said>
    </Instrument>
  );
}

function sayMark(mark: Mark | undefined): string {
  return mark?.ran === true ? `ran: ${mark.changes.map(sayChange).join('; ')}` : 'up to date';
}

function edited(ids: readonly string[]): Run {
  const { files, lock } = clean();
  const chosen = EDITS.filter(({ id }) => ids.includes(id));
  return { files: chosen.reduce((now, { make }) => make(now), files), lock };
}

import { useState } from 'preact/hooks';
import { ActButton } from '../instrument/ActButton.tsx';
import { Instrument } from '../instrument/Instrument.tsx';
import { Part } from '../instrument/Part.tsx';
import { Said } from '../instrument/Said.tsx';
import { Tick } from '../instrument/Tick.tsx';
import { IngredientTable } from './IngredientTable.tsx';
import { JANUARY, type Ingredient, type Moment, type Recipe } from './ingredients.ts';
import { OUTCOMES, outcomeOf, sayOutcome, type Outcome } from './outcome.ts';
import { RunTable, type LoggedRun } from './RunTable.tsx';
import { trainingRun } from './training-run.ts';

interface Props {
  /** md5 of each ingredient, as it was and as it is; made by the same run at build time. */
  readonly digests: Readonly<Record<Moment, Readonly<Record<Ingredient, string>>>>;
}

const NOTHING: Outcome = { digest: false, auc: false, decisions: false };

/** Five switches, a prediction, and a real training run in this page: what changes when one thing changes? */
export function ToggleDemo({ digests }: Props) {
  const [recipe, setRecipe] = useState<Recipe>(JANUARY);
  const [predicted, setPredicted] = useState<Outcome>(NOTHING);
  const [training, setTraining] = useState(false);
  const [said, setSaid] = useState('');
  const [runs, setRuns] = useState<readonly LoggedRun[]>([]);

  const train = async (): Promise<void> => {
    setTraining(true);
    setSaid('Training.');
    await paint();
    const run = trainingRun(recipe);
    const outcome = outcomeOf(trainingRun(JANUARY), run);
    setRuns((before) => [
      ...before,
      { number: before.length + 1, recipe, run, outcome, predicted },
    ]);
    setSaid(sayOutcome(run, outcome, predicted));
    setTraining(false);
  };

  return (
    <Instrument
      title="Change one thing"
      note="A real training run, in this page. Data seed: harborlight-1."
    >
      <Part>
        <IngredientTable
          recipe={recipe}
          digests={digests}
          onChange={(ingredient, moment) => {
            setRecipe({ ...recipe, [ingredient]: moment });
            setPredicted(NOTHING);
            setSaid('');
          }}
        />
      </Part>
      <Part>
        <fieldset>
          <legend>Before you train: tick what will differ from the January run</legend>
          {OUTCOMES.map(({ id, label }) => (
            <Tick
              key={id}
              checked={predicted[id]}
              onChange={(on) => setPredicted({ ...predicted, [id]: on })}
            >
              {label}
            </Tick>
          ))}
        </fieldset>
        <div class="ins-btns">
          <ActButton isOff={training} onAct={() => void train()}>
            Train
          </ActButton>
          <ActButton
            onAct={() => {
              setRecipe(JANUARY);
              setPredicted(NOTHING);
              setSaid('All five are as in January.');
            }}
          >
            All back to January
          </ActButton>
        </div>
      </Part>
      {runs.length > 0 && (
        <Part>
          <RunTable runs={runs} />
        </Part>
      )}
      <Said>{said && <p>{said}</p>}</Said>
    </Instrument>
  );
}

/** Resolves once the browser has painted what was just set. */
function paint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

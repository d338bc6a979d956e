import type { ComponentChildren } from 'preact';
import { Keep } from '../instrument/Keep.tsx';
import { Sheet } from '../instrument/Sheet.tsx';
import { INGREDIENTS, type Recipe } from './ingredients.ts';
import { OUTCOMES, type Comparison, type Outcome } from './outcome.ts';
import type { TrainingRun } from './training-run.ts';

/** A run with what was predicted of it. */
export interface LoggedRun {
  readonly number: number;
  readonly recipe: Recipe;
  readonly run: TrainingRun;
  readonly outcome: Comparison;
  readonly predicted: Outcome;
}

/** All runs of this visit below each other, so that they can be compared. */
export function RunTable({ runs }: { readonly runs: readonly LoggedRun[] }) {
  return (
    <>
      <Sheet
        caption="Your runs, compared with January"
        stacks
        head={['Run', 'Changed', 'model.json, md5', 'AUC', 'Decisions that differ']}
        rows={runs.map(({ number, recipe, run, outcome: { differs, decisions }, predicted }) => [
          `Run ${number}`,
          changedIn(recipe),
          <Compared key="" differs={differs.digest} predicted={predicted.digest}>
            <code>{run.modelDigest.slice(0, 8)}</code>
          </Compared>,
          <Compared key="" differs={differs.auc} predicted={predicted.auc}>
            {run.auc.toFixed(4)}
          </Compared>,
          <Compared key="" differs={differs.decisions} predicted={predicted.decisions}>
            {decisions}
          </Compared>,
        ])}
      />
      <Keep
        result={{
          instrument: 'Change one thing',
          settings: Object.fromEntries(
            runs.map(({ number, recipe, predicted }) => [
              `Run ${number}`,
              `changed: ${changedIn(recipe)}; foretold to differ: ${differing(predicted)}`,
            ]),
          ),
          results: Object.fromEntries(
            runs.map(({ number, run, outcome: { differs, decisions } }) => [
              `Run ${number}`,
              `md5 ${run.modelDigest}; AUC ${run.auc.toFixed(4)}; decisions that differ: ${decisions}; differs: ${differing(differs)}`,
            ]),
          ),
        }}
      />
    </>
  );
}

function differing(outcome: Outcome): string {
  const names = OUTCOMES.filter(({ id }) => outcome[id]).map(({ label }) => label);
  return names.join(', ') || 'nothing';
}

interface ComparedProps {
  readonly differs: boolean;
  readonly predicted: boolean;
  readonly children: ComponentChildren;
}

/** A figure, whether it differs, and whether that was predicted. */
function Compared({ differs, predicted, children }: ComparedProps) {
  return (
    <>
      {children}
      <div class="small dim">
        {differs ? 'differs' : 'same'}, {differs === predicted ? 'as you said' : 'not as you said'}
      </div>
    </>
  );
}

function changedIn(recipe: Recipe): string {
  const changed = INGREDIENTS.filter((ingredient) => recipe[ingredient] === 'today');
  return changed.length === 0 ? 'nothing' : changed.join(', ');
}

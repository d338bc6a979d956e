import type { ComponentChildren } from 'preact';
import { Sheet } from '../instrument/Sheet.tsx';
import { INGREDIENTS, type Recipe } from './ingredients.ts';
import type { Comparison, Outcome } from './outcome.ts';
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
  );
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

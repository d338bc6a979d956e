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
    <div class="toggle-part scroll-x" tabIndex={0} role="region" aria-label="Your runs">
      <table class="t stack toggle-runs">
        <caption>Your runs, compared with January</caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Changed</th>
            <th scope="col">model.json, md5</th>
            <th scope="col" class="r">
              AUC
            </th>
            <th scope="col" class="r">
              Decisions that differ
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ number, recipe, run, outcome, predicted }) => (
            <tr key={number}>
              <th scope="row">
                <span class="toggle-narrow">Run </span>
                {number}
              </th>
              <td data-l="Changed:">{changedIn(recipe)}</td>
              <td data-l="model.json:">
                <code>{run.modelDigest.slice(0, 8)}</code>{' '}
                <Said differs={outcome.differs.digest} predicted={predicted.digest} />
              </td>
              <td class="r" data-l="AUC:">
                {run.auc.toFixed(4)}{' '}
                <Said differs={outcome.differs.auc} predicted={predicted.auc} />
              </td>
              <td class="r" data-l="Decisions that differ:">
                {outcome.decisions}{' '}
                <Said differs={outcome.differs.decisions} predicted={predicted.decisions} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether it differs, and whether that was predicted. */
function Said({ differs, predicted }: { readonly differs: boolean; readonly predicted: boolean }) {
  return (
    <span class="toggle-verdict">
      {differs ? 'differs' : 'same'}, {differs === predicted ? 'as you said' : 'not as you said'}
    </span>
  );
}

function changedIn(recipe: Recipe): string {
  const changed = INGREDIENTS.filter((ingredient) => recipe[ingredient] === 'today');
  return changed.length === 0 ? 'nothing' : changed.join(', ');
}

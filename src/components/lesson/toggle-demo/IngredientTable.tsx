import {
  CHANGES,
  FILES,
  INGREDIENTS,
  type Ingredient,
  type Moment,
  type Recipe,
} from './ingredients.ts';

interface Props {
  readonly recipe: Recipe;
  readonly digests: Readonly<Record<Moment, Readonly<Record<Ingredient, string>>>>;
  readonly onChange: (ingredient: Ingredient, moment: Moment) => void;
}

/** The five things, each with a switch between January and today. */
export function IngredientTable({ recipe, digests, onChange }: Props) {
  return (
    <table class="t toggle-table">
      <thead>
        <tr>
          <th scope="col">Thing</th>
          <th scope="col">As of</th>
          <th scope="col">File and what changed</th>
          <th scope="col">md5</th>
        </tr>
      </thead>
      <tbody>
        {INGREDIENTS.map((ingredient) => {
          const moment = recipe[ingredient];
          const today = moment === 'today';
          return (
            <tr key={ingredient}>
              <th scope="row">{ingredient}</th>
              <td>
                <button
                  class="toggle-switch"
                  type="button"
                  role="switch"
                  aria-checked={today}
                  aria-label={`${ingredient} as of today`}
                  onClick={() => onChange(ingredient, today ? 'january' : 'today')}
                >
                  {today ? 'Today' : 'January'}
                </button>
              </td>
              <td>
                <code>
                  {ingredient === 'data' ? 'data/applications.csv' : FILES[ingredient].path}
                </code>
                <span class="toggle-change">{today ? CHANGES[ingredient] : 'As in January.'}</span>
              </td>
              <td>
                <code class={today ? 'now' : ''}>{digests[moment][ingredient].slice(0, 8)}</code>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

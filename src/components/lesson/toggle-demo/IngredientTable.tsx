import { Sheet } from '../instrument/Sheet.tsx';
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
    <Sheet
      caption="The five things, and which of them are as of today"
      isNamed
      stacks
      head={['Thing', 'As of', 'File and what changed', 'md5']}
      rows={INGREDIENTS.map((ingredient) => {
        const moment = recipe[ingredient];
        const today = moment === 'today';
        return [
          ingredient,
          <button
            key=""
            class="btn tight"
            type="button"
            role="switch"
            aria-checked={today}
            aria-label={`${ingredient} as of today`}
            onClick={() => onChange(ingredient, today ? 'january' : 'today')}
          >
            {today ? 'Today' : 'January'}
          </button>,
          <>
            <code>{ingredient === 'data' ? 'data/applications.csv' : FILES[ingredient].path}</code>
            <div class="small dim">{today ? CHANGES[ingredient] : 'As in January.'}</div>
          </>,
          <code key="" class={today ? 'now' : ''}>
            {digests[moment][ingredient].slice(0, 8)}
          </code>,
        ];
      })}
    />
  );
}

import { useId } from 'preact/hooks';
import { rightSides } from '#assessment';
import { InlineText } from '../lesson/InlineText.tsx';
import type { AnswerProps } from './answer-props.ts';

/** Letters that a list on a phone has room for; a longer choice stands below it in full. */
const MOST_SHOWN = 34;

/** For each left side, the right side that belongs to it is chosen from a list. */
export function MatchAnswer({ item, order, value, closed, onChange }: AnswerProps<'match'>) {
  const id = useId();
  const sides = rightSides(item);
  const chosen = value ?? item.pairs.map(() => '');
  return (
    <ul role="list" class="pairs">
      {item.pairs.map(({ left, right }, index) => {
        const isRight = chosen[index] === right;
        return (
          <li key={left} class={closed ? (isRight ? 'is-pass' : 'is-fail') : undefined}>
            <label for={`${id}-${index}`}>
              <InlineText text={left} />
            </label>
            <select
              id={`${id}-${index}`}
              class="field"
              disabled={closed}
              value={chosen[index] ?? ''}
              onChange={(event) => {
                const { value: picked } = event.currentTarget;
                onChange(chosen.map((one, at) => (at === index ? picked : one)));
              }}
            >
              <option value="">Choose…</option>
              {order.map((place) => (
                <option key={place} value={sides[place]}>
                  {sides[place]?.replaceAll('`', '')}
                </option>
              ))}
            </select>
            {!closed && (chosen[index]?.length ?? 0) > MOST_SHOWN && (
              <span class="small dim" aria-hidden="true">
                {chosen[index]?.replaceAll('`', '')}
              </span>
            )}
            {closed && (
              <span class={`small ${isRight ? 'w-pass' : 'w-fail'}`}>
                {isRight ? 'Right' : `Wrong: ${right.replaceAll('`', '')}`}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

import { useId } from 'preact/hooks';
import { InlineText } from '../lesson/InlineText.tsx';
import { VerdictMark } from '../lesson/VerdictMark.tsx';
import type { AnswerProps } from './answer-props.ts';

/** Options of which one, or all that apply, are chosen. Once answered, each says why it is right or wrong. */
export function OptionsAnswer(props: AnswerProps<'choice'> | AnswerProps<'multiple'>) {
  const { item, order, value, closed } = props;
  const name = useId();
  const isOne = item.kind === 'choice';
  const chosen = Array.isArray(value)
    ? (value as readonly number[])
    : value === undefined
      ? []
      : [value as number];
  const change = (index: number, on: boolean): void => {
    if (props.item.kind === 'choice') (props as AnswerProps<'choice'>).onChange(index);
    else {
      const others = chosen.filter((one) => one !== index);
      const next = on ? [...others, index].sort((a, b) => a - b) : others;
      (props as AnswerProps<'multiple'>).onChange(next);
    }
  };
  return (
    <>
      {order.map((index, place) => {
        const option = item.options[index];
        if (!option) return null;
        const isChosen = chosen.includes(index);
        return (
          <div key={index} class={closed ? 'judged' : undefined}>
            <label class="choice">
              <input
                type={isOne ? 'radio' : 'checkbox'}
                name={name}
                checked={isChosen}
                disabled={closed}
                data-digit={place + 1}
                onChange={(event) => change(index, event.currentTarget.checked)}
              />
              <span>
                <InlineText text={option.text} />
              </span>
            </label>
            {closed && (
              <p class={`option-why small ${isChosen || option.right ? '' : 'dim'}`}>
                <VerdictMark holds={option.right} />
                <span>
                  <b class={option.right ? 'w-pass' : 'w-fail'}>
                    {option.right ? 'Right' : 'Wrong'}
                    {isChosen ? ', and chosen. ' : option.right ? ', and not chosen. ' : '. '}
                  </b>
                  <InlineText text={option.why} />
                </span>
              </p>
            )}
          </div>
        );
      })}
    </>
  );
}

import { useRef, useState } from 'preact/hooks';
import { InlineText } from '../lesson/InlineText.tsx';
import type { AnswerProps } from './answer-props.ts';

/** Steps that are moved up and down. The focus stays with the step that moves, and its new place is said. */
export function OrderAnswer({ item, order, value, closed, onChange }: AnswerProps<'order'>) {
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const steps = value ?? order;

  const move = (place: number, by: 1 | -1, name: 'up' | 'down'): void => {
    const step = steps[place];
    const other = steps[place + by];
    if (closed || step === undefined || other === undefined) return;
    const next = [...steps];
    next[place] = other;
    next[place + by] = step;
    onChange(next);
    setSaid(`${plain(item.steps[step] ?? '')}: now ${place + by + 1} of ${steps.length}.`);
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>(`[data-move="${step}-${name}"]`)?.focus();
    });
  };

  return (
    <>
      <ol ref={list} role="list" class="steps">
        {steps.map((step, place) => {
          const text = item.steps[step] ?? '';
          const isRight = step === place;
          return (
            <li key={step} class={closed ? (isRight ? 'is-pass' : 'is-fail') : undefined}>
              <span class="num dim">{place + 1}</span>
              <span>
                <InlineText text={text} />
                {closed && !isRight && <span class="small w-fail"> belongs at {step + 1}</span>}
              </span>
              {!closed && (
                <span class="moves">
                  {(['up', 'down'] as const).map((name) => (
                    <button
                      key={name}
                      type="button"
                      class="btn tight"
                      data-move={`${step}-${name}`}
                      aria-label={`Move ${name}: ${plain(text)}`}
                      aria-disabled={name === 'up' ? place === 0 : place === steps.length - 1}
                      onClick={() => move(place, name === 'up' ? -1 : 1, name)}
                    >
                      {name === 'up' ? 'Up' : 'Down'}
                    </button>
                  ))}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <p class="vh" role="status">
        {said}
      </p>
    </>
  );
}

const plain = (text: string): string => text.replaceAll('`', '');

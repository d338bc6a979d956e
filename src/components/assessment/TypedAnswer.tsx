import { useId } from 'preact/hooks';
import type { AnswerProps } from './answer-props.ts';

/** A number with its unit, or a short text, as typed. */
export function TypedAnswer(props: AnswerProps<'number'> | AnswerProps<'short'>) {
  const { item, value, closed, onChange } = props;
  const id = useId();
  const isNumber = item.kind === 'number';
  const unit = item.kind === 'number' ? item.unit : undefined;
  return (
    <div class="typed">
      <label for={id}>{isNumber ? 'Your number' : 'Your answer'}</label>
      <span class="typed-in">
        <input
          id={id}
          class="field num"
          type="text"
          inputMode={isNumber ? 'decimal' : 'text'}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={value ?? ''}
          readOnly={closed}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
        {unit !== undefined && <span>{unit}</span>}
      </span>
      {item.kind === 'number' && item.tolerance > 0 && (
        <span class="small dim">{item.tolerance} more or less counts as well.</span>
      )}
    </div>
  );
}

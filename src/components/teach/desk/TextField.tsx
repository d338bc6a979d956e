import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'email' | 'url' | 'date' | 'number' | 'datetime-local';
  /** What it is for, below it. */
  readonly note?: string;
  readonly min?: number;
  readonly max?: number;
}

/** One line of a form: label above, note below. Its text runs in the direction of what is typed. */
export function TextField({ label, value, onValue, type = 'text', note, min, max }: Props) {
  const id = useId();
  return (
    <div class="teach-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="field"
        type={type}
        value={value}
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        min={min}
        max={max}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {note !== undefined && (
        <p class="fine" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}

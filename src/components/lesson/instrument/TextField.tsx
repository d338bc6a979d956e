import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
  /** More than one line: a text area of so many. */
  readonly rows?: number;
  /** Below the field: what is read, or what is wrong with it. */
  readonly note?: string;
  readonly isWrong?: boolean;
}

/** Text to type, with its label above and what is read of it below. */
export function TextField({ label, value, onInput, rows, note, isWrong = false }: Props) {
  const id = useId();
  const common = {
    id,
    class: 'field',
    value,
    spellcheck: false,
    'aria-invalid': isWrong,
    ...(note === undefined ? {} : { 'aria-describedby': `${id}-note` }),
  };
  return (
    <div>
      <label for={id}>{label}</label>
      {rows === undefined ? (
        <input {...common} type="text" onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <textarea {...common} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {note !== undefined && (
        <p id={`${id}-note`} class={`small ${isWrong ? 'bad' : 'dim'}`}>
          {note}
        </p>
      )}
    </div>
  );
}

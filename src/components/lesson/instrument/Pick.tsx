import { useId } from 'preact/hooks';

interface Props<T extends string> {
  readonly legend: string;
  readonly options: readonly { readonly id: T; readonly label: string }[];
  /** `undefined` when nothing is chosen yet. */
  readonly chosen: T | undefined;
  /** True when the options stand below each other, as sentences do. */
  readonly isList?: boolean;
  readonly onChange: (id: T) => void;
}

/** One of a few, in a row or a list: radio buttons, so arrow keys move the choice. */
export function Pick<T extends string>({
  legend,
  options,
  chosen,
  isList = false,
  onChange,
}: Props<T>) {
  const name = useId();
  return (
    <fieldset class={`ins-pick ${isList ? 'ins-list' : ''}`}>
      <legend>{legend}</legend>
      {options.map(({ id, label }) => (
        <label key={id}>
          <input type="radio" name={name} checked={chosen === id} onChange={() => onChange(id)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

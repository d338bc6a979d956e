import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** The value with its unit, as it is shown and read out. */
  readonly say?: (value: number) => string;
  readonly onChange: (value: number) => void;
}

/** A number that is set by arrow keys or by dragging, with its unit beside it. */
export function Slider({ label, value, from, to, step, say = String, onChange }: Props) {
  const id = useId();
  return (
    <div class="ins-slider">
      <label for={id}>{label}</label>
      <b aria-hidden="true">{say(value)}</b>
      <input
        id={id}
        type="range"
        min={from}
        max={to}
        step={step}
        value={value}
        aria-valuetext={say(value)}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

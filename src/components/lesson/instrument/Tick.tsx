import type { ComponentChildren } from 'preact';

interface Props {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
}

/** Something that is so or not. */
export function Tick({ checked, onChange, children }: Props) {
  return (
    <label class="ins-tick">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

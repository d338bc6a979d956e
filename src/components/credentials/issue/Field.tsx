interface Props {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'password' | 'email';
  readonly placeholder?: string;
}

/** One line of a form, with its label above. */
export function Field({ label, value, onValue, type = 'text', placeholder }: Props) {
  return (
    <label>
      {label}
      <input
        class="field"
        type={type}
        value={value}
        autocomplete={type === 'password' ? 'new-password' : 'off'}
        spellcheck={false}
        {...(placeholder !== undefined && { placeholder })}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </label>
  );
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Remembers what was written, ticked and chosen in a part of the page before its script was there.
 *
 * @returns does it again, where the part hears it
 */
export function holdFields(element: HTMLElement): () => void {
  const held = [...element.querySelectorAll<Field>('input,textarea,select')].flatMap(
    (field) => again(field) ?? [],
  );
  return () => {
    for (const one of held) one();
  };
}

function again(field: Field): (() => void) | undefined {
  if (field instanceof HTMLInputElement) {
    if (field.type === 'file') return field.files?.length ? () => tell(field) : undefined;
    if (field.type === 'checkbox' || field.type === 'radio') {
      const { checked } = field;
      if (checked === field.defaultChecked) return undefined;
      // A press of the other radio button takes this one's mark.
      if (field.type === 'radio' && !checked) return undefined;
      return () => (field.checked === checked ? tell(field) : field.click());
    }
  }
  const { value } = field;
  const before =
    field instanceof HTMLSelectElement
      ? [...field.options].find(({ defaultSelected }) => defaultSelected)?.value
      : field.defaultValue;
  if (value === (before ?? (field as HTMLSelectElement).options[0]?.value)) return undefined;
  return () => {
    field.value = value;
    tell(field);
  };
}

function tell(field: Field): void {
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}

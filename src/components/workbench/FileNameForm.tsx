import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';

/** Asks for a path, and says at once what is wrong with one that cannot be used. */
export function FileNameForm({
  label,
  initial,
  faultOf,
  onName,
  onCancel,
}: {
  readonly label: string;
  readonly initial: string;
  readonly faultOf: (path: string) => string | undefined;
  readonly onName: (path: string) => void;
  readonly onCancel: () => void;
}) {
  const fault = useSignal<string | undefined>(undefined);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    const field = input.current;
    if (!field) return;
    field.focus();
    // The name, without its ending, is what one wants to type over.
    const from = initial.lastIndexOf('/') + 1;
    const dot = initial.lastIndexOf('.');
    field.setSelectionRange(from, dot > from ? dot : initial.length);
  }, []);
  return (
    <form
      class="tree-name"
      onSubmit={(event) => {
        event.preventDefault();
        const path = input.current?.value ?? '';
        fault.value = faultOf(path);
        if (fault.value === undefined) onName(path);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <label class="small" for={id}>
        {label}
      </label>
      <input
        ref={input}
        id={id}
        class="field mono"
        type="text"
        defaultValue={initial}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={fault.value !== undefined}
        aria-describedby={fault.value === undefined ? undefined : `${id}-fault`}
      />
      {fault.value !== undefined && (
        <p class="small w-fail-text" id={`${id}-fault`} role="alert">
          {fault.value}
        </p>
      )}
      <div class="btns">
        <button class="btn tight" type="submit">
          Save name
        </button>
        <button class="btn tight quiet" type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

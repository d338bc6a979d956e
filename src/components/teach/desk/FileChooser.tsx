import { useRef } from 'preact/hooks';

interface Props {
  /** What the button says. */
  readonly label: string;
  /** What is to be chosen, for assistive software. */
  readonly name: string;
  /** As the `accept` of an input; absent: any file. */
  readonly accept?: string;
  readonly class?: string;
  readonly disabled?: boolean;
  /** One file unless told: several, or all of a folder. */
  readonly takes?: 'several' | 'folder';
  /** Called with what was chosen, never with nothing. */
  readonly onFiles: (files: readonly [File, ...File[]]) => void;
}

/** A button that has the browser ask for files. The same ones may be chosen again. */
export function FileChooser(props: Props) {
  const { label, name, accept, disabled = false, takes, onFiles } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        class={props.class ?? 'btn'}
        type="button"
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {label}
      </button>
      <input
        ref={(element) => {
          input.current = element;
          if (element) element.webkitdirectory = takes === 'folder';
        }}
        type="file"
        hidden
        aria-label={name}
        multiple={takes === 'several'}
        {...(accept === undefined ? {} : { accept })}
        onChange={({ currentTarget }) => {
          const [first, ...more] = currentTarget.files ?? [];
          currentTarget.value = '';
          if (first) onFiles([first, ...more]);
        }}
      />
    </>
  );
}

import type { ComponentChildren } from 'preact';

interface Props {
  /** True while there is nothing to do or something is missing: it stays, so that the focus does, and hears no press. */
  readonly isOff?: boolean;
  /** True for what is beside the matter: begin again, save. */
  readonly isQuiet?: boolean;
  readonly onAct: () => void;
  readonly children: ComponentChildren;
}

/** A button of an instrument: run what was set and foretold, go on, begin again. */
export function ActButton({ isOff, isQuiet = false, onAct, children }: Props) {
  return (
    <button
      class={isQuiet ? 'btn tight quiet' : 'btn tight'}
      type="button"
      aria-disabled={isOff}
      onClick={() => {
        if (isOff !== true) onAct();
      }}
    >
      {children}
    </button>
  );
}

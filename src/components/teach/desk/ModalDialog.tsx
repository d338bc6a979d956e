import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** For a dialog of much to read. */
  readonly wide?: boolean;
}

/** A dialog that is open as long as it is drawn. Esc closes it; the browser gives the focus back. */
export function ModalDialog({ title, onClose, children, wide }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? 'asks teach-wide' : 'asks'}
      aria-labelledby={id}
      onClose={(event) => {
        // Not that of a dialog inside it.
        if (event.target === dialog.current) onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

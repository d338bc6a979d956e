import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/** A modal dialog: the browser keeps the focus in it, Esc closes it, the focus returns to where it was. */
export function Dialog({
  title,
  isWide = false,
  onClose,
  children,
}: {
  readonly title: string;
  readonly isWide?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={isWide ? 'wb-dialog wide' : 'wb-dialog'}
      aria-labelledby={id}
      onClose={onClose}
    >
      <header class="wb-dialog-h">
        <h2 id={id}>{title}</h2>
        <button class="btn tight" type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </header>
      {children}
    </dialog>
  );
}

/** Asks before something is changed that the learner may not expect. */
export function ConfirmDialog({
  title,
  text,
  verb,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  /** What the button does: "Reset", "Delete". */
  readonly verb: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="wb-dialog-b">
        <p>{text}</p>
        <div class="btns">
          <button
            class="btn tight primary"
            type="button"
            onClick={() => {
              onConfirm();
              onClose();
            }}
          >
            {verb}
          </button>
          <button class="btn tight" type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </div>
    </Dialog>
  );
}

import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';

export interface MenuItem {
  readonly label: string;
  /** One line that says what it does or why it is closed. */
  readonly note?: string;
  readonly isDisabled?: boolean;
  readonly onChoose: () => void;
}

/** A button that opens a short menu: arrows move, Esc closes and gives the focus back. */
export function Menu({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly MenuItem[];
}) {
  const isOpen = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen.value) return;
    list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const close = (event: Event) => {
      const { target } = event;
      const isInside = target instanceof Node && list.current?.parentElement?.contains(target);
      if (!isInside) isOpen.value = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
    };
  }, [isOpen.value]);

  const shut = () => {
    isOpen.value = false;
    button.current?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const index = entries.findIndex((entry) => entry === document.activeElement);
    const to: Record<string, number> = {
      ArrowDown: (index + 1) % entries.length,
      ArrowUp: (index - 1 + entries.length) % entries.length,
      Home: 0,
      End: entries.length - 1,
    };
    if (event.key === 'Escape') shut();
    else if (event.key in to) entries[to[event.key] ?? 0]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="wb-menu" onKeyDown={isOpen.value ? move : undefined}>
      <button
        ref={button}
        class="btn tight"
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        aria-controls={isOpen.value ? id : undefined}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        {label}
      </button>
      {isOpen.value && (
        <div class="wb-menu-list" role="menu" id={id} aria-label={label} ref={list}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-disabled={item.isDisabled ?? false}
              onClick={() => {
                if (item.isDisabled) return;
                shut();
                item.onChoose();
              }}
            >
              <span>{item.label}</span>
              {item.note !== undefined && <span class="fine">{item.note}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

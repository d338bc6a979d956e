import { useRef } from 'preact/hooks';
import { heldToRange, RANGES, sizeAfterKey, type Border } from './layout.ts';
import { useBench } from './bench-context.ts';

const NAMES: Record<Border, string> = {
  brief: 'Width of the brief',
  files: 'Width of the files',
  terminal: 'Height of the terminal',
  checks: 'Width of the checks',
};

/** A border between two panes: moved by pointer, by arrows, Home and End; Enter puts it back. */
export function Separator({ border }: { readonly border: Border }) {
  const { layout } = useBench();
  const size = layout.sizes[border];
  const drag = useRef<{ readonly at: number; readonly size: number } | undefined>(undefined);
  const isFlat = border === 'terminal';
  // The terminal and the checks stand after their separator: moving back makes them larger.
  const direction = border === 'terminal' || border === 'checks' ? -1 : 1;
  const now = size.value ?? RANGES[border].initial;
  return (
    <div
      class={`wb-sep wb-sep-${border}`}
      role="separator"
      tabIndex={0}
      aria-label={NAMES[border]}
      aria-orientation={isFlat ? 'horizontal' : 'vertical'}
      aria-valuemin={RANGES[border].least}
      aria-valuemax={RANGES[border].most}
      aria-valuenow={now}
      aria-valuetext={`${now} pixels`}
      onPointerDown={(event) => {
        drag.current = { at: isFlat ? event.clientY : event.clientX, size: now };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (!drag.current) return;
        const moved = (isFlat ? event.clientY : event.clientX) - drag.current.at;
        size.value = heldToRange(border, drag.current.size + direction * moved);
      }}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
      onDblClick={() => (size.value = RANGES[border].initial)}
      onKeyDown={(event) => {
        const next = sizeAfterKey(border, now, event.key);
        if (next === undefined) return;
        size.value = next;
        event.preventDefault();
      }}
    />
  );
}

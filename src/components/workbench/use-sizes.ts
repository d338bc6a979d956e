import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { keepChoice, keptChoice } from './kept-choice.ts';
import { heldToRange, type Border, type Layout } from './layout.ts';

/** Gives the panes their sizes, as they were left the last time. */
export function useSizes(root: RefObject<HTMLElement>, layout: Layout): void {
  useEffect(() => {
    const borders = Object.keys(layout.sizes) as Border[];
    for (const border of borders) {
      const kept = Number(keptChoice(`size-${border}`));
      if (kept > 0) layout.sizes[border].value = heldToRange(border, kept);
    }
    const stops = borders.map((border) =>
      effect(() => {
        const size = layout.sizes[border].value;
        if (size === undefined) return;
        root.current?.style.setProperty(`--size-${border}`, `${size}px`);
        keepChoice(`size-${border}`, String(size));
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

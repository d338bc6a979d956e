import { signal, type Signal } from '@preact/signals';

/** The panes in the order in which F6 goes through them. */
export const PANES = ['brief', 'files', 'editor', 'terminal', 'checks'] as const;
export type Pane = (typeof PANES)[number];

/** A border between panes that can be moved, with what it sizes. */
export type Border = 'brief' | 'files' | 'terminal' | 'checks';

interface Range {
  readonly least: number;
  readonly most: number;
  readonly initial: number;
}

/** Sizes in pixels: widths of the side panes, height of the terminal. */
export const RANGES: Readonly<Record<Border, Range>> = {
  brief: { least: 200, most: 560, initial: 312 },
  files: { least: 120, most: 420, initial: 220 },
  terminal: { least: 96, most: 620, initial: 260 },
  checks: { least: 280, most: 680, initial: 408 },
};

/** Where what stands on the screen, apart from its contents. */
export interface Layout {
  readonly sizes: Readonly<Record<Border, Signal<number | undefined>>>;
  /** The one pane that is shown on a narrow screen. */
  readonly pane: Signal<Pane>;
  /** What the shared pane shows on a screen of middle width. */
  readonly side: Signal<'brief' | 'files'>;
}

export function createLayout(): Layout {
  return {
    sizes: {
      brief: signal(undefined),
      files: signal(undefined),
      terminal: signal(undefined),
      checks: signal(undefined),
    },
    pane: signal('brief'),
    side: signal('brief'),
  };
}

/** A size held to its border's range, in whole pixels. */
export function heldToRange(border: Border, size: number): number {
  const { least, most } = RANGES[border];
  return Math.round(Math.min(most, Math.max(least, size)));
}

/** The size after a key on the separator, or `undefined` when the key means nothing there. */
export function sizeAfterKey(border: Border, size: number, key: string): number | undefined {
  const { least, most, initial } = RANGES[border];
  // The terminal and the checks grow towards the separator's "before" side.
  const grows =
    border === 'terminal' ? 'ArrowUp' : border === 'checks' ? 'ArrowLeft' : 'ArrowRight';
  const shrinks =
    border === 'terminal' ? 'ArrowDown' : border === 'checks' ? 'ArrowRight' : 'ArrowLeft';
  switch (key) {
    case grows:
      return heldToRange(border, size + 16);
    case shrinks:
      return heldToRange(border, size - 16);
    case 'Home':
      return least;
    case 'End':
      return most;
    case 'Enter':
      return initial;
    default:
      return undefined;
  }
}

/** The pane before or after one, round the end, among those that are shown. */
export function nextPane(
  current: Pane | undefined,
  step: 1 | -1,
  shown: readonly Pane[],
): Pane | undefined {
  if (shown.length === 0) return undefined;
  const index = current === undefined ? -1 : shown.indexOf(current);
  if (index === -1) return step === 1 ? shown[0] : shown.at(-1);
  return shown[(index + step + shown.length) % shown.length];
}

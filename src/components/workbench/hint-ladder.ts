/** What the four hints of a task are, in order. */
export const HINT_NAMES = ['Orientation', 'Where to look', 'The method', 'Nearly the solution'];

export interface HintStep {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  /** `open`: read; `next`: can be opened now; `later`: opens after the one before. */
  readonly state: 'open' | 'next' | 'later';
  readonly text: string;
}

/** The ladder of a task's hints when `opened` of them are open. */
export function hintLadder(hints: readonly string[], opened: number): readonly HintStep[] {
  return hints.map((text, index) => ({
    number: index + 1,
    name: HINT_NAMES[index] ?? `Hint ${index + 1}`,
    state: index < opened ? 'open' : index === opened ? 'next' : 'later',
    text,
  }));
}

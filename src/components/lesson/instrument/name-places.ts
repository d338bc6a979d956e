/** Where the name of an upright line stands: from this pixel to one side, in a row counted from 0 at the top. */
export interface NamePlace {
  readonly x: number;
  readonly anchor: 'start' | 'end';
  readonly row: number;
}

/** A letter of the charts' 13 px is hardly ever wider, taken over a word. */
const LETTER = 7;
const GAP = 5;

/**
 * Places the names of a chart's upright lines, in pixels: each beside its line, towards the middle where it can, and never
 * over another name.
 *
 * @param lines in the order in which they choose
 * @param from left edge of the plot
 * @param to right edge of the plot
 */
export function namePlaces(
  lines: readonly { readonly x: number; readonly name: string }[],
  from: number,
  to: number,
): readonly NamePlace[] {
  const taken: { readonly left: number; readonly right: number; readonly row: number }[] = [];
  return lines.map(({ x, name }) => {
    const long = name.length * LETTER;
    const before = { x: x - GAP, anchor: 'end', left: x - GAP - long, right: x - GAP } as const;
    const after = { x: x + GAP, anchor: 'start', left: x + GAP, right: x + GAP + long } as const;
    const sides = x > (from + to) / 2 ? [before, after] : [after, before];
    for (let row = 0; ; row += 1) {
      const free = sides.find(
        ({ left, right }, side) =>
          (side === 0 || (left >= from && right <= to)) &&
          !taken.some((one) => one.row === row && one.left < right && left < one.right),
      );
      if (!free) continue;
      taken.push({ left: free.left, right: free.right, row });
      return { x: free.x, anchor: free.anchor, row };
    }
  });
}

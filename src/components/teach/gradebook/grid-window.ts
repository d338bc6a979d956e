/** Which rows of a long table are drawn. Rows have one height, in CSS pixels. */
export interface GridWindow {
  /** The first that is drawn, from 0. */
  readonly from: number;
  /** Behind the last. */
  readonly to: number;
}

/** Rows drawn beyond what is seen, so that a fast scroll finds them there. */
const SPARE = 24;

/** The rows to be drawn around what is seen, in steps of half the spare ones: not every pixel draws anew. */
export function windowOf(
  scrollTop: number,
  height: number,
  rowHeight: number,
  rows: number,
): GridWindow {
  const step = SPARE / 2;
  const first = Math.floor(scrollTop / rowHeight / step) * step;
  const seen = Math.ceil(height / rowHeight);
  return {
    from: Math.max(0, Math.min(first - SPARE, rows)),
    to: Math.min(rows, first + seen + SPARE + step),
  };
}

export interface GridPlace {
  /** From 0, in the rows of the body; -1 is the head. */
  readonly row: number;
  readonly column: number;
}

/** Where a key leads in a grid; `undefined` for a key that leads nowhere. */
export function placeAfter(
  key: string,
  withControl: boolean,
  { row, column }: GridPlace,
  rows: number,
  columns: number,
  page: number,
): GridPlace | undefined {
  const within = (next: number, column_ = column): GridPlace => ({
    row: Math.max(-1, Math.min(rows - 1, next)),
    column: Math.max(0, Math.min(columns - 1, column_)),
  });
  switch (key) {
    case 'ArrowDown':
      return within(row + 1);
    case 'ArrowUp':
      return within(row - 1);
    case 'ArrowRight':
      return within(row, column + 1);
    case 'ArrowLeft':
      return within(row, column - 1);
    case 'PageDown':
      return within(row + page);
    case 'PageUp':
      return within(Math.max(0, row - page));
    case 'Home':
      return withControl ? within(0, 0) : within(row, 0);
    case 'End':
      return withControl ? within(rows - 1, columns - 1) : within(row, columns - 1);
    default:
      return undefined;
  }
}

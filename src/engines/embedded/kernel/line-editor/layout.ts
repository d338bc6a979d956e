import { charWidth, visible } from './width.ts';

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A piece of the picture: what to send, and how many columns it takes. A `break` begins a new row. */
export interface Cell {
  readonly output: string;
  readonly width: number;
  readonly isBreak: boolean;
}

/** Where every cell stands in a terminal of some width; the last place is the one behind all cells. */
export function placesOf(cells: readonly Cell[], columns: number): Place[] {
  const places: Place[] = [];
  let row = 0;
  let column = 0;
  for (const cell of cells) {
    // A character that does not fit goes to the next row, and so does the one behind a full row.
    if (!cell.isBreak && cell.width > 0 && column + cell.width > columns) {
      row += 1;
      column = 0;
    }
    places.push({ row, column });
    if (cell.isBreak) {
      row += 1;
      column = 0;
    } else column += cell.width;
  }
  places.push({ row, column });
  return places;
}

/** Cells of text, one for each character; control characters are shown as `^X`, new lines are breaks. */
export function cellsOf(text: string): Cell[] {
  return Array.from(text, (char): Cell => {
    if (char === '\n') return { output: '', width: 0, isBreak: true };
    const shown = visible(char);
    return {
      output: shown,
      width: shown === char ? charWidth(char) : shown.length,
      isBreak: false,
    };
  });
}

/** A prompt's cells: control sequences (colours, modes) take no room. */
export function promptCells(prompt: string): Cell[] {
  const cells: Cell[] = [];

  for (const [piece] of prompt.matchAll(/\u001b\[[?0-9;]*[a-z]|[^]/gu)) {
    if (piece.startsWith('\x1b')) cells.push({ output: piece, width: 0, isBreak: false });
    else cells.push({ output: piece, width: charWidth(piece), isBreak: piece === '\n' });
  }
  return cells;
}

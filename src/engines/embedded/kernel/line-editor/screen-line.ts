import { cellsOf, placesOf, promptCells, type Cell, type Place } from './layout.ts';

/** What the learner sees of the line being edited. */
export interface Picture {
  /** With colour sequences; of one row or more. */
  readonly prompt: string;
  readonly text: string;
  /** In UTF-16 code units of `text`. */
  readonly cursor: number;
}

export const CONTINUATION = '> ';

interface Drawn {
  readonly cells: readonly Cell[];
  readonly places: readonly Place[];
  readonly cursor: Place;
}

/**
 * Draws the line being edited and changes as little of it as it can: a screen reader speaks what is sent again, and a
 * long line on a slow connection flickers.
 */
export class ScreenLine {
  readonly #send: (text: string) => void;
  #columns: number;
  #drawn: Drawn | undefined;

  constructor(send: (text: string) => void, columns: number) {
    this.#send = send;
    this.#columns = columns;
  }

  get columns(): number {
    return this.#columns;
  }

  /** Draws, from the start of a row when nothing is drawn yet. */
  draw(picture: Picture): void {
    const cells = [...promptCells(picture.prompt), ...textCells(picture.text)];
    const places = placesOf(cells, this.#columns);
    const behind = cells.length - textCells(picture.text.slice(picture.cursor)).length;
    const before = this.#drawn;
    const same = before ? sameCells(before.cells, cells) : 0;
    let output = '';
    let at: Place = before?.cursor ?? { row: 0, column: 0 };
    if (!before || same < before.cells.length || same < cells.length) {
      const from = behindCell(cells, places, same - 1);
      output += move(at, from, this.#columns);
      if (before && same < before.cells.length) output += '\x1b[J';
      output += cells
        .slice(same)
        .map((cell) => (cell.isBreak ? '\r\n' : cell.output))
        .join('');
      at = places.at(-1) ?? from;
      // At the right edge the terminal waits with its cursor on the last column: a space takes it to the next row.
      if (at.column >= this.#columns) {
        output += ' \r\x1b[K';
        at = { row: at.row + 1, column: 0 };
      }
    }
    const cursor = wrapped(places[behind] ?? at, this.#columns);
    output += move(at, cursor, this.#columns);
    this.#drawn = { cells, places, cursor };
    if (output !== '') this.#send(output);
  }

  /** Leaves the picture where it stands, with a mark behind it; what follows begins below. */
  finish(mark = ''): void {
    if (!this.#drawn) return;
    const end = wrapped(this.#drawn.places.at(-1) ?? { row: 0, column: 0 }, this.#columns);
    // Behind a full row the cursor is already on a new one.
    const onNewRow = end.column === 0 && end.row > 0 && mark === '';
    this.#send(move(this.#drawn.cursor, end, this.#columns) + mark + (onNewRow ? '' : '\r\n'));
    this.#drawn = undefined;
  }

  /** Forgets what is drawn, because the screen was cleared or something else was written. */
  forget(): void {
    this.#drawn = undefined;
  }

  /** The terminal's rows of this line are as they were (xterm.js does not reflow the line that has the cursor). */
  resize(columns: number, picture: Picture | undefined): void {
    const drawn = this.#drawn;
    this.#columns = Math.max(1, columns);
    if (!drawn || !picture) return;
    const up = drawn.cursor.row;
    this.#send(`${up > 0 ? `\x1b[${up}A` : ''}\r\x1b[J`);
    this.#drawn = undefined;
    this.draw(picture);
  }
}

const textCells = (text: string): Cell[] =>
  cellsOf(text).flatMap((cell) => (cell.isBreak ? [cell, ...cellsOf(CONTINUATION)] : [cell]));

function sameCells(one: readonly Cell[], other: readonly Cell[]): number {
  let index = 0;
  while (index < one.length && index < other.length) {
    if (one[index]?.output !== other[index]?.output) break;
    if (one[index]?.isBreak !== other[index]?.isBreak) break;
    index += 1;
  }
  // A combining mark joins the character that was written just before it, so both are written again.
  while (index > 0 && isMark(other[index])) index -= 1;
  return index;
}

/** Where the cursor is when a cell was just written: a wide character that follows may yet go to the next row. */
function behindCell(cells: readonly Cell[], places: readonly Place[], index: number): Place {
  const [cell, place] = [cells[index], places[index]];
  if (!cell || !place) return { row: 0, column: 0 };
  return cell.isBreak
    ? { row: place.row + 1, column: 0 }
    : { row: place.row, column: place.column + cell.width };
}

/** A full row's end is the next row's start. */
const wrapped = (place: Place, columns: number): Place =>
  place.column >= columns ? { row: place.row + 1, column: 0 } : place;

function move(from: Place, to: Place, columns: number): string {
  const [start, goal] = [wrapped(from, columns), wrapped(to, columns)];
  const rows = goal.row - start.row;
  let output = '';
  if (rows < 0) output += `\x1b[${-rows}A`;
  else if (rows > 0) output += `\x1b[${rows}B`;
  if (goal.column === start.column) return output;
  if (goal.column === 0) return `${output}\r`;
  const columnsRight = goal.column - start.column;
  return `${output}\x1b[${Math.abs(columnsRight)}${columnsRight > 0 ? 'C' : 'D'}`;
}

const isMark = (cell: Cell | undefined): boolean =>
  cell !== undefined && cell.width === 0 && !cell.isBreak && !cell.output.startsWith('\x1b');

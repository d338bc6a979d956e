import { charWidth } from '../../../../src/engines/embedded/kernel/line-editor/width.ts';

/** A terminal's screen as far as the shell uses one: wrapping like xterm.js, cursor keys, erasing. Grows downwards. */
export class Screen {
  readonly #rows: string[][] = [[]];
  #row = 0;
  #column = 0;
  #columns: number;
  /** Row that counts as the top: everything above has scrolled away. */
  #top = 0;

  constructor(columns: number) {
    this.#columns = columns;
  }

  resize(columns: number): void {
    this.#columns = columns;
    for (const row of this.#rows) row.length = Math.min(row.length, columns);
    this.#column = Math.min(this.#column, columns - 1);
  }

  /** Rows without trailing blanks, from the top; trailing empty rows left out. */
  get rows(): string[] {
    const rows = this.#rows.slice(this.#top).map((row) =>
      Array.from(row, (cell: string | undefined) => cell ?? ' ')
        .join('')
        .trimEnd(),
    );
    while (rows.length > 1 && rows.at(-1) === '' && this.#row - this.#top < rows.length - 1)
      rows.pop();
    return rows;
  }

  get cursor(): readonly [row: number, column: number] {
    return [this.#row - this.#top, Math.min(this.#column, this.#columns - 1)];
  }

  write(output: string): void {
    for (const [piece] of output.matchAll(/\u001b\[[?0-9;]*[A-Za-z]|[^]/gu)) {
      if (piece.length > 1 && piece.startsWith('\x1b')) this.#control(piece);
      else this.#put(piece);
    }
  }

  #put(char: string): void {
    if (char === '\r') this.#column = 0;
    else if (char === '\n') this.#down();
    else if (char === '\b')
      this.#column = Math.max(0, Math.min(this.#column, this.#columns - 1) - 1);
    else if (char < ' ' || char === '\x7f')
      throw new Error(`raw control character ${JSON.stringify(char)}`);
    else {
      const width = charWidth(char);
      if (this.#column + width > this.#columns) {
        this.#column = 0;
        this.#down();
      }
      const row = this.#cells();
      while (row.length < this.#column) row.push(' ');
      if (width === 0) row[this.#column - 1] = (row[this.#column - 1] ?? '') + char;
      else row[this.#column] = char;
      if (width === 2) row[this.#column + 1] = '';
      this.#column += width;
    }
  }

  #control(sequence: string): void {
    const [, given = '', letter = ''] = /^\u001b\[([?0-9;]*)([A-Za-z])$/.exec(sequence) ?? [];
    const count = Number(given === '' ? 1 : given);
    const column = Math.min(this.#column, this.#columns - 1);
    if (letter === 'A') this.#row = Math.max(this.#top, this.#row - count);
    else if (letter === 'B') this.#row = Math.min(this.#rows.length - 1, this.#row + count);
    else if (letter === 'C') this.#column = Math.min(this.#columns - 1, column + count);
    else if (letter === 'D') this.#column = Math.max(0, column - count);
    else if (letter === 'K') this.#cells().length = Math.min(this.#cells().length, column);
    else if (letter === 'J' && given === '2') {
      for (const row of this.#rows.slice(this.#top)) row.length = 0;
    } else if (letter === 'J') {
      this.#cells().length = Math.min(this.#cells().length, column);
      this.#rows.length = this.#row + 1;
    } else if (letter === 'H') [this.#row, this.#column] = [this.#top, 0];
    else if (letter !== 'm' && letter !== 'h' && letter !== 'l') {
      throw new Error(`unknown sequence ${JSON.stringify(sequence)}`);
    }
    if (letter === 'A' || letter === 'B') this.#column = column;
  }

  #cells(): string[] {
    return (this.#rows[this.#row] ??= []);
  }

  #down(): void {
    this.#row += 1;
    this.#cells();
  }
}

/** One cell of a CSV file and where it stands, so that it can be replaced and nothing else. */
export interface PlacedCell {
  /** Without its quotes. */
  readonly text: string;
  /** Characters from the beginning, the quotes among them. */
  readonly from: number;
  readonly to: number;
  readonly isQuoted: boolean;
}

export interface CellChange {
  readonly cell: PlacedCell;
  /** What is to stand there: the text without quotes. */
  readonly text: string;
}

/**
 * The records of a CSV file with the place of each cell. Blank lines are records of one empty cell; a last line end makes
 * no record. Whatever stands behind a closing quote up to the next delimiter belongs to its cell.
 *
 * @throws SyntaxError that names the line in which a quote is opened and never closed.
 */
export function placedCells(text: string, delimiter: string): readonly (readonly PlacedCell[])[] {
  const records: PlacedCell[][] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let record: PlacedCell[] = [];
  while (at <= text.length) {
    if (at === text.length && record.length === 0) break;
    const cell = cellAt(text, at, delimiter);
    record.push(cell);
    at = cell.to;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    records.push(record);
    record = [];
    if (at === text.length) break;
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return records;
}

function cellAt(text: string, from: number, delimiter: string): PlacedCell {
  if (text[from] !== '"') {
    const to = endAt(text, from, delimiter);
    return { text: text.slice(from, to), from, to, isQuoted: false };
  }
  let at = from + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at === -1) {
      const line = text.slice(0, from).split(/\r\n|\r|\n/).length;
      throw new SyntaxError(`line ${line}: a quoted field is not closed`);
    }
    if (text[at + 1] !== '"') break;
    at += 2;
  }
  const inner = text.slice(from + 1, at).replaceAll('""', '"');
  const to = endAt(text, at + 1, delimiter);
  return { text: inner + text.slice(at + 1, to), from, to, isQuoted: true };
}

function endAt(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === delimiter || character === '\n' || character === '\r') return at;
  }
  return text.length;
}

/** The file with some cells replaced; a cell that was quoted stays so, and every other character stays what it is. */
export function withCells(text: string, changes: readonly CellChange[], delimiter: string): string {
  const inOrder = [...changes].sort((a, b) => a.cell.from - b.cell.from);
  let [result, at] = ['', 0];
  for (const { cell, text: next } of inOrder) {
    const mustQuote = cell.isQuoted || /["\r\n]/.test(next) || next.includes(delimiter);
    const written = mustQuote ? `"${next.replaceAll('"', '""')}"` : next;
    result += text.slice(at, cell.from) + written;
    at = cell.to;
  }
  return result + text.slice(at);
}

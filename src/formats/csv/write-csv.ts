/** A cell to be written: a number stays a number, `undefined` is an empty cell. */
export type CsvCell = string | number | undefined;

export interface CsvStyle {
  /** A comma unless told. */
  readonly delimiter?: ',' | ';' | '\t';
  /** A byte order mark in front, by which spreadsheets know UTF-8; none unless told. */
  readonly byteOrderMark?: boolean;
  /** CR LF unless told, as RFC 4180 has it. */
  readonly lineEnd?: '\r\n' | '\n';
}

/**
 * CSV that a spreadsheet opens without running anything of it: a text that would begin a formula gets an apostrophe in
 * front, which {@link withoutGuard} takes away again. Numbers are written as they are, with a decimal point.
 *
 * @throws RangeError for a number that is not finite.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], style: CsvStyle = {}): string {
  const { delimiter = ',', byteOrderMark = false, lineEnd = '\r\n' } = style;
  const lines = rows.map((row) => {
    const cells = row.map((cell) => csvCellText(cell, delimiter));
    // A row of one empty cell would read as a blank line, which is no row.
    const line = cells.length === 1 && cells[0] === '' ? '""' : cells.join(delimiter);
    return `${line}${lineEnd}`;
  });
  return `${byteOrderMark ? '\ufeff' : ''}${lines.join('')}`;
}

/** One cell, guarded and quoted where it must be. */
export function csvCellText(cell: CsvCell, delimiter = ','): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new RangeError(`${cell} cannot stand in a CSV file.`);
    return String(cell);
  }
  const text = guarded(cell);
  const mustQuote = /["\r\n]/.test(text) || text.includes(delimiter) || text !== text.trim();
  return mustQuote ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Signs with which a spreadsheet begins a formula, in their wide forms too, behind any white space; and control characters. */

const BEGINS_A_FORMULA =
  /^(?:[\t\r\n]|[\s\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠])/u;

/** The text with an apostrophe in front when a spreadsheet might run it, or when it could be mistaken for such a guard. */
export function guarded(text: string): string {
  return BEGINS_A_FORMULA.test(text.replace(/^'+/u, '')) ? `'${text}` : text;
}

/** The text as it was before {@link guarded}. */
export function withoutGuard(text: string): string {
  const inner = text.replace(/^'/u, '');
  return inner !== text && guarded(inner) === text ? inner : text;
}

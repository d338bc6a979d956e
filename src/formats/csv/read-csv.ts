/** A CSV file by its meaning: the header and the rows as texts; quotes, line ends and a byte order mark are gone. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Reads CSV as RFC 4180 has it, with LF or CRLF. Blank lines are passed over.
 *
 * @throws SyntaxError that names the line when a row has another number of fields than the header, or a quote stays open
 */
export function readCsv(text: string): CsvTable {
  const [columns = [], ...rows] = records(text.replace(/^\ufeff/, ''));
  for (const [index, row] of rows.entries()) {
    if (row.length !== columns.length) {
      throw new SyntaxError(
        `row ${index + 1} has ${row.length} fields, and the header has ${columns.length}`,
      );
    }
  }
  return { columns, rows };
}

/** The rows as one mapping per row, by column. */
export function csvRecords({
  columns,
  rows,
}: CsvTable): readonly Readonly<Record<string, string>>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ''])));
}

function records(text: string): string[][] {
  if (!text.includes('"')) {
    return text
      .split(/\r?\n/)
      .filter((line) => line !== '')
      .map((line) => line.split(','));
  }
  const all: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endRow = () => {
    row.push(field);
    if (row.length > 1 || field !== '') all.push(row);
    row = [];
    field = '';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === ',') {
      row.push(field);
      field = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') field += character;
  }
  if (quoted) throw new SyntaxError('a quoted field is not closed');
  endRow();
  return all;
}

/** A CSV file by its meaning: the header and the rows as texts; quotes, line ends and a byte order mark are gone. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A CSV file as far as it can be read: rows may have more or fewer cells than there are columns. */
export interface CsvReading extends CsvTable {
  /** The line on which each row begins, from 1. */
  readonly lines: readonly number[];
  /** What is wrong with quotes, in words, each with its line from 1. */
  readonly faults: readonly { readonly line: number; readonly what: string }[];
}

/**
 * Reads CSV as RFC 4180 has it, with LF or CRLF, and whatever can be read of a file that is not quite that. Blank lines
 * are passed over.
 *
 * @param delimiter one character; a comma unless told
 */
export function parseCsv(text: string, delimiter = ','): CsvReading {
  const { records, lines, faults } = recordsIn(text.replace(/^\ufeff/, ''), delimiter);
  const [columns = [], ...rows] = records;
  return { columns, rows, lines: lines.slice(1), faults };
}

/**
 * Reads CSV that must be sound.
 *
 * @throws SyntaxError that names the line when a row has another number of fields than the header, or a quote stays open
 */
export function readCsv(text: string): CsvTable {
  const { columns, rows, faults } = parseCsv(text);
  const [fault] = faults;
  if (fault) throw new SyntaxError(`line ${fault.line}: ${fault.what}`);
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

interface Records {
  readonly records: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly faults: CsvReading['faults'];
}

function recordsIn(text: string, delimiter: string): Records {
  if (!text.includes('"')) {
    const found = [...text.split(/\r?\n/).entries()].filter(([, line]) => line !== '');
    return {
      records: found.map(([, line]) => line.split(delimiter)),
      lines: found.map(([index]) => index + 1),
      faults: [],
    };
  }
  const records: string[][] = [];
  const lines: number[] = [];
  const faults: { line: number; what: string }[] = [];
  let row: string[] = [];
  let field = '';
  let state: 'plain' | 'quoted' | 'closed' = 'plain';
  let line = 1;
  let beganAt = 1;
  let openedAt = 1;
  const endField = () => {
    row.push(field);
    field = '';
    state = 'plain';
  };
  const endRow = () => {
    endField();
    if (row.length > 1 || row[0] !== '') {
      records.push(row);
      lines.push(beganAt);
    }
    row = [];
    beganAt = line;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\n') line++;
    if (state === 'quoted') {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else state = 'closed';
    } else if (character === delimiter) endField();
    else if (character === '\n') endRow();
    else if (character === '"' && field === '' && state === 'plain') {
      state = 'quoted';
      openedAt = line;
    } else if (character !== '\r') {
      if (state === 'closed') {
        faults.push({ line, what: 'something stands between a closing quote and the next comma' });
        state = 'plain';
      }
      field += character;
    }
  }
  if (state === 'quoted') faults.push({ line: openedAt, what: 'a quoted field is not closed' });
  endRow();
  return { records, lines, faults };
}

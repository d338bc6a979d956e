/** Rows of a text in CSV: fields in quotes may hold separators, quotes and line ends. */
export function readCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let at = 0;
  const endRow = () => {
    row.push(field);
    rows.push(row);
    row = [];
    field = '';
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"' && field === '') {
      let end = at + 1;
      for (; end < text.length; end += 1) {
        if (text.charAt(end) !== '"') field += text.charAt(end);
        else if (text.charAt(end + 1) === '"') {
          field += '"';
          end += 1;
        } else break;
      }
      at = end + 1;
    } else if (text.startsWith(separator, at)) {
      row.push(field);
      field = '';
      at += separator.length;
    } else if (char === '\n' || text.startsWith('\r\n', at)) {
      endRow();
      at += char === '\n' ? 1 : 2;
    } else {
      field += char;
      at += 1;
    }
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
}

/** Rows of a text whose fields are split as in `.mode list`. */
export const readSeparated = (text: string, separator: string, rowSeparator: string): string[][] =>
  text
    .split(rowSeparator)
    .filter((line, index, all) => line !== '' || index < all.length - 1)
    .map((line) => line.split(separator));

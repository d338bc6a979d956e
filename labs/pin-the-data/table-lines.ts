/** The lines of a table, without the empty ones. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '');
}

/** What is wrong with a table, rows in any order, or `undefined`. */
export function tableFault(
  found: readonly string[],
  header: string,
  rows: readonly string[],
): string | undefined {
  const [first, ...below] = found;
  if (first !== header) return 'The table of data-v2 does not begin with its header.';
  if (below.includes(header)) return 'The header of the second file stands among the rows.';
  const wanted = new Set(rows);
  const have = new Set(below);
  if (have.size < below.length) return 'Rows stand twice in the table of data-v2.';
  const missing = rows.find((row) => !have.has(row));
  if (missing !== undefined) {
    return `The row ${missing.split(',')[0] ?? ''} is missing from the table of data-v2, or not as it was.`;
  }
  const extra = below.find((row) => !wanted.has(row));
  if (extra === undefined) return undefined;
  return `The row ${extra.split(',')[0] ?? ''} of data-v2 is in neither table.`;
}

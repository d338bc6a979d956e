/**
 * Marks lines of a highlighted listing: each stands in a `mark` afterwards.
 *
 * @param html the listing as it was rendered, one `code` in it
 * @param marks lines and ranges of lines, counted from 1: `2-3, 5`
 * @throws RangeError that names the line or the words that do not fit
 */
export function markLines(html: string, marks: string): string {
  const [whole = '', before = '', code = '', after = ''] =
    /^([\s\S]*?<code[^>]*>)([\s\S]*)(<\/code>[\s\S]*)$/.exec(html) ?? [];
  if (whole === '') throw new RangeError('A listing with marks holds one block of code.');
  const lines = code.replace(/\n$/, '').split('\n');
  for (const part of marks.split(',').map((one) => one.trim())) {
    const [, first = '', last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || from < 1 || to < from || to > lines.length) {
      throw new RangeError(
        `marks="${marks}": "${part}" is not a line or a range in a listing of ${lines.length} lines; write "2" or "2-3".`,
      );
    }
    for (let at = from - 1; at < to; at += 1) lines[at] = `<mark>${lines[at] ?? ''}</mark>`;
  }
  return `${before}${lines.join('\n')}${after}`;
}

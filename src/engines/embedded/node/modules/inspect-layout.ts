/** How entries of one value are laid out: on one line, in columns, or a line each. Widths are in characters. */
export interface Layout {
  readonly compact: number | boolean;
  readonly breakLength: number;
  readonly maxArrayLength: number;
  indentation: number;
}

const SEPARATOR = 2;

/** Numbers and short words of a long list stand in columns, as wide as they need. */
function inColumns(layout: Layout, output: string[], values: unknown, extra: boolean): string[] {
  const count = extra ? output.length - 1 : output.length;
  const widths = output.slice(0, count).map((text) => widthOf(text) + SEPARATOR);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const widest = Math.max(...widths);
  const { breakLength, indentation } = layout;
  const fits = widest * 3 + indentation < breakLength;
  if (!fits || (total / widest <= 5 && widest - SEPARATOR > 6)) return output;
  const spread = Math.sqrt(widest - total / output.length);
  const biased = Math.max(widest - 3 - spread, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((breakLength - indentation) / widest),
    Number(layout.compact) * 4,
    15,
  );
  if (columns <= 1) return output;
  const columnWidths = Array.from({ length: columns }, (_, column) =>
    Math.max(...widths.filter((_width, index) => index % columns === column)),
  );
  const alignRight =
    Array.isArray(values) || ArrayBuffer.isView(values)
      ? Array.from(values as ArrayLike<unknown>).every((value) =>
          /^(?:number|bigint)$/.test(typeof value),
        )
      : false;
  const rows: string[] = [];
  for (let first = 0; first < count; first += columns) {
    const last = Math.min(first + columns, count) - 1;
    let row = '';
    for (let index = first; index <= last; index += 1) {
      const text = output[index] ?? '';
      const width = (columnWidths[index - first] ?? 0) + text.length - widthOf(text);
      const cell = index < last ? `${text}, ` : text;
      if (alignRight) row += cell.padStart(index < last ? width : width - SEPARATOR);
      else row += index < last ? cell.padEnd(width) : cell;
    }
    rows.push(row);
  }
  if (extra) rows.push(output[count] ?? '');
  return rows;
}

/** The entries between their braces. `levels` counts the nested values that were just laid out inside this one. */
export function laidOut(
  layout: Layout,
  given: string[],
  parts: {
    readonly base: string;
    readonly open: string;
    readonly close: string;
    readonly levels: number;
    /** The list itself, when this is one. */
    readonly list?: unknown;
    readonly extra?: boolean;
  },
): string {
  const { base, open, close, list } = parts;
  const before = base === '' ? '' : `${base} `;
  let output = given;
  if (layout.compact === false) return broken(layout, output, before, open, close);
  if (list !== undefined && output.length > 6) {
    output = inColumns(layout, output, list, parts.extra === true);
  }
  const compact = layout.compact === true ? Infinity : layout.compact;
  if (parts.levels < compact && output.length === given.length) {
    const start = output.length + layout.indentation + open.length + base.length + 10;
    const total = output.reduce((sum, text) => sum + plain(text).length, output.length + start);
    const oneLine = !base.includes('\n') && output.every((text) => !text.includes('\n'));
    if (total <= layout.breakLength && oneLine) {
      return `${before}${open} ${output.join(', ')} ${close}`;
    }
  }
  return broken(layout, output, before, open, close);
}

function broken(
  { indentation }: Layout,
  output: readonly string[],
  before: string,
  open: string,
  close: string,
): string {
  const line = `\n${' '.repeat(indentation)}`;
  return `${before}${open}${line}  ${output.join(`,${line}  `)}${line}${close}`;
}

const COLOURS = /\u001b\[\d+(?:;\d+)*m/g;

const plain = (text: string): string =>
  text.includes('\u001b') ? text.replace(COLOURS, '') : text;

/** Columns that a text takes: colours take none, East Asian wide characters and emoji take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of plain(text)) {
    const code = char.codePointAt(0) ?? 0;
    const wide =
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0x1f300 && code <= 0x1faff);
    width += wide ? 2 : /\p{Mark}/u.test(char) ? 0 : 1;
  }
  return width;
}

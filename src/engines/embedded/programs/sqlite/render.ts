import type { Cell, Rows } from './database.ts';

export const MODES = [
  'box',
  'column',
  'csv',
  'html',
  'insert',
  'json',
  'line',
  'list',
  'markdown',
  'quote',
  'table',
  'tabs',
] as const;
export type Mode = (typeof MODES)[number];

/** How rows are shown. */
export interface Look {
  readonly mode: Mode;
  readonly headers: boolean;
  readonly separator: string;
  readonly rowSeparator: string;
  readonly nullValue: string;
  readonly widths: readonly number[];
  /** Of `.mode insert`. */
  readonly table: string;
}

/** Rows of a statement in the shell's current mode. */
export function render({ columns, rows, explains }: Rows, look: Look): string {
  if (explains === 2) return plan(rows);
  if (rows.length === 0) return '';
  const shown = (cell: Cell) => cell.text ?? look.nullValue;
  switch (look.mode) {
    case 'list':
    case 'tabs':
      return separated(look, columns, rows, shown, (text) => text);
    case 'csv':
      return separated(
        look,
        columns,
        rows,
        (cell) => (cell.text === null ? look.nullValue : csvField(cell.text, look.separator)),
        (text) => text,
        (name) => csvField(name, look.separator),
      );
    case 'quote':
      return separated(
        look,
        columns,
        rows,
        literal,
        (text) => text,
        (name) => quoted(name),
      );
    case 'insert':
      return rows.map((row) => insertOf(look, columns, row)).join('');
    case 'json':
      return `[${rows.map((row) => objectOf(columns, row)).join(',\n')}]\n`;
    case 'line':
      return rows.map((row) => lines(columns, row, shown)).join('\n');
    case 'html':
      return (
        (look.headers ? htmlRow(columns, 'TH') : '') +
        rows.map((row) => htmlRow(row.map(shown), 'TD')).join('')
      );
    default:
      return grid(
        look,
        columns,
        rows.map((row) => row.map(shown)),
      );
  }
}

function separated(
  look: Look,
  columns: readonly string[],
  rows: Rows['rows'],
  shown: (cell: Cell) => string,
  field: (text: string) => string,
  head: (name: string) => string = field,
): string {
  const line = (fields: readonly string[]) => fields.join(look.separator) + look.rowSeparator;
  return (
    (look.headers ? line(columns.map(head)) : '') +
    rows.map((row) => line(row.map((cell) => field(shown(cell))))).join('')
  );
}

function csvField(text: string, separator: string): string {
  const needsQuotes =
    /[\u0000- "'\u007f-\uffff]/.test(text) || text.includes(separator) || text === '';
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A value as SQL. */
export function literal({ text, kind }: Cell): string {
  if (text === null) return 'NULL';
  if (kind === 'text') return quoted(text);
  if (kind === 'blob') {
    return `X'${Array.from(text, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('')}'`;
  }
  return text;
}

const KEYWORDS =
  /^(?:table|index|order|group|select|from|where|values|primary|key|default|check|references)$/i;

/** A name as SQL: in quotes where it must be. */
export const sqlName = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) && !KEYWORDS.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

function insertOf(
  { table, headers }: Look,
  columns: readonly string[],
  row: readonly Cell[],
): string {
  const names = headers ? `(${columns.map(sqlName).join(',')})` : '';
  return `INSERT INTO ${sqlName(table)}${names} VALUES(${row.map(literal).join(',')});\n`;
}

function objectOf(columns: readonly string[], row: readonly Cell[]): string {
  const fields = row.map((cell, index) => {
    const isPlain = cell.kind === 'integer' || cell.kind === 'float';
    const value = cell.text === null ? 'null' : isPlain ? cell.text : JSON.stringify(cell.text);
    return `${JSON.stringify(columns[index] ?? '')}:${value}`;
  });
  return `{${fields.join(',')}}`;
}

function lines(
  columns: readonly string[],
  row: readonly Cell[],
  shown: (cell: Cell) => string,
): string {
  const width = Math.max(5, ...columns.map((name) => widthOf(name)));
  return row
    .map((cell, index) => `${(columns[index] ?? '').padStart(width)} = ${shown(cell)}\n`)
    .join('');
}

const htmlText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const htmlRow = (fields: readonly string[], tag: string): string =>
  `<TR>${fields.map((field) => `<${tag}>${htmlText(field)}</${tag}>\n`).join('')}</TR>\n`;

const widthOf = (text: string): number => Array.from(text).length;

interface Frame {
  readonly top: readonly [string, string, string, string] | undefined;
  readonly middle: readonly [string, string, string, string];
  readonly bottom: readonly [string, string, string, string] | undefined;
  readonly side: string;
}

const FRAMES: Readonly<Record<'box' | 'table' | 'markdown', Frame>> = {
  box: {
    top: ['┌', '─', '┬', '┐'],
    middle: ['├', '─', '┼', '┤'],
    bottom: ['└', '─', '┴', '┘'],
    side: '│',
  },
  table: {
    top: ['+', '-', '+', '+'],
    middle: ['+', '-', '+', '+'],
    bottom: ['+', '-', '+', '+'],
    side: '|',
  },
  markdown: { top: undefined, middle: ['|', '-', '|', '|'], bottom: undefined, side: '|' },
};

/** `column`, `box`, `table`, `markdown`: a cell of several lines makes its row higher. */
function grid(
  look: Look,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const isBare = look.mode === 'column';
  const headed = !isBare || look.headers;
  const cells = rows.map((row) => row.map((text) => text.split(/\r?\n/)));
  const widths = columns.map((name, index) => {
    const asked = Math.abs(look.widths[index] ?? 0);
    const longest = Math.max(0, ...cells.flatMap((row) => (row[index] ?? []).map(widthOf)));
    return asked > 0 ? asked : Math.max(headed ? widthOf(name) : 0, longest);
  });
  const fit = (text: string, index: number) => {
    const width = widths[index] ?? 0;
    const cut = Array.from(text).slice(0, width).join('');
    const room = ' '.repeat(width - widthOf(cut));
    return (look.widths[index] ?? 0) < 0 ? room + cut : cut + room;
  };
  const high = (row: readonly (readonly string[])[], join: (fields: readonly string[]) => string) =>
    Array.from({ length: Math.max(1, ...row.map((lines_) => lines_.length)) }, (_, at) =>
      join(row.map((lines_, index) => fit(lines_[at] ?? '', index))),
    ).join('');
  if (isBare) {
    const join = (fields: readonly string[]) => `${fields.join('  ')}\n`;
    const head = look.headers
      ? join(columns.map(fit)) + join(widths.map((width) => '-'.repeat(width)))
      : '';
    return head + cells.map((row) => high(row, join)).join('');
  }
  const frame = FRAMES[look.mode as keyof typeof FRAMES];
  const rule = (parts: Frame['top']) =>
    parts === undefined
      ? ''
      : `${parts[0]}${widths.map((width) => parts[1].repeat(width + 2)).join(parts[2])}${parts[3]}\n`;
  const join = (fields: readonly string[]) =>
    `${frame.side} ${fields.join(` ${frame.side} `)} ${frame.side}\n`;
  const centred = columns.map((name, index) => {
    const room = Math.max(0, (widths[index] ?? 0) - widthOf(name));
    return ' '.repeat(Math.floor(room / 2)) + name + ' '.repeat(Math.ceil(room / 2));
  });
  return (
    rule(frame.top) +
    join(centred) +
    rule(frame.middle) +
    cells.map((row) => high(row, join)).join('') +
    rule(frame.bottom)
  );
}

/** The tree of EXPLAIN QUERY PLAN. */
function plan(rows: Rows['rows']): string {
  const nodes = rows.map((row) => row.map(({ text }) => text ?? ''));
  const branch = (parent: string, margin: string): string => {
    const children = nodes.filter(([, above]) => above === parent);
    return children
      .map(([id = '', , , detail = ''], index) => {
        const isLast = index === children.length - 1;
        return `${margin}${isLast ? '`--' : '|--'}${detail}\n${branch(id, margin + (isLast ? '   ' : '|  '))}`;
      })
      .join('');
  };
  return `QUERY PLAN\n${branch('0', '')}`;
}

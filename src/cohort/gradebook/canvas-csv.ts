import { placedCells, withCells, type CellChange, type PlacedCell } from '#formats';
import { CohortFileFault } from './cohort-file-fault.ts';
import type { Gradebook, GradebookRow } from './gradebook.ts';
import type { GradedLearner } from './graded-work.ts';

/** One grade that was filled in, for the person who uploads the file to look over. */
export interface FilledCell {
  readonly student: string;
  readonly column: string;
  /** What stood there; empty for nothing. */
  readonly before: string;
  readonly after: string;
}

export interface CanvasFill {
  /** The instructor's export: every byte as it was, but for the cells that were filled. */
  readonly bytes: Uint8Array;
  readonly filled: readonly FilledCell[];
  /** Header of the column of each piece, by id; pieces without a column are not in it. */
  readonly columns: Readonly<Record<string, string>>;
  /** What did not come together, a sentence each: pieces without a column, learners without a row, rows of nobody here. */
  readonly left: readonly string[];
}

export interface CanvasFillOptions {
  /** Header of the column of a piece, by its id, where the titles do not tell it. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** Columns by which Canvas knows a student, and what of a learner stands there. */
const KEYS: readonly (readonly [
  column: string,
  ...(readonly ((learner: GradedLearner) => string | undefined)[]),
])[] = [
  ['ID', ({ lms }) => lms.canvasId],
  ['SIS User ID', ({ lms }) => lms.canvasSisUserId, ({ id }) => id],
  ['SIS Login ID', ({ lms }) => lms.canvasSisLoginId, ({ email }) => email, ({ id }) => id],
  ['Email', ({ email }) => email],
];

/**
 * Fills the grades into a gradebook that the instructor exported from Canvas. Columns, rows, their order, quotes, line ends,
 * byte order mark and encoding stay as they are. A grade is scaled to the points that the assignment has in Canvas; what
 * is missing is left as it stands.
 *
 * @throws CohortFileFault when it is no such export, or a column that was named is not in it.
 */
export function fillCanvasExport(
  file: Uint8Array,
  { pieces, rows }: Gradebook,
  options: CanvasFillOptions = {},
): CanvasFill {
  const sheet = readSheet(file);
  const left: string[] = [];
  const placed = pieces.flatMap((piece) => {
    const at = columnOf(sheet, piece, options.columns?.[piece.id]);
    if (at === undefined) left.push(`${piece.title} has no column in this file.`);
    return at === undefined ? [] : [{ piece, at }];
  });
  const learnerOf = matcher(sheet, rows);
  const seen = new Set<GradebookRow>();
  const changes: CellChange[] = [];
  const filled: FilledCell[] = [];
  for (const record of sheet.students) {
    const student = sheet.decode(record[0]?.text ?? '');
    const found = learnerOf(record);
    if (found.length !== 1) {
      const why = found.length === 0 ? 'is nobody on the roster' : 'fits several on the roster';
      left.push(`The row of ${student} ${why}; it is left as it was.`);
      continue;
    }
    const [row] = found;
    if (!row) continue;
    if (seen.has(row)) {
      left.push(
        `The row of ${student} is a second one of ${row.learner.id}; it is left as it was.`,
      );
      continue;
    }
    seen.add(row);
    for (const { piece, at } of placed) {
      const cell = record[at];
      const percent = row.grades[pieces.indexOf(piece)]?.percent;
      if (!cell || percent === undefined) continue;
      const after = numberText((percent * sheet.pointsPossible(at)) / 100, sheet.decimalMark);
      if (isSameNumber(cell.text, after)) continue;
      changes.push({ cell, text: after });
      const column = sheet.decode(sheet.header[at]?.text ?? '');
      filled.push({ student, column, before: sheet.decode(cell.text), after });
    }
  }
  for (const row of rows) {
    if (!seen.has(row)) left.push(`${row.learner.name || row.learner.id} has no row in this file.`);
  }
  const columns = Object.fromEntries(
    placed.map(({ piece, at }) => [piece.id, sheet.decode(sheet.header[at]?.text ?? '')]),
  );
  return { bytes: bytesOf(withCells(sheet.text, changes, sheet.delimiter)), filled, columns, left };
}

/** An export as characters that stand for one byte each, so that what is not touched stays the same in any encoding. */
interface Sheet {
  readonly text: string;
  readonly delimiter: string;
  readonly decimalMark: '.' | ',';
  readonly header: readonly PlacedCell[];
  readonly students: readonly (readonly PlacedCell[])[];
  /** Of the assignment in a column; 100 where the file does not tell. */
  readonly pointsPossible: (column: number) => number;
  readonly decode: (text: string) => string;
}

function readSheet(file: Uint8Array): Sheet {
  if ((file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff)) {
    throw new CohortFileFault(
      'a file in UTF-16',
      'the gradebook as Canvas exports it, in UTF-8',
      'Take the file from Canvas as it is; a spreadsheet has saved this one anew.',
    );
  }
  const text = textOf(file);
  const decode = decoderOf(file);
  const start = text.startsWith(BOM) ? BOM.length : 0;
  const firstLine = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  const delimiter =
    [',', ';', '\t'].find((one) => firstLine.startsWith(`Student${one}`)) ??
    [',', ';', '\t'].find((one) => firstLine.startsWith(`"Student"${one}`));
  if (delimiter === undefined) {
    throw new CohortFileFault(
      `a file that begins with ${JSON.stringify(decode(firstLine.slice(0, 60)))}`,
      'a gradebook that Canvas exported: its first column is "Student"',
      'In Canvas choose Grades, Export, Export Entire Gradebook, and bring that file.',
    );
  }
  const records = recordsOf(text, delimiter, start);
  const [header = [], ...others] = records;
  const points = others.find((record) => isPointsRow(record[0]?.text));
  const head = points ? others.indexOf(points) + 1 : 0;
  const students = others.slice(head).filter((record) => record.length > 1);
  const usesComma =
    delimiter !== ',' && others.some((record) => record.some((c) => /^-?\d+,\d+$/.test(c.text)));
  return {
    text,
    delimiter,
    decimalMark: usesComma ? ',' : '.',
    header,
    students,
    decode,
    pointsPossible: (column) => {
      const cell = points?.[column]?.text.trim().replace(',', '.') ?? '';
      return /^\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : 100;
    },
  };
}

function recordsOf(
  text: string,
  delimiter: string,
  start: number,
): readonly (readonly PlacedCell[])[] {
  try {
    // The mark is three characters here; what stands behind it is read, and its places moved.
    return placedCells(text.slice(start), delimiter).map((record) =>
      record.map((cell) => ({ ...cell, from: cell.from + start, to: cell.to + start })),
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CohortFileFault(
      `a broken CSV file (${error.message})`,
      'the gradebook as Canvas exports it',
      'Export it from Canvas once more.',
    );
  }
}

const isPointsRow = (first: string | undefined): boolean =>
  first !== undefined && first.trim() === 'Points Possible';

/** The column that was named, or the only one whose title is that of the piece. */
function columnOf(
  { header, decode }: Sheet,
  { id, title }: { readonly id: string; readonly title: string },
  wanted: string | undefined,
): number | undefined {
  const names = header.map(({ text }) => decode(text));
  if (wanted !== undefined) {
    const at = names.indexOf(wanted);
    if (at !== -1 && ASSIGNMENT.test(wanted)) return at;
    throw new CohortFileFault(
      `no column ${JSON.stringify(wanted)}`,
      `one of ${names.filter((name) => ASSIGNMENT.test(name)).join(', ') || 'no assignment at all'}`,
      'Name the column as its header has it, with its number.',
    );
  }
  const fitting = names.flatMap((name, at) => {
    const own = ASSIGNMENT.exec(name)?.[1];
    return own !== undefined && [title, id].some((one) => plain(one) === plain(own)) ? [at] : [];
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Canvas puts the assignment's number behind its title. */
const ASSIGNMENT = /^([\s\S]+?)\s*\(\d+\)\s*$/;
const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

function matcher(
  { header, decode }: Sheet,
  rows: readonly GradebookRow[],
): (record: readonly PlacedCell[]) => readonly GradebookRow[] {
  const names = header.map(({ text }) => decode(text).trim());
  const keys = KEYS.flatMap(([column, ...fields]) => {
    const at = names.indexOf(column);
    return at === -1 ? [] : [{ at, byField: fields.map((field) => indexBy(rows, field)) }];
  });
  return (record) => {
    for (const { at, byField } of keys) {
      const text = plain(decode(record[at]?.text ?? ''));
      if (text === '') continue;
      for (const index of byField) {
        const found = index.get(text);
        if (found) return found;
      }
    }
    return [];
  };
}

function indexBy(
  rows: readonly GradebookRow[],
  field: (learner: GradedLearner) => string | undefined,
): ReadonlyMap<string, readonly GradebookRow[]> {
  const index = new Map<string, GradebookRow[]>();
  for (const row of rows) {
    const value = field(row.learner);
    if (value === undefined || value.trim() === '') continue;
    index.set(plain(value), [...(index.get(plain(value)) ?? []), row]);
  }
  return index;
}

function numberText(value: number, decimalMark: '.' | ','): string {
  return String(Math.round(value * 100 + 1e-7) / 100).replace('.', decimalMark);
}

/** `90.00` is 90: what says the same is left as it stands. */
function isSameNumber(before: string, after: string): boolean {
  const [left, right] = [before, after].map((text) => text.trim().replace(',', '.'));
  return left !== '' && Number(left) === Number(right);
}

const BOM = '\u00ef\u00bb\u00bf';
const CHUNK = 0x8000;

function textOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return text;
}

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Reads the bytes behind such a text: UTF-8 when the whole file is, else the Western encoding of old spreadsheets. */
function decoderOf(file: Uint8Array): (text: string) => string {
  const decoder = new TextDecoder(isUtf8(file) ? 'utf-8' : 'windows-1252');
  return (text) => decoder.decode(bytesOf(text));
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

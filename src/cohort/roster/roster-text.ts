/** A roster's file as text. */
export interface RosterText {
  readonly text: string;
  readonly delimiter: string;
  /** How many lines stood before the header, for whoever counts lines. */
  readonly skipped: number;
  /** What a person should know of how it was read. */
  readonly note?: string;
}

/**
 * Reads the bytes of a CSV as spreadsheets write them: UTF-8 with or without a byte order mark, UTF-16 with one, else the code
 * page of Windows; commas, semicolons or tabs between cells.
 */
export function rosterText(bytes: Uint8Array): RosterText {
  const { text, note } = decoded(bytes);
  const told = /^sep=(.)\r?\n/.exec(text);
  const rest = told ? text.slice(told[0].length) : text;
  return {
    text: rest,
    delimiter: told?.[1] ?? delimiterOf(rest),
    skipped: told ? 1 : 0,
    ...(note === undefined ? {} : { note }),
  };
}

function decoded(bytes: Uint8Array): { readonly text: string; readonly note?: string } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (first === 0xfe && second === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      note: 'The file is not UTF-8, so it was read in the code page of Windows (1252). Look whether accents are right; else save it as "CSV UTF-8".',
    };
  }
}

/** The mark that stands most often between the cells of the first line, outside quotes. */
function delimiterOf(text: string): string {
  const [line = ''] = text
    .replace(/^\ufeff/, '')
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/, 1);
  const counts = [',', ';', '\t'].map((mark) => [mark, line.split(mark).length] as const);
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

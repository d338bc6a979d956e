/** How a message is tidied: `whitespace` keeps `#` lines, `strip` drops them, `verbatim` changes nothing. */
export type Cleanup = 'whitespace' | 'strip' | 'verbatim';

/** The message without trailing spaces, doubled empty lines and empty lines around it; ends with a newline. */
export function cleanMessage(text: string, cleanup: Cleanup = 'whitespace'): string {
  if (cleanup === 'verbatim') return text;
  const lines = text
    .split('\n')
    .filter((line) => cleanup !== 'strip' || !line.startsWith('#'))
    .map((line) => line.replace(/[ \t\r\f\v]+$/, ''));
  const tidy = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return tidy === '' ? '' : `${tidy}\n`;
}

/** Paragraphs given by several `-m`. */
export const joinParagraphs = (parts: readonly string[]): string =>
  parts.map((part) => (part.endsWith('\n') ? part : `${part}\n`)).join('\n');

/** How a message is tidied: `whitespace` keeps `#` lines, `strip` drops them, `verbatim` changes nothing. */
export type Cleanup = 'whitespace' | 'strip' | 'verbatim';

/** In linear time, as an expression that looks for spaces at the end would not be. */
function withoutTrailingSpace(line: string): string {
  let end = line.length;
  while (end > 0 && ' \t\r\f\v'.includes(line.charAt(end - 1))) end -= 1;
  return line.slice(0, end);
}

/** The message without trailing spaces, doubled empty lines and empty lines around it; ends with a newline. */
export function cleanMessage(text: string, cleanup: Cleanup = 'whitespace'): string {
  if (cleanup === 'verbatim') return text;
  const lines = text
    .split('\n')
    .filter((line) => cleanup !== 'strip' || !line.startsWith('#'))
    .map(withoutTrailingSpace);
  const tidy = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
  return tidy === '' ? '' : `${tidy}\n`;
}

/** Paragraphs given by several `-m`. */
export const joinParagraphs = (parts: readonly string[]): string =>
  parts.map((part) => (part.endsWith('\n') ? part : `${part}\n`)).join('\n');

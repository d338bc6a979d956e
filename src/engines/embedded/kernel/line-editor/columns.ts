import { textWidth } from './width.ts';

const MOST = 200;

/** Words in columns that fit the terminal, filled downwards as `ls` does, each row ended by CR LF. */
export function inColumns(words: readonly string[], columns: number): string {
  const shown = words.slice(0, MOST);
  const width = Math.max(...shown.map(textWidth)) + 2;
  const perRow = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(shown.length / perRow);
  const lines = Array.from({ length: rows }, (_, row) => {
    const line = shown.filter((_word, index) => index % rows === row);
    return line
      .map((word, index) =>
        index === line.length - 1 ? word : word + ' '.repeat(width - textWidth(word)),
      )
      .join('');
  });
  if (words.length > MOST) lines.push(`… and ${words.length - MOST} more`);
  return lines.map((line) => `${line}\r\n`).join('');
}

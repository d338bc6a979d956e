/** Words at blanks; quotes hold them together, double ones with C's escapes. */
export function wordsOf(line: string): string[] {
  const words = line.match(/"(?:\\.|[^"\\])*"?|'[^']*'?|[^\s'"]\S*/g) ?? [];
  const escapes: Readonly<Record<string, string>> = {
    n: '\n',
    t: '\t',
    r: '\r',
    '\\': '\\',
    '"': '"',
  };
  return words.map((word) => {
    if (word.startsWith("'")) return word.slice(1).replace(/'$/, '');
    if (!word.startsWith('"')) return word;
    return word
      .slice(1)
      .replace(/([^\\]|^)"$/, '$1')
      .replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char);
  });
}

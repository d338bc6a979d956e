/** Characters that the shell reads as more than themselves. */
const SPECIAL = /[\s\\'"$`|&;<>()*?[\]{}!#~=%]/g;

/**
 * A word that the shell reads as `value`, written on from the quote that the learner began.
 *
 * Control characters go in `$'…'`, so that a name cannot smuggle them into the line.
 */
export function quoted(value: string, quote: '' | "'" | '"', closed: boolean): string {
  if (/[\u0000-\u001f\u007f-\u009f]/.test(value)) return ansiQuoted(value);
  if (quote === "'") return `'${value.replaceAll("'", "'\\''")}${closed ? "'" : ''}`;
  if (quote === '"') return `"${value.replace(/["\\$`]/g, '\\$&')}${closed ? '"' : ''}`;
  const tilde = /^~[^/]*(?=\/|$)/.exec(value)?.[0] ?? '';
  return tilde + value.slice(tilde.length).replace(SPECIAL, '\\$&');
}

function ansiQuoted(value: string): string {
  const inner = value
    .replace(/[\\']/g, '\\$&')
    .replace(
      /[\u0000-\u001f\u007f-\u009f]/g,
      (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
  return `$'${inner}'`;
}

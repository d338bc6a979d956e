import { ToolExit } from '../tool/tool.ts';

/** A mode after `--mode=MODE`: octal digits, or words as of `chmod`. */
export function chmodOf(words: string | undefined, mode: number, isFolder: boolean): number {
  if (words === undefined) return mode;
  if (/^[0-7]{1,4}$/.test(words)) return parseInt(words, 8);
  let result = mode;
  for (const clause of words.split(',')) {
    const [, who = '', sign = '', what = ''] = /^([ugoa]*)([-+=])([rwxX]*)$/.exec(clause) ?? [];
    if (sign === '') throw new ToolExit(2, `tar: Invalid mode given on option\n`);
    const executes = what.includes('x') || (what.includes('X') && (isFolder || (mode & 0o111) > 0));
    const bits = (what.includes('r') ? 4 : 0) | (what.includes('w') ? 2 : 0) | (executes ? 1 : 0);
    for (const [letter, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (who !== '' && !who.includes('a') && !who.includes(letter)) continue;
      if (sign === '-') result &= ~(bits << shift);
      else if (sign === '+') result |= bits << shift;
      else result = (result & ~(7 << shift)) | (bits << shift);
    }
  }
  return result;
}

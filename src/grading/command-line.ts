import type { RunOptions } from './probe.ts';

/** The line that a learner could type to run this, quoted for the shell only where that is needed. */
export function commandLine(
  argv: readonly string[],
  options: Pick<RunOptions, 'cwd' | 'env' | 'stdin'> = {},
): string {
  const env = Object.entries(options.env ?? {}).map(
    ([name, value]) => `${name}=${quotedWord(value)}`,
  );
  const line = [...env, ...argv.map(quotedWord)].join(' ');
  const fed = options.stdin === undefined ? line : `${line} < input`;
  return options.cwd === undefined ? fed : `(cd ${quotedWord(options.cwd)} && ${fed})`;
}

/** A word as a shell reads it, quoted only where that is needed. */
export function quotedWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

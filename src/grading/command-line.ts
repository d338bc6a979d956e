import type { RunOptions } from './probe.ts';

/** The line that a learner could type to run this, quoted for the shell only where that is needed. */
export function commandLine(argv: readonly string[], options: RunOptions = {}): string {
  const env = Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${quoted(value)}`);
  const line = [...env, ...argv.map(quoted)].join(' ');
  const fed = options.stdin === undefined ? line : `${line} < input`;
  return options.cwd === undefined ? fed : `(cd ${quoted(options.cwd)} && ${fed})`;
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** One step of a script: a git command, or a change of the files. */
export type Step =
  | { readonly git: readonly string[]; readonly cwd?: string }
  | { readonly write: string; readonly text: string }
  | { readonly remove: string }
  | { readonly move: readonly [from: string, to: string] }
  | { readonly mode: number; readonly of: string }
  | { readonly link: string; readonly to: string };

/**
 * Reads one line of a script, or gives `undefined` for an empty line or a comment:
 *
 *     git add .            runs git at the top
 *     @folder git add .    runs it in a folder
 *     > path "text\n"      writes a file (with the folders above it)
 *     rm path   mv from to   x path (executable)   ln path target
 *
 * Words are parted by spaces; 'single' quotes keep all, "double" quotes know JSON's escapes.
 */
export function parseStep(line: string): Step | undefined {
  const words = [...line.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, single, double, bare]) =>
      single ?? (double === undefined ? (bare ?? '') : (JSON.parse(`"${double}"`) as string)),
  );
  const [word, ...rest] = words;
  const [first = '', second = ''] = rest;
  if (word === undefined || word.startsWith('#')) return undefined;
  if (word === 'git') return { git: rest };
  if (word.startsWith('@')) return { git: rest.slice(1), cwd: word.slice(1) };
  switch (word) {
    case '>':
      return { write: first, text: second };
    case 'rm':
      return { remove: first };
    case 'mv':
      return { move: [first, second] };
    case 'x':
      return { mode: 0o755, of: first };
    case 'ln':
      return { link: first, to: second };
    default:
      throw new Error(`a script has no '${word}': ${line}`);
  }
}

/** A step as it stands in a report. */
export const shownStep = (step: Step): string =>
  'git' in step
    ? `${step.cwd === undefined ? '' : `(${step.cwd}) `}git ${step.git.join(' ')}`
    : JSON.stringify(step);

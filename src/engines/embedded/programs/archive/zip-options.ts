import { ToolExit } from '../tool/tool.ts';

/** What a command line of `zip` asks for. */
export interface ZipOrder {
  readonly archive: string | undefined;
  readonly paths: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  readonly level: number;
}

/** Long names by the letters that they mean. */
const LONG: Readonly<Record<string, string>> = {
  'recurse-paths': 'r',
  'junk-paths': 'j',
  quiet: 'q',
  verbose: 'v',
  move: 'm',
  delete: 'd',
  update: 'u',
  freshen: 'f',
  symlinks: 'y',
  test: 'T',
  'no-dir-entries': 'D',
  'strip-extra': 'X',
  'no-extra': 'X',
  exclude: 'x',
  include: 'i',
  'show-files': 'sf',
  'names-stdin': '@',
  grow: 'g',
  store: '0',
  'compress-1': '1',
  'compress-9': '9',
  help: 'h',
  version: 'version',
};
const LETTERS = 'rjqvmdufyTDX@gh0123456789';
const LISTS: Readonly<Record<string, string>> = {
  x: 'exclude files matching patterns',
  i: 'include only files matching patterns',
};
/** In the real zip, and not in the lab's. */
const MISSING = 'AbcCeEFIJKlLnoOpPRsStUVwWzZ$';

export const zipError = (code: number, words: string): ToolExit =>
  // On standard output, as the real one does.
  new ToolExit(code, `\nzip error: ${words}\n`, 1);

const wrong = (words: string): ToolExit => zipError(16, `Invalid command arguments (${words})`);

/** @throws ToolExit with zip's words for what is wrong. */
export function readZipOrder(words: readonly string[]): ZipOrder {
  const operands: string[] = [];
  const flags = new Set<string>();
  const lists: Record<'x' | 'i', string[]> = { x: [], i: [] };
  let level = 6;
  const rest = [...words];
  const list = (letter: 'x' | 'i', joinedValue: string) => {
    const values: string[] = joinedValue === '' ? [] : [joinedValue];
    while (rest.length > 0 && values.length >= 0) {
      const next = rest[0] ?? '';
      if (next === '@') {
        rest.shift();
        break;
      }
      if (next.startsWith('-') && next !== '-') break;
      values.push(rest.shift() ?? '');
    }
    if (values.length === 0)
      throw wrong(`option '${letter}' (${LISTS[letter] ?? ''}) requires a value`);
    lists[letter].push(...values);
  };
  const set = (letter: string) => {
    if (/^\d$/.test(letter)) level = Number(letter);
    else flags.add(letter);
  };
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (word === '--') operands.push(...rest.splice(0));
    else if (word.startsWith('--')) {
      const [name = '', value = ''] = word.slice(2).split('=');
      const letter = Object.hasOwn(LONG, name) ? LONG[name] : undefined;
      if (letter === undefined) throw wrong(`long option '${name}' not supported`);
      if (letter === 'x' || letter === 'i') list(letter, value);
      else set(letter);
    } else if (word === '-@' || word === '-sf') set(word.slice(1));
    else if (word.startsWith('-') && word !== '-') {
      for (let letters = word.slice(1); letters !== ''; letters = letters.slice(1)) {
        const letter = letters.charAt(0);
        if (letter === 'x' || letter === 'i') {
          list(letter, letters.slice(1));
          break;
        }
        if (MISSING.includes(letter)) {
          throw new ToolExit(16, `\nzip error: this lab's zip has no -${letter}\n`);
        }
        if (!LETTERS.includes(letter)) throw wrong(`short option '${letter}' not supported`);
        set(letter);
      }
    } else operands.push(word);
  }
  const [archive, ...paths] = operands;
  return { archive, paths, flags, includes: lists.i, excludes: lists.x, level };
}

/** A pattern of the shell on a whole stored name; `*` goes over `/`. */
export function zipPattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replace(/\[!/g, '[^');
  return new RegExp(`^${source}$`, 's');
}

export const ZIP_HELP = `zip [-options] zipfile list
Packs files into zipfile.zip, or changes those that are in it. - is standard input or output.

  -r   go into folders               -j   leave folders out of names
  -u   only what is new or newer     -f   only what is there and newer
  -d   take files out of zipfile     -m   move files into zipfile
  -x LIST  leave out                 -i LIST  only these
  -y   keep links as links           -D   no entries for folders
  -0 … -9  how hard to pack          -@   names come on standard input
  -q   say nothing                   -v   say more
  -T   test zipfile                  -sf  show which files
  -X   (accepted)                    -h   this text
`;

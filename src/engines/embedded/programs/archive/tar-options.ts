import { readLongOptions, type GivenOption, type OptionTable } from '../tool/long-options.ts';
import { ToolExit } from '../tool/tool.ts';

/** Options of GNU tar that the lab's tar has. */
const TABLE: OptionTable = {
  short: 'cxtruAdf:zZjJavwWkUpPhmOC:T:X:lsSoiBb:g:GnN:',
  long: {
    create: 'c',
    extract: 'x',
    get: 'x',
    list: 't',
    append: 'r',
    update: 'u',
    concatenate: 'A',
    catenate: 'A',
    diff: 'd',
    compare: 'd',
    delete: 'delete',
    file: 'f',
    gzip: 'z',
    gunzip: 'z',
    ungzip: 'z',
    bzip2: 'j',
    xz: 'J',
    'auto-compress': 'a',
    verbose: 'v',
    'keep-old-files': 'k',
    'skip-old-files': 'skip-old-files',
    overwrite: 'overwrite',
    'unlink-first': 'U',
    'preserve-permissions': 'p',
    'same-permissions': 'p',
    'no-same-permissions': 'no-same-permissions',
    'same-owner': 'same-owner',
    'no-same-owner': 'o',
    'absolute-names': 'P',
    dereference: 'h',
    touch: 'm',
    'to-stdout': 'O',
    directory: 'C',
    'files-from': 'T',
    'exclude-from': 'X',
    exclude: 'exclude',
    'exclude-vcs': 'exclude-vcs',
    'strip-components': 'strip-components',
    wildcards: 'wildcards',
    'no-wildcards': 'no-wildcards',
    'no-recursion': 'no-recursion',
    sort: 'sort',
    owner: 'owner',
    group: 'group',
    mtime: 'mtime',
    mode: 'mode',
    'numeric-owner': 'numeric-owner',
    'full-time': 'full-time',
    format: 'format',
    null: 'null',
    totals: 'totals',
    help: 'help',
    usage: 'usage',
    version: 'version',
  },
  valued: [
    'file',
    'directory',
    'files-from',
    'exclude-from',
    'exclude',
    'strip-components',
    'sort',
    'owner',
    'group',
    'mtime',
    'mode',
    'format',
  ],
};

export type TarAction = 'c' | 'x' | 't' | 'r';

export interface TarOrder {
  readonly action: TarAction;
  /** `-` is standard input or output. */
  readonly file: string;
  readonly gzip: boolean;
  readonly verbose: number;
  readonly has: (name: string) => boolean;
  readonly value: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
  readonly sequence: readonly (GivenOption | string)[];
}

const TRY = "Try 'tar --help' or 'tar --usage' for more information.\n";
const EXIT_USAGE = 64;

const usage = (words: string, code = 2): ToolExit => new ToolExit(code, `tar: ${words}\n${TRY}`);

/** What is in GNU's tar and not in the lab's. */
const MISSING: Readonly<Record<string, string>> = {
  u: '--update',
  A: '--concatenate',
  d: '--diff',
  delete: '--delete',
  G: '--incremental',
  g: '--listed-incremental',
  Z: '--compress',
  w: '--interactive',
  W: '--verify',
};
const ABSENT_PACKERS: Readonly<Record<string, string>> = { j: 'bzip2', J: 'xz' };

/** Reads a command line. @throws ToolExit with GNU's words for what is wrong. */
export function readTarOrder(words: readonly string[]): TarOrder {
  const read = readLongOptions(withoutOldStyle(words), TABLE);
  if (typeof read === 'string') throw usage(read, EXIT_USAGE);
  const { options, sequence } = read;
  const has = (name: string) => options.some((option) => option.name === name);
  const all = (name: string) =>
    options.filter((option) => option.name === name).map(({ value }) => value ?? '');
  for (const [name, long] of Object.entries(MISSING)) {
    if (has(name)) throw new ToolExit(2, `tar: this lab's tar has no ${long}\n`);
  }
  const actions = [...new Set(options.map(({ name }) => name).filter((n) => 'cxtr'.includes(n)))];
  if (actions.length > 1) {
    throw usage(
      "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option",
    );
  }
  const [action] = actions;
  if (action === undefined && !has('help') && !has('usage') && !has('version')) {
    throw usage("You must specify one of the '-Acdtrux', '--delete' or '--test-label' options");
  }
  const file = all('f').at(-1) ?? '-';
  const strip = all('strip-components').at(-1);
  if (strip !== undefined && !/^\d+$/.test(strip)) {
    throw usage(`${strip}: Invalid number of elements`);
  }
  const sort = all('sort').at(-1) ?? 'none';
  if (!['none', 'name', 'inode'].includes(sort)) {
    const known = '  - ‘none’\n  - ‘name’\n  - ‘inode’\n';
    throw new ToolExit(
      2,
      `tar: invalid argument ‘${sort}’ for ‘--sort’\nValid arguments are:\n${known}`,
    );
  }
  const packer = Object.keys(ABSENT_PACKERS).find(has);
  if (packer !== undefined) throw noPacker(ABSENT_PACKERS[packer] ?? '');
  return {
    action: (action ?? 'c') as TarAction,
    file,
    gzip: has('z') || (has('a') && action === 'c' && /\.(?:t?gz|taz)$/.test(file)),
    verbose: all('v').length,
    has,
    value: (name) => all(name).at(-1),
    all,
    sequence,
  };
}

export const noPacker = (program: string): ToolExit =>
  new ToolExit(
    2,
    `tar (child): ${program}: Cannot exec: No such file or directory\n` +
      'tar (child): Error is not recoverable: exiting now\n' +
      'tar: Child returned status 2\ntar: Error is not recoverable: exiting now\n',
  );

/** `tar czf a.tgz d`: letters in the first word, their values in the words after it. */
function withoutOldStyle([first = '', ...rest]: readonly string[]): string[] {
  if (first.startsWith('-') || first === '') return first === '' ? [] : [first, ...rest];
  const words: string[] = [];
  const values = [...rest];
  for (const letter of first) {
    const at = TABLE.short.indexOf(letter);
    if (at >= 0 && TABLE.short.charAt(at + 1) === ':') {
      const value = values.shift();
      if (value === undefined) throw usage(`Old option '${letter}' requires an argument.`);
      words.push(`-${letter}`, value);
    } else words.push(`-${letter}`);
  }
  return [...words, ...values];
}

export const TAR_HELP = `Usage: tar [OPTION...] [FILE]...
Keeps many files in one archive, and takes them out again.

  tar -cf archive.tar foo bar   make archive.tar of foo and bar
  tar -tvf archive.tar          list what is in it
  tar -xf archive.tar           take everything out

  -c, --create   -x, --extract   -t, --list   -r, --append
  -f, --file=ARCHIVE         the archive; - is standard input or output
  -z, --gzip                 packed with gzip      -a  by the archive's name
  -C, --directory=DIR        work in DIR
  -v, --verbose              name the files; twice for a long listing
  -k, --keep-old-files, --skip-old-files, --overwrite
  -O, --to-stdout            take files out to standard output
  -h, --dereference          store what links point to
  -m, --touch                do not take times out
  -p, --preserve-permissions -P, --absolute-names
      --exclude=PATTERN  -X, --exclude-from=FILE  -T, --files-from=FILE
      --strip-components=N   leave N leading folders out of names
      --wildcards            names are patterns
      --no-recursion  --sort=name  --owner=NAME  --group=NAME  --mtime=DATE
      --mode=MODE  --numeric-owner  --full-time
`;

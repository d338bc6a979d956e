import { readLongOptions, type OptionTable } from '../tool/long-options.ts';

/** What a command line of `make` asks for. */
export interface MakeOrder {
  /** Letters of the options that are on. */
  readonly flags: ReadonlySet<string>;
  readonly folders: readonly string[];
  readonly files: readonly string[];
  readonly goals: readonly string[];
  /** `NAME=value` */
  readonly variables: readonly string[];
}

const TABLE: OptionTable = {
  short: 'bmBC:def:hij::kl::no:pqrRsStvwW:E:',
  long: {
    'always-make': 'B',
    directory: 'C',
    debug: 'd',
    'environment-overrides': 'e',
    eval: 'E',
    file: 'f',
    makefile: 'f',
    help: 'h',
    'ignore-errors': 'i',
    jobs: 'j',
    'keep-going': 'k',
    'load-average': 'l',
    'max-load': 'l',
    'just-print': 'n',
    'dry-run': 'n',
    recon: 'n',
    'old-file': 'o',
    'assume-old': 'o',
    'print-data-base': 'p',
    question: 'q',
    'no-builtin-rules': 'r',
    'no-builtin-variables': 'R',
    silent: 's',
    quiet: 's',
    'no-silent': 'no-silent',
    'no-keep-going': 'S',
    stop: 'S',
    touch: 't',
    version: 'v',
    'print-directory': 'w',
    'no-print-directory': 'no-w',
    'what-if': 'W',
    'new-file': 'W',
    'assume-new': 'W',
    'output-sync': 'O',
    trace: 'trace',
    'warn-undefined-variables': 'warn-undefined-variables',
  },
  valued: [
    'directory',
    'file',
    'makefile',
    'eval',
    'old-file',
    'assume-old',
    'what-if',
    'new-file',
    'assume-new',
  ],
  optional: ['jobs', 'load-average', 'max-load', 'output-sync', 'debug'],
};

/** In GNU's make, and not in the lab's. */
const MISSING: Readonly<Record<string, string>> = {
  d: '-d',
  p: '-p',
  o: '-o',
  W: '-W',
  E: '--eval',
  trace: '--trace',
  'warn-undefined-variables': '--warn-undefined-variables',
};

/** Reads a command line; what is wrong with it, without `make: `. */
export function readMakeOrder(words: readonly string[]): MakeOrder | string {
  const read = readLongOptions(words, TABLE);
  if (typeof read === 'string') return `${read}\n${MAKE_HELP}`;
  const flags = new Set(read.options.map(({ name }) => name));
  for (const [name, shown] of Object.entries(MISSING)) {
    if (flags.has(name)) return `this lab's make has no ${shown}\n`;
  }
  const valuesOf = (wanted: string) =>
    read.options.filter(({ name }) => name === wanted).map(({ value }) => value ?? '');
  // `-j 4` may stand as two words.
  const loose = flags.has('j')
    ? read.operands.filter((word) => !/^\d+$/.test(word))
    : read.operands;
  return {
    flags,
    folders: valuesOf('C'),
    files: valuesOf('f'),
    goals: loose.filter((word) => !word.includes('=')),
    variables: loose.filter((word) => word.includes('=')),
  };
}

export const MAKE_HELP = `Usage: make [options] [target] ...
Options:
  -B, --always-make           Make all targets, also those that are up to date.
  -C DIR, --directory=DIR     Go to DIR first.
  -f FILE, --file=FILE        Read FILE as the makefile.
  -h, --help                  This text.
  -i, --ignore-errors         Go on after commands that fail.
  -j [N], --jobs[=N]          Accepted: this lab's make runs one command at a time.
  -k, --keep-going            Go on with targets that do not need what failed.
  -n, --just-print, --dry-run Show the commands and run none.
  -q, --question              Run nothing; the exit status says whether all is up to date.
  -r, -R                      Accepted: this lab's make has no rules of its own.
  -s, --silent, --quiet       Show no commands.
  -t, --touch                 Touch targets instead of making them.
  -v, --version               Which make this is.
  -w, --print-directory       Show the folder; --no-print-directory does not.
`;

import { MODES, type Mode } from './render.ts';

/** What a command line of `sqlite3` asks for. */
export interface SqliteOrder {
  readonly file: string;
  /** SQL and dot commands to be run in place of standard input. */
  readonly commands: readonly string[];
  /** Run before all else. */
  readonly first: readonly string[];
  readonly mode: Mode | undefined;
  readonly headers: boolean | undefined;
  readonly separator: string | undefined;
  readonly newline: string | undefined;
  readonly nullValue: string | undefined;
  readonly init: string | undefined;
  readonly bail: boolean;
  readonly echo: boolean;
  readonly isReadOnly: boolean;
  readonly interactive: boolean | undefined;
  readonly wants: 'help' | 'version' | undefined;
}

const WITH_VALUE = ['cmd', 'init', 'newline', 'nullvalue', 'separator'];
const FLAGS = [
  'bail',
  'batch',
  'echo',
  'header',
  'noheader',
  'help',
  'interactive',
  'readonly',
  'version',
];
/** In the real one, and not in the lab's. */
const MISSING = [
  'A',
  'append',
  'ascii',
  'deserialize',
  'lookaside',
  'maxsize',
  'memtrace',
  'mmap',
  'nofollow',
  'nonce',
  'safe',
  'stats',
  'unsafe-testing',
  'vfs',
  'zip',
];

export const SQLITE_HELP = `Usage: sqlite3 [OPTIONS] FILENAME [SQL]
FILENAME is a database of the lab; one that is not there is made. Without it the database is in memory.
   -box -column -csv -html -json -line -list -markdown -quote -table -tabs   how rows are shown
   -bail                stop after an error
   -batch -interactive  whether to ask for each line
   -cmd COMMAND         run COMMAND first
   -echo                show commands before they run
   -[no]header          names of columns on or off
   -init FILE           read FILE first
   -newline SEP         between rows
   -nullvalue TEXT      in place of NULL
   -readonly            change nothing
   -separator SEP       between columns
   -version
`;

/** Reads a command line, or says in sqlite3's words what is wrong with it. */
export function readSqliteOrder(words: readonly string[]): SqliteOrder | string {
  const set = new Set<string>();
  const values = new Map<string, string>();
  const first: string[] = [];
  const operands: string[] = [];
  let mode: Mode | undefined;
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      continue;
    }
    const name = word.replace(/^--?/, '');
    const asMode = MODES.find((one) => one === name);
    if (asMode) mode = asMode;
    else if (WITH_VALUE.includes(name)) {
      const value = rest.shift();
      if (value === undefined) return `sqlite3: Error: missing argument to ${word}\n`;
      if (name === 'cmd') first.push(value);
      else values.set(name, value);
    } else if (FLAGS.includes(name)) set.add(name);
    else if (MISSING.includes(name)) return `sqlite3: Error: this lab's sqlite3 has no -${name}\n`;
    else return `sqlite3: Error: unknown option: -${name}\nUse -help for a list of options.\n`;
  }
  const [file = ':memory:', ...commands] = operands;
  return {
    file,
    commands,
    first,
    mode,
    headers: set.has('header') ? true : set.has('noheader') ? false : undefined,
    separator: values.get('separator'),
    newline: values.get('newline'),
    nullValue: values.get('nullvalue'),
    init: values.get('init'),
    bail: set.has('bail'),
    echo: set.has('echo'),
    isReadOnly: set.has('readonly'),
    interactive: set.has('interactive') ? true : set.has('batch') ? false : undefined,
    wants: set.has('help') ? 'help' : set.has('version') ? 'version' : undefined,
  };
}

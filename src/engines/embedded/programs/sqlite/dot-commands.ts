import { resolvePath } from '../../kernel/paths.ts';
import { readCsv, readSeparated } from './csv.ts';
import { SqlFault } from './database.ts';
import { MODES, sqlName, type Mode } from './render.ts';
import { dump, nameColumns, schemaText } from './schema.ts';
import { ShellEnd, type SqliteShell } from './sqlite3.ts';
import { wordsOf } from './dot-words.ts';

type Dot = (shell: SqliteShell, args: readonly string[]) => boolean | Promise<boolean>;

interface Command {
  /** As `.help` shows it. */
  readonly usage: string;
  readonly help: string;
  /** Letters that are enough. */
  readonly least: number;
  readonly run: Dot;
}

const done = (action: () => void): boolean => {
  action();
  return true;
};

const isOn = (word: string | undefined): boolean =>
  ['on', 'yes', '1', 'true'].includes((word ?? '').toLowerCase());

const setting =
  (set: (shell: SqliteShell, on: boolean) => void, usage: string): Dot =>
  (shell, [word]) => {
    if (word === undefined) {
      shell.context.stderr(`Usage: ${usage}\n`);
      return false;
    }
    return done(() => {
      set(shell, isOn(word));
    });
  };

const COMMANDS: Readonly<Record<string, Command>> = {
  bail: {
    usage: '.bail on|off',
    help: 'Stop after hitting an error.  Default OFF',
    least: 1,
    run: setting((shell, on) => (shell.bail = on), '.bail on|off'),
  },
  changes: {
    usage: '.changes on|off',
    help: 'Show number of rows changed by SQL',
    least: 3,
    run: setting((shell, on) => (shell.changes = on), '.changes on|off'),
  },
  databases: {
    usage: '.databases',
    help: 'List names and files of attached databases',
    least: 2,
    run: (shell) =>
      done(() => {
        const { path, isReadOnly } = shell.db;
        shell.print(`main: ${path ?? '""'} ${isReadOnly ? 'r/o' : 'r/w'}\n`);
      }),
  },
  dump: {
    usage: '.dump ?TABLE?',
    help: 'Render database content as SQL',
    least: 1,
    run: (shell, [pattern]) =>
      done(() => {
        for (const piece of dump(shell.db, pattern)) shell.print(piece);
      }),
  },
  echo: {
    usage: '.echo on|off',
    help: 'Turn command echo on or off',
    least: 1,
    run: setting((shell, on) => (shell.echo = on), '.echo on|off'),
  },
  exit: {
    usage: '.exit ?CODE?',
    help: 'Exit this program with return-code CODE',
    least: 3,
    run: (_, [code]) => {
      throw new ShellEnd(Number(code ?? 0) & 0xff);
    },
  },
  headers: {
    usage: '.headers on|off',
    help: 'Turn display of headers on or off',
    least: 1,
    run: setting((shell, on) => {
      shell.headersSet = true;
      shell.look = { ...shell.look, headers: on };
    }, '.headers on|off'),
  },
  help: {
    usage: '.help',
    help: 'Show this text',
    least: 2,
    run: (shell) => done(() => shell.print(helpText())),
  },
  import: {
    usage: '.import FILE TABLE',
    help: 'Import data from FILE into TABLE; --csv, --skip N',
    least: 1,
    run: importFile,
  },
  indexes: { usage: '.indexes ?TABLE?', help: 'Show names of indexes', least: 2, run: indexes },
  indices: { usage: '', help: '', least: 5, run: indexes },
  mode: { usage: '.mode MODE', help: `Set output mode: ${MODES.join(' ')}`, least: 1, run: mode },
  nullvalue: {
    usage: '.nullvalue STRING',
    help: 'Use STRING in place of NULL values',
    least: 1,
    run: (shell, [nullValue]) => {
      if (nullValue === undefined) return usageOf(shell, '.nullvalue STRING');
      return done(() => (shell.look = { ...shell.look, nullValue }));
    },
  },
  once: {
    usage: '.once FILE',
    help: 'Output for the next SQL command only to FILE',
    least: 2,
    run: (shell, [file]) => {
      if (file === undefined) return usageOf(shell, '.once FILE');
      return done(() => shell.output(file, true));
    },
  },
  open: {
    usage: '.open ?FILE?',
    help: 'Close existing database and open FILE',
    least: 1,
    run: (shell, [file = ':memory:']) => done(() => shell.open(file)),
  },
  output: {
    usage: '.output ?FILE?',
    help: 'Send output to FILE or stdout if FILE is omitted',
    least: 1,
    run: (shell, [file]) =>
      done(() => shell.output(file === 'stdout' || file === undefined ? undefined : file, false)),
  },
  print: {
    usage: '.print STRING...',
    help: 'Print literal STRING',
    least: 3,
    run: (shell, words) => done(() => shell.print(`${words.join(' ')}\n`)),
  },
  prompt: {
    usage: '.prompt MAIN CONTINUE',
    help: 'Replace the standard prompts',
    least: 2,
    run: (shell, [main = 'sqlite> ', more = '   ...> ']) =>
      done(() => (shell.prompts = [main, more])),
  },
  quit: {
    usage: '.quit',
    help: 'Exit this program',
    least: 1,
    run: () => {
      throw new ShellEnd(0);
    },
  },
  read: {
    usage: '.read FILE',
    help: 'Read input from FILE',
    least: 3,
    run: (shell, [file]) => (file === undefined ? usageOf(shell, '.read FILE') : shell.read(file)),
  },
  save: { usage: '.save FILE', help: 'Write database to FILE', least: 2, run: save },
  backup: { usage: '.backup FILE', help: 'Backup database to FILE', least: 3, run: save },
  schema: {
    usage: '.schema ?PATTERN?',
    help: 'Show the CREATE statements matching PATTERN',
    least: 2,
    run: (shell, [pattern]) => done(() => shell.print(schemaText(shell.db, pattern))),
  },
  separator: {
    usage: '.separator COL ?ROW?',
    help: 'Change the column and row separators',
    least: 2,
    run: (shell, [separator, rowSeparator]) => {
      if (separator === undefined) return usageOf(shell, '.separator COL ?ROW?');
      return done(() => {
        const { look } = shell;
        shell.look = { ...look, separator, rowSeparator: rowSeparator ?? look.rowSeparator };
      });
    },
  },
  show: {
    usage: '.show',
    help: 'Show the current values for various settings',
    least: 2,
    run: show,
  },
  tables: {
    usage: '.tables ?PATTERN?',
    help: 'List names of tables matching PATTERN',
    least: 2,
    run: tables,
  },
  timeout: {
    usage: '.timeout MS',
    help: 'Accepted: nobody else has a database of the lab open',
    least: 5,
    run: () => true,
  },
  timer: {
    usage: '.timer on|off',
    help: 'Turn SQL timer on or off',
    least: 5,
    run: setting((shell, on) => (shell.timer = on), '.timer on|off'),
  },
  version: {
    usage: '.version',
    help: 'Show the version of SQLite',
    least: 1,
    run: (shell) => done(() => shell.print(`SQLite ${shell.sqlite.version.libVersion}\n`)),
  },
  width: {
    usage: '.width NUM1 NUM2 ...',
    help: 'Set minimum column widths for columnar output',
    least: 1,
    run: (shell, words) => done(() => (shell.look = { ...shell.look, widths: words.map(Number) })),
  },
};

/** Runs a line that begins with a dot; false, and the error told, when it fails. */
export async function dotCommand(shell: SqliteShell, line: string): Promise<boolean> {
  const [name = '', ...args] = wordsOf(line.slice(1));
  const found = Object.entries(COMMANDS).find(
    ([full, { least }]) => full.startsWith(name) && name.length >= Math.min(least, full.length),
  );
  if (!found || name === '') {
    shell.context.stderr(
      `Error: unknown command or invalid arguments:  "${name}". Enter ".help" for help\n`,
    );
    return false;
  }
  try {
    return await found[1].run(shell, args);
  } catch (error) {
    if (!(error instanceof SqlFault)) throw error;
    shell.context.stderr(`Error: ${error.message}\n`);
    return false;
  }
}

function usageOf(shell: SqliteShell, usage: string): boolean {
  shell.context.stderr(`Usage: ${usage}\n`);
  return false;
}

const helpText = (): string =>
  Object.values(COMMANDS)
    .filter(({ usage }) => usage !== '')
    .map(({ usage, help }) => `${usage.padEnd(24)} ${help}\n`)
    .join('');

function mode(shell: SqliteShell, [given, table]: readonly string[]): boolean {
  if (given === undefined) {
    shell.print(`current output mode: ${shell.look.mode}\n`);
    return true;
  }
  const found = MODES.find((one) => one.startsWith(given) && (given.length > 1 || one === given));
  if (!found) {
    shell.context.stderr(`Error: mode should be one of: ${MODES.join(' ')}\n`);
    return false;
  }
  setMode(shell, found, table);
  return true;
}

function setMode(shell: SqliteShell, found: Mode, table: string | undefined): void {
  shell.setMode(found);
  if (found === 'column' && !shell.headersSet) shell.look = { ...shell.look, headers: true };
  if (found === 'insert') shell.look = { ...shell.look, table: table ?? 'table' };
}

function show(shell: SqliteShell): boolean {
  const { look, db } = shell;
  const onOff = (on: boolean) => (on ? 'on' : 'off');
  const shown = (text: string) => JSON.stringify(text);
  const rows: readonly (readonly [string, string])[] = [
    ['echo', onOff(shell.echo)],
    ['headers', onOff(look.headers)],
    ['mode', look.mode],
    ['nullvalue', shown(look.nullValue)],
    ['colseparator', shown(look.separator)],
    ['rowseparator', shown(look.rowSeparator)],
    ['width', look.widths.join(' ')],
    ['filename', db.name],
  ];
  shell.print(rows.map(([name, value]) => `${name.padStart(12)}: ${value}\n`).join(''));
  return true;
}

function tables(shell: SqliteShell, [pattern]: readonly string[]): boolean {
  const wanted = pattern === undefined ? '' : ` AND name LIKE '${pattern.replaceAll("'", "''")}'`;
  const names = shell.db.query(
    `SELECT name FROM sqlite_schema WHERE type IN ('table','view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'${wanted} ORDER BY 1`,
  );
  shell.print(nameColumns(names.map(([name = '']) => name)));
  return true;
}

function indexes(shell: SqliteShell, [table]: readonly string[]): boolean {
  const wanted = table === undefined ? '' : ` AND tbl_name LIKE '${table.replaceAll("'", "''")}'`;
  const names = shell.db.query(
    `SELECT name FROM sqlite_schema WHERE type = 'index'${wanted} ORDER BY 1`,
  );
  shell.print(nameColumns(names.map(([name = '']) => name)));
  return true;
}

function save(shell: SqliteShell, [file]: readonly string[]): boolean {
  if (file === undefined) return usageOf(shell, '.save FILE');
  shell.db.write(resolvePath(shell.context.cwd, file));
  return true;
}

function importFile(shell: SqliteShell, args: readonly string[]): boolean {
  const words = [...args];
  const files: string[] = [];
  let isCsv = shell.look.mode === 'csv';
  let skip = 0;
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (/^--?csv$/.test(word)) isCsv = true;
    else if (/^--?skip$/.test(word)) skip = Number(words.shift());
    else if (word.startsWith('-')) {
      shell.context.stderr(`ERROR: unknown option: "${word}".  Usage:\n.import FILE TABLE\n`);
      return false;
    } else files.push(word);
  }
  const [file, table] = files;
  if (file === undefined || table === undefined) return usageOf(shell, '.import FILE TABLE');
  const node = shell.context.tree.tryLookup(resolvePath(shell.context.cwd, file));
  if (!node?.data) {
    shell.context.stderr(`Error: cannot open "${file}"\n`);
    return false;
  }
  const text = new TextDecoder().decode(node.data);
  const { separator, rowSeparator } = shell.look;
  const all = isCsv ? readCsv(text, ',') : readSeparated(text, separator, rowSeparator);
  insertRows(shell, table, all.slice(skip), file);
  return true;
}

/** Puts rows into a table; one that is not there is made, with the first row for its columns. */
function insertRows(
  shell: SqliteShell,
  table: string,
  rows: readonly string[][],
  file: string,
): void {
  const { db } = shell;
  const name = table.replaceAll("'", "''");
  let columns = db.query(`SELECT name FROM pragma_table_info('${name}')`).length;
  let data = rows;
  if (columns === 0) {
    const [head = [], ...rest] = rows;
    const defined = head.map((column) => `"${column.replaceAll('"', '""')}" TEXT`).join(', ');
    shell.execute(`CREATE TABLE "${table.replaceAll('"', '""')}"(\n${defined})`);
    columns = head.length;
    data = rest;
  }
  const quote = (value: string) => `'${value.replaceAll("'", "''")}'`;
  shell.execute('SAVEPOINT import');
  for (const [index, row] of data.entries()) {
    if (row.length !== columns) {
      const what = row.length < columns ? 'filling the rest with NULL' : 'extras ignored';
      shell.context.stderr(
        `${file}:${index + 2}: expected ${columns} columns but found ${row.length} - ${what}\n`,
      );
    }
    const values = Array.from({ length: columns }, (_, at) => {
      const value = row[at];
      return value === undefined ? 'NULL' : quote(value);
    });
    shell.execute(`INSERT INTO ${sqlName(table)} VALUES(${values.join(',')})`);
  }
  shell.execute('RELEASE import');
}

import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { resolvePath } from '../../kernel/paths.ts';
import { readAll, ToolExit, type Tool, type ToolContext } from '../tool/tool.ts';
import { LabDatabase, SqlFault } from './database.ts';
import { dotCommand } from './dot-commands.ts';
import { readSqliteOrder, SQLITE_HELP, type SqliteOrder } from './options.ts';
import { render, type Look, type Mode } from './render.ts';

/** Ends the shell by `.exit` and `.quit`. */
export class ShellEnd extends Error {
  readonly exitCode: number;
  constructor(exitCode: number) {
    super();
    this.exitCode = exitCode;
  }
}

/** SQLite's command-line shell, on the given library. */
export const sqlite3 =
  (library: () => Sqlite3Static): Tool =>
  async (context) => {
    const order = readSqliteOrder(context.argv.slice(1));
    if (typeof order === 'string') throw new ToolExit(1, order);
    const sqlite = library();
    if (order.wants === 'version') {
      context.stdout(`${sqlite.version.libVersion} (Plumbline lab edition)\n`);
      return 0;
    }
    if (order.wants === 'help') throw new ToolExit(0, SQLITE_HELP);
    const shell = new SqliteShell(context, sqlite, order);
    try {
      return await shell.run(order);
    } catch (error) {
      if (error instanceof ShellEnd) return error.exitCode;
      throw error;
    } finally {
      shell.end();
    }
  };

/** One run of the shell: a database, how rows are shown, and where they go. */
export class SqliteShell {
  readonly context: ToolContext;
  readonly sqlite: Sqlite3Static;
  db: LabDatabase;
  look: Look;
  /** True from the first time that headers were asked for. */
  headersSet = false;
  echo: boolean;
  bail: boolean;
  changes = false;
  timer = false;
  prompts: readonly [string, string] = ['sqlite> ', '   ...> '];
  /** Where output goes; standard output when it is `undefined`. */
  #file: { readonly path: string; readonly isOnce: boolean; text: string } | undefined;
  #lookBefore: Look | undefined;
  readonly #isReadOnly: boolean;

  constructor(context: ToolContext, sqlite: Sqlite3Static, order: SqliteOrder) {
    this.context = context;
    this.sqlite = sqlite;
    this.#isReadOnly = order.isReadOnly;
    this.echo = order.echo;
    this.bail = order.bail;
    this.look = {
      mode: 'list',
      headers: order.headers ?? false,
      separator: '|',
      rowSeparator: '\n',
      nullValue: order.nullValue ?? '',
      widths: [],
      table: 'table',
    };
    this.headersSet = order.headers !== undefined;
    // The option and the dot command end lines differently in CSV.
    if (order.mode) this.setMode(order.mode, '\n');
    if (order.separator !== undefined) this.look = { ...this.look, separator: order.separator };
    if (order.newline !== undefined) this.look = { ...this.look, rowSeparator: order.newline };
    this.db = this.#openNow(order.file);
  }

  #openNow(name: string): LabDatabase {
    try {
      const { cwd, tree } = this.context;
      return new LabDatabase(this.sqlite, tree, { name, cwd, isReadOnly: this.#isReadOnly });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ToolExit(1, `Error: unable to open database "${name}": ${why}\n`);
    }
  }

  /** `.open` */
  open(name: string): void {
    const next = this.#openNow(name);
    this.save();
    this.db.close();
    this.db = next;
  }

  setMode(mode: Mode, csvLineEnd = '\r\n'): void {
    const separators: Partial<Record<Mode, readonly [string, string]>> = {
      csv: [',', csvLineEnd],
      tabs: ['\t', '\n'],
      quote: [',', '\n'],
      list: ['|', '\n'],
    };
    const [separator, rowSeparator] = separators[mode] ?? ['|', '\n'];
    this.look = { ...this.look, mode, separator, rowSeparator };
  }

  async run(order: SqliteOrder): Promise<number> {
    for (const command of order.first) await this.argument(command);
    if (order.init !== undefined) await this.read(order.init);
    if (order.commands.length > 0) {
      for (const command of order.commands) {
        const code = await this.argument(command);
        if (code !== 0) return code;
      }
      return 0;
    }
    if (order.interactive ?? this.context.fromTerminal) return this.#talk();
    const text = new TextDecoder().decode(await readAll(this.context));
    return (await this.script(text)) > 0 ? 1 : 0;
  }

  /** SQL or a dot command of the command line; its exit code. */
  async argument(command: string): Promise<number> {
    try {
      if (command.trimStart().startsWith('.')) return (await this.#dot(command.trim())) ? 0 : 1;
      this.execute(command);
      return 0;
    } catch (error) {
      if (!(error instanceof SqlFault)) throw error;
      const stage = error.stage === 'prepare' ? 'in prepare' : 'stepping';
      const code = error.code > 1 ? ` (${error.code})` : '';
      this.context.stderr(`Error: ${stage}, ${error.message}${code}${errorContext(error)}\n`);
      return error.code;
    }
  }

  /** Runs the lines of a text; the number of errors. */
  async script(text: string): Promise<number> {
    const lines = text.split('\n');
    let errors = 0;
    let buffer = '';
    let firstLine = 1;
    for (const [index, line] of lines.entries()) {
      if (buffer.trim() === '' && line.startsWith('.')) {
        if (this.echo) this.print(`${line}\n`);
        if (!(await this.#dot(line.trim()))) errors += 1;
      } else {
        if (buffer.trim() === '') firstLine = index + 1;
        buffer += `${line}\n`;
        if (!this.db.isComplete(buffer) && index < lines.length - 1) continue;
        if (this.echo) this.print(buffer);
        if (!this.attempt(buffer, firstLine)) errors += 1;
        buffer = '';
      }
      if (errors > 0 && this.bail) break;
    }
    return errors;
  }

  /** Runs SQL that stands at a line of a script; false, and the error told, when it fails. */
  attempt(sql: string, line: number): boolean {
    try {
      this.execute(sql);
      return true;
    } catch (error) {
      if (!(error instanceof SqlFault)) throw error;
      const kind = error.stage === 'prepare' ? 'Parse' : 'Runtime';
      const code = error.code > 1 ? ` (${error.code})` : '';
      this.context.stderr(
        `${kind} error near line ${line}: ${error.message}${code}${errorContext(error)}\n`,
      );
      return false;
    }
  }

  execute(sql: string): void {
    const before = performance.now();
    for (const rows of this.db.run(sql)) {
      this.print(render(rows, this.look));
      if (this.changes) {
        const { last, total } = this.db.changes;
        this.print(`changes: ${last}   total_changes: ${total}\n`);
      }
    }
    if (this.timer) {
      const seconds = ((performance.now() - before) / 1000).toFixed(3);
      this.print(`Run Time: real ${seconds}\n`);
    }
    this.#endOnce();
  }

  async #dot(line: string): Promise<boolean> {
    const isOnce = this.#file?.isOnce === true;
    const worked = await dotCommand(this, line);
    if (isOnce) this.#endOnce();
    return worked;
  }

  /** A conversation: a prompt for each line, and no error ends it. */
  async #talk(): Promise<number> {
    const { context } = this;
    context.stdout(
      `SQLite version ${this.sqlite.version.libVersion} (Plumbline lab edition)\nEnter ".help" for usage hints.\n`,
    );
    if (this.db.path === undefined) {
      context.stdout(
        'Connected to a transient in-memory database.\nUse ".open FILENAME" to reopen on a persistent database.\n',
      );
    }
    let typed = '';
    let buffer = '';
    let line = 0;
    for (;;) {
      this.save();
      context.stdout(buffer.trim() === '' ? this.prompts[0] : this.prompts[1]);
      while (!typed.includes('\n')) {
        const part = await context.read();
        if (!part) return 0;
        typed += new TextDecoder().decode(part);
      }
      const end = typed.indexOf('\n');
      const entered = typed.slice(0, end);
      typed = typed.slice(end + 1);
      line += 1;
      if (buffer.trim() === '' && entered.startsWith('.')) await this.#dot(entered.trim());
      else {
        buffer += `${entered}\n`;
        if (!this.db.isComplete(buffer)) continue;
        this.attempt(buffer, line);
        buffer = '';
      }
    }
  }

  /** `.read` @returns false when the file is not there */
  async read(name: string): Promise<boolean> {
    const node = this.context.tree.tryLookup(resolvePath(this.context.cwd, name));
    if (!node?.data) {
      this.context.stderr(`Error: cannot open "${name}"\n`);
      return false;
    }
    return (await this.script(new TextDecoder().decode(node.data))) === 0;
  }

  print(text: string): void {
    if (this.#file) this.#file.text += text;
    else this.context.stdout(text);
  }

  /** Sends what follows to a file, for one command or until it is told otherwise; `undefined` is standard output. */
  output(name: string | undefined, isOnce: boolean): void {
    this.#writeOutput();
    this.#file =
      name === undefined
        ? undefined
        : { path: resolvePath(this.context.cwd, name), isOnce, text: '' };
    this.#lookBefore = isOnce ? this.look : undefined;
  }

  #endOnce(): void {
    if (!this.#file?.isOnce) return;
    // Only what was printed counts: dot commands before the SQL do not end it.
    if (this.#file.text === '' && this.#lookBefore !== this.look) return;
    this.output(undefined, false);
  }

  #writeOutput(): void {
    if (!this.#file) return;
    this.context.tree.writeFile(this.#file.path, this.#file.text);
    this.#file = undefined;
  }

  save(): void {
    try {
      this.db.save();
    } catch (error) {
      this.context.stderr(`Error: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    this.context.saveFiles();
  }

  end(): void {
    this.#writeOutput();
    this.save();
    this.db.close();
  }
}

const MOST_BEFORE = 50;
const MOST_SHOWN = 78;

/** The piece of SQL around an error, with a mark under it. */
function errorContext({ sql, offset }: SqlFault): string {
  if (offset < 0 || offset >= sql.length) return '';
  const start = Math.max(0, offset - MOST_BEFORE);
  const piece = sql.slice(start, start + MOST_SHOWN).replace(/\s/g, ' ');
  const at = offset - start;
  const mark =
    at < 25 ? `${' '.repeat(at)}^--- error here` : `${' '.repeat(at - 14)}error here ---^`;
  return `\n  ${piece}\n  ${mark}`;
}

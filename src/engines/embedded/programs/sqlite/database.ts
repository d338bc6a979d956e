import type { Database as Db, PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { resolvePath } from '../../kernel/paths.ts';
import type { Tree } from '../../kernel/tree.ts';
import { strerror } from '../tool/tool.ts';

/** One value of a row: as text, as SQL literal, and as JSON. */
export interface Cell {
  readonly text: string | null;
  readonly kind: 'null' | 'integer' | 'float' | 'text' | 'blob';
}

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** For EXPLAIN QUERY PLAN, 2. */
  readonly explains: number;
}

/** An error of SQLite. */
export class SqlFault extends Error {
  readonly code: number;
  /** Where in the statement it was found, in bytes; negative when it is not known. */
  readonly offset: number;
  readonly stage: 'prepare' | 'step';
  /** The statement and all text after it. */
  readonly sql: string;
  constructor(
    message: string,
    about: { code: number; offset: number; stage: 'prepare' | 'step'; sql: string },
  ) {
    super(message);
    this.code = about.code;
    this.offset = about.offset;
    this.stage = about.stage;
    this.sql = about.sql;
  }
}

const KINDS: Readonly<Record<number, Cell['kind']>> = {
  1: 'integer',
  2: 'float',
  3: 'text',
  4: 'blob',
  5: 'null',
};
/** Bytes of a database's header that say how it is journaled: 2 is the write-ahead log, which needs files beside it. */
const JOURNAL_BYTES = [18, 19];
const ATTACH = 24;
const DENY = 1;

/** A database file of the lab, held in memory while it is open. */
export class LabDatabase {
  readonly name: string;
  readonly path: string | undefined;
  readonly isReadOnly: boolean;
  readonly #sqlite: Sqlite3Static;
  readonly #tree: Tree;
  readonly #db: Db;
  #isDirty = false;

  /** @throws Error with strerror's words when the file cannot be read. */
  constructor(
    sqlite: Sqlite3Static,
    tree: Tree,
    { name, cwd, isReadOnly }: { name: string; cwd: string; isReadOnly: boolean },
  ) {
    this.#sqlite = sqlite;
    this.#tree = tree;
    this.name = name;
    this.isReadOnly = isReadOnly;
    this.path = name === '' || name === ':memory:' ? undefined : resolvePath(cwd, name);
    this.#db = new sqlite.oo1.DB(':memory:', 'c');
    if (this.path !== undefined) this.#load(this.path);
    // Other files would be made in a file system that nobody sees.
    sqlite.capi.sqlite3_set_authorizer(
      this.#db,
      (_: number, action: number, file: string | number | null) =>
        action === ATTACH && file !== null && file !== '' && file !== ':memory:' ? DENY : 0,
      0,
    );
  }

  #load(path: string): void {
    const node = this.#tree.tryLookup(path);
    if (!node) {
      const folder = this.#tree.tryLookup(path.slice(0, path.lastIndexOf('/')) || '/');
      if (!folder?.children) throw new Error('unable to open database file');
      return;
    }
    if (!node.data) throw new Error('unable to open database file');
    if (node.data.length === 0) return;
    const bytes = node.data.slice();
    for (const at of JOURNAL_BYTES) if (bytes[at] === 2) bytes[at] = 1;
    const { capi, wasm } = this.#sqlite;
    const at = wasm.allocFromTypedArray(bytes);
    const flags =
      capi.SQLITE_DESERIALIZE_FREEONCLOSE |
      (this.isReadOnly ? capi.SQLITE_DESERIALIZE_READONLY : capi.SQLITE_DESERIALIZE_RESIZEABLE);
    const code = capi.sqlite3_deserialize(this.#db, 'main', at, bytes.length, bytes.length, flags);
    if (code !== 0) throw new Error('unable to open database file');
  }

  /** Runs each statement of a text. @throws SqlFault */
  *run(sql: string): Generator<Rows> {
    const { capi, wasm } = this.#sqlite;
    let rest = sql;
    while (rest.trim() !== '') {
      rest = rest.replace(/^\s+/, '');
      const scope = wasm.scopedAllocPush();
      let statement: PreparedStatement | null;
      let next: string;
      try {
        const [start] = wasm.scopedAllocCString(rest, true);
        const outStatement = wasm.scopedAllocPtr(1);
        const outTail = wasm.scopedAllocPtr(1);
        const code = capi.sqlite3_prepare_v3(
          this.#db,
          start as never,
          -1,
          0,
          outStatement as never,
          outTail as never,
        );
        if (code !== 0) throw this.#fault(code, 'prepare', rest);
        statement = wasm.peekPtr(outStatement as never) as unknown as PreparedStatement | null;
        const tail = wasm.peekPtr(outTail as never);
        next = wasm.cstrToJs(tail) ?? '';
      } finally {
        wasm.scopedAllocPop(scope);
      }
      if (!statement) {
        rest = next;
        continue;
      }
      try {
        yield this.#step(statement, rest);
      } finally {
        capi.sqlite3_finalize(statement);
      }
      rest = next;
    }
  }

  #step(statement: PreparedStatement, sql: string): Rows {
    const { capi } = this.#sqlite;
    const count = capi.sqlite3_column_count(statement);
    const rows: Cell[][] = [];
    const indexes = Array.from({ length: count }, (_, index) => index);
    let code = capi.sqlite3_step(statement);
    while (code === capi.SQLITE_ROW) {
      rows.push(indexes.map((index) => this.#cell(statement, index)));
      code = capi.sqlite3_step(statement);
    }
    if (!capi.sqlite3_stmt_readonly(statement)) this.#isDirty = true;
    if (code !== capi.SQLITE_DONE) throw this.#fault(code, 'step', sql);
    const columns = indexes.map((index) => capi.sqlite3_column_name(statement, index));
    return { columns, rows, explains: capi.sqlite3_stmt_isexplain(statement) };
  }

  #cell(statement: PreparedStatement, index: number): Cell {
    const { capi } = this.#sqlite;
    const kind = KINDS[capi.sqlite3_column_type(statement, index)] ?? 'null';
    if (kind === 'null') return { text: null, kind };
    if (kind === 'blob') {
      const bytes = capi.sqlite3_column_blob(statement, index) as unknown;
      const at = Number(bytes);
      const size = capi.sqlite3_column_bytes(statement, index);
      const heap = this.#sqlite.wasm.heap8u().slice(at, at + size);
      return { text: String.fromCharCode(...heap), kind };
    }
    return { text: capi.sqlite3_column_text(statement, index), kind };
  }

  #fault(code: number, stage: 'prepare' | 'step', sql: string): SqlFault {
    const { capi } = this.#sqlite;
    const offset = capi.sqlite3_error_offset(this.#db);
    return new SqlFault(capi.sqlite3_errmsg(this.#db), { code: code & 0xff, offset, stage, sql });
  }

  /** Rows of one statement, as plain text. @throws SqlFault */
  query(sql: string): readonly (readonly string[])[] {
    const [first] = this.run(sql);
    return (first?.rows ?? []).map((row) => row.map(({ text }) => text ?? ''));
  }

  isComplete(sql: string): boolean {
    return (
      this.#sqlite.capi.sqlite3_complete(`${sql};`) !== 0 && /;\s*$/.test(withoutComments(sql))
    );
  }

  get changes(): { readonly last: number; readonly total: number } {
    const { capi } = this.#sqlite;
    return {
      last: capi.sqlite3_changes(this.#db),
      total: capi.sqlite3_total_changes(this.#db),
    };
  }

  /** Writes the file, when something has changed and no transaction is open. @throws Error in words. */
  save(): void {
    const { capi } = this.#sqlite;
    if (!this.#isDirty || this.path === undefined || this.isReadOnly) return;
    if (!capi.sqlite3_get_autocommit(this.#db)) return;
    this.#isDirty = false;
    this.write(this.path);
  }

  /** Writes the database to a file. */
  write(path: string): void {
    try {
      this.#tree.writeFile(path, this.#sqlite.capi.sqlite3_js_db_export(this.#db));
    } catch (error) {
      throw new Error(`cannot write ${path}: ${strerror(error)}`, { cause: error });
    }
  }

  close(): void {
    this.#db.close();
  }
}

const withoutComments = (sql: string): string =>
  sql.replace(/--[^\n]*(?=\n|$)|\/\*[\s\S]*?\*\//g, (found) => (found.startsWith('--') ? '' : ' '));

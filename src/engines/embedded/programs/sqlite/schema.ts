import type { LabDatabase } from './database.ts';
import { literal, sqlName } from './render.ts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A statement of the schema as the shell shows it. */
function shown(sql: string): string {
  return /^CREATE TABLE ['"]/.test(sql)
    ? sql.replace(/^CREATE TABLE/, 'CREATE TABLE IF NOT EXISTS')
    : sql;
}

/** `.schema [PATTERN]` */
export function schemaText(db: LabDatabase, pattern: string | undefined): string {
  const wanted =
    pattern === undefined
      ? ''
      : ` AND (tbl_name LIKE ${text(pattern)} ESCAPE '\\' OR name LIKE ${text(pattern)} ESCAPE '\\')`;
  const rows = db.query(
    `SELECT sql, type, name FROM sqlite_schema WHERE sql NOT NULL${wanted} ORDER BY rowid`,
  );
  return rows
    .map(([sql = '', type, name = '']) => {
      if (type !== 'view') return `${shown(sql)};\n`;
      const columns = db
        .query(`SELECT name FROM pragma_table_info(${text(name)})`)
        .map(([one = '']) => one);
      return `${sql}\n/* ${sqlName(name)}(${columns.map(sqlName).join(',')}) */;\n`;
    })
    .join('');
}

/** Names in columns, as `.tables` and `.indexes` show them. */
export function nameColumns(names: readonly string[]): string {
  if (names.length === 0) return '';
  const width = Math.max(...names.map((name) => name.length));
  const columns = Math.max(1, Math.floor(80 / (width + 2)));
  const rows = Math.ceil(names.length / columns);
  return Array.from({ length: rows }, (_, row) => {
    const line = names.filter((_name, index) => index % rows === row);
    return `${line.map((name) => name.padEnd(width)).join('  ')}\n`;
  }).join('');
}

/** `.dump [PATTERN]` */
export function* dump(db: LabDatabase, pattern: string | undefined): Generator<string> {
  const wanted = pattern === undefined ? '' : ` AND tbl_name LIKE ${text(pattern)} ESCAPE '\\'`;
  yield 'PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n';
  const tables = db.query(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'${wanted} ORDER BY tbl_name = 'sqlite_sequence', rowid`,
  );
  for (const [name = '', sql = ''] of tables) {
    yield `${shown(sql)};\n`;
    yield* rowsOf(db, name);
  }
  const sequence = db.query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'");
  if (sequence.length > 0 && pattern === undefined) {
    yield 'DELETE FROM sqlite_sequence;\n';
    yield* rowsOf(db, 'sqlite_sequence');
  }
  for (const [sql = ''] of db.query(
    `SELECT sql FROM sqlite_schema WHERE sql NOT NULL AND type IN ('index','trigger','view')${wanted} ORDER BY rowid`,
  )) {
    yield `${sql};\n`;
  }
  yield 'COMMIT;\n';
}

function* rowsOf(db: LabDatabase, table: string): Generator<string> {
  for (const { rows } of db.run(`SELECT * FROM ${sqlName(table)}`)) {
    for (const row of rows) {
      yield `INSERT INTO ${sqlName(table)} VALUES(${row.map(literal).join(',')});\n`;
    }
  }
}

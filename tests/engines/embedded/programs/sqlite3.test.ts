import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createEmbeddedEngine } from '#engines';
import { openLab } from './tool-lab.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

test('a conversation in a terminal asks line by line, survives errors, and keeps the file', async () => {
  const container = await engine.boot();
  const process = await container.spawn('sqlite3', ['a.db'], { terminal: { cols: 80, rows: 24 } });
  const writer = process.input.getWriter();
  const reader = process.output.getReader();
  let shown = '';
  const until = async (text: string) => {
    while (!shown.includes(text)) {
      const part = await reader.read();
      if (part.done) throw new Error(`it ended after ${shown}`);
      shown += part.value;
    }
    const seen = shown.slice(0, shown.indexOf(text) + text.length);
    shown = shown.slice(seen.length);
    return seen;
  };
  assert.match(await until('sqlite> '), /^SQLite version 3\.\d+\.\d+/);
  await writer.write('create table t(a,\r');
  await until('   ...> ');
  await writer.write(' b);\r');
  await until('sqlite> ');
  assert.ok((await container.fs.readFile('a.db')).length > 0, 'kept before the next prompt');
  await writer.write('insert into t values(1, 2); select nope;\r');
  assert.match(await until('sqlite> '), /Parse error near line 3: no such column: nope/);
  await writer.write('.mode box\r');
  await until('sqlite> ');
  await writer.write('select * from t;\r');
  assert.match(await until('sqlite> '), /│ 1 │ 2 │/);
  await writer.write('.quit\r');
  assert.equal(await process.exit, 0);
  container.teardown();
});

test('Python reads what sqlite3 wrote, and the other way round; other files are out of reach', async () => {
  const lab = await openLab(engine, {});
  const { printed } = await lab.type(
    `sqlite3 a.db "create table t(a); insert into t values('from the shell')"; ` +
      `python3 -c "
import sqlite3
db = sqlite3.connect('a.db')
print(db.execute('select a from t').fetchone()[0])
db.execute('insert into t values(\\'from python\\')')
db.commit()
"; sqlite3 a.db 'select a from t where rowid = 2' "attach 'b.db' as b"; ls`,
  );
  assert.equal(
    printed,
    'from the shell\nfrom python\na.db\nError: in prepare, not authorized (23)\n',
  );
  lab.end();
});

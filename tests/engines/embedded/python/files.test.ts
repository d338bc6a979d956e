import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPython, treeOf, type Run } from './python-process.ts';

const text = ({ tree }: Run, path: string) =>
  new TextDecoder().decode(tree.readFile(`/home/lab/${path}`));
const changed = ({ delta }: Run) => delta.changed.entries.map(([path]) => path);

test('a program that changes nothing has an empty delta', async () => {
  const run = await runPython(['-c', 'print(open("a").read(), end="")'], { files: { a: 'x\n' } });
  assert.equal(run.stdout, 'x\n');
  assert.deepEqual(run.delta.removed, []);
  assert.deepEqual(run.delta.changed.entries, []);
});

test('files written, appended, truncated and never closed come back', async () => {
  const program = `
open("new", "w").write("né")
with open("log", "a") as f: f.write("two\\n")
with open("cut", "r+") as f: f.truncate(2)
with open("gap", "wb") as f: f.seek(3); f.write(b"x")
with open("gap", "r+b") as f: f.truncate(1); f.truncate(3)
kept = open("open", "w"); kept.write("not closed")
`;
  const run = await runPython(['-c', program], {
    files: { log: 'one\n', cut: 'abcdef', same: 's' },
  });
  assert.equal(run.stderr, '');
  assert.deepEqual(
    changed(run),
    ['cut', 'gap', 'log', 'new', 'open'].map((n) => `/home/lab/${n}`),
  );
  assert.equal(text(run, 'new'), 'né');
  assert.equal(text(run, 'log'), 'one\ntwo\n');
  assert.equal(text(run, 'cut'), 'ab');
  assert.equal(text(run, 'gap'), '\0\0\0');
  assert.equal(text(run, 'open'), 'not closed');
});

test('a renamed folder goes and comes with all in it, changed files too', async () => {
  const program = `import os
os.rename("d", "e")
with open("e/sub/x", "a") as f: f.write("!")
os.remove("e/y")
os.rename("gone", "over")
`;
  const files = { 'd/sub/x': '1', 'd/y': '2', 'd/z': '3', gone: 'new', over: 'old' };
  const run = await runPython(['-c', program], { files });
  assert.deepEqual(run.delta.removed, ['/home/lab/d', '/home/lab/gone']);
  assert.deepEqual(
    changed(run),
    ['e', 'e/sub', 'e/sub/x', 'e/z', 'over'].map((name) => `/home/lab/${name}`),
  );
  assert.equal(text(run, 'e/sub/x'), '1!');
  assert.equal(text(run, 'over'), 'new');
  assert.equal(run.tree.exists('/home/lab/d'), false);
});

test('a file may become a folder and a folder a file', async () => {
  const program = `import os, shutil
os.remove("a"); os.makedirs("a/b")
shutil.rmtree("f"); open("f", "w").write("file")
`;
  const run = await runPython(['-c', program], { files: { a: '', 'f/x/y': '' } });
  assert.deepEqual([...run.delta.removed].sort(), ['/home/lab/a', '/home/lab/f']);
  assert.equal(run.tree.stat('/home/lab/a/b').isFolder, true);
  assert.equal(text(run, 'f'), 'file');
});

test('links, modes and times are kept', async () => {
  const program = `import os, stat
os.symlink("x", "link"); os.chmod("x", 0o755); os.utime("y", (1e9, 1e9))
print(os.readlink("link"), os.path.realpath("link"), oct(stat.S_IMODE(os.stat("link").st_mode)))
print(oct(os.stat("new" if open("new", "w").close() else "new").st_mode), os.stat("y").st_mtime)
`;
  const run = await runPython(['-c', program], { files: { x: '1', y: '2' } });
  assert.equal(run.stderr, '');
  assert.equal(run.stdout, 'x /home/lab/x 0o755\n0o100644 1000000000.0\n');
  assert.deepEqual(
    changed(run),
    ['link', 'new', 'x', 'y'].map((name) => `/home/lab/${name}`),
  );
  assert.equal(run.tree.readlink('/home/lab/link'), 'x');
  assert.equal(run.tree.stat('/home/lab/x').mode, 0o100755);
  assert.equal(run.tree.stat('/home/lab/y').mtimeMs, 1e12);
});

test('a rename from /tmp to the lab works: it is one tree', async () => {
  const run = await runPython(
    [
      '-c',
      'import os, tempfile\nfd, p = tempfile.mkstemp()\nos.write(fd, b"t")\nos.replace(p, "a")\nprint(open("a").read(), os.listdir("/tmp"))',
    ],
    { files: { a: 'old' } },
  );
  assert.equal(run.stdout, 't []\n');
  assert.deepEqual(changed(run), ['/home/lab/a']);
});

test('a removed file can be read on while it is open', async () => {
  const program = 'import os\nf = open("a"); os.remove("a"); print(f.read(), os.path.exists("a"))';
  const run = await runPython(['-c', program], { files: { a: 'still' } });
  assert.equal(run.stdout, 'still False\n');
  assert.deepEqual(run.delta.removed, ['/home/lab/a']);
});

test('sqlite3 works on files, across connections and processes', async () => {
  const write = `import sqlite3
db = sqlite3.connect("a.db")
db.execute("create table t (x)")
db.executemany("insert into t values (?)", [(i,) for i in range(1000)])
db.commit()
db.execute("insert into t values (1)")
`;
  const first = await runPython(['-c', write]);
  assert.deepEqual(changed(first), ['/home/lab/a.db']);
  const read =
    'import sqlite3; print(sqlite3.connect("a.db").execute("select count(*), sum(x) from t").fetchone())';
  const second = await runPython(['-c', read], { tree: first.tree });
  assert.equal(second.stdout, '(1000, 499500)\n');
});

test('the limits of the tree reach Python as EFBIG and ENOSPC', async () => {
  const program = `import errno
for name, count, size in (("one", 1, 65), ("many", 5, 60)):
    try:
        for i in range(count):
            with open(name + str(i), "wb", 0) as f: f.write(bytes(size << 20))
    except OSError as error:
        print(name, errno.errorcode[error.errno])
`;
  const run = await runPython(['-c', program]);
  assert.equal(run.stdout, 'one EFBIG\nmany ENOSPC\n');
});

test('a name with a control character is refused', async () => {
  const run = await runPython(['-c', 'open("a\\nb", "w")']);
  assert.equal(run.code, 1);
  assert.match(run.stderr, /OSError: \[Errno 84\] .*: 'a\\nb'\n$/);
});

test('bytes that are no text, odd names and empty folders survive', async () => {
  const tree = treeOf({ 'ž ☃.bin': Uint8Array.of(0, 255, 13, 10) });
  const program = `import os
print(os.listdir("."), open("ž ☃.bin", "rb").read())
os.mkdir("empty"); open("ž ☃.bin", "ab").write(b"\\xfe")
`;
  const run = await runPython(['-c', program], { tree });
  assert.equal(run.stdout, "['ž ☃.bin'] b'\\x00\\xff\\r\\n'\n");
  assert.deepEqual([...run.tree.readFile('/home/lab/ž ☃.bin')], [0, 255, 13, 10, 254]);
  assert.deepEqual(run.tree.readdir('/home/lab/empty'), []);
});

test('no __pycache__ is left behind', async () => {
  const run = await runPython(['-c', 'import m'], { files: { 'm.py': '' } });
  assert.deepEqual(changed(run), []);
});

test('mmap reads a file and writes it back', async () => {
  const program = `import mmap
with open("a", "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
    print(m[:3]); m[:3] = b"XYZ"; m.flush()
`;
  const run = await runPython(['-c', program], { files: { a: 'abcdef' } });
  assert.equal(run.stderr, '');
  assert.equal(run.stdout, "b'abc'\n");
  assert.equal(text(run, 'a'), 'XYZdef');
});

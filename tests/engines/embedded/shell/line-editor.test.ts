import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Learner, type Options } from './interactive.ts';

const open: Learner[] = [];
after(() => open.forEach((learner) => learner.kernel.close()));

async function sitDown(options: Options = {}): Promise<Learner> {
  const learner = await Learner.sitDown(options);
  open.push(learner);
  return learner;
}

const LEFT = '\x1b[D';
const UP = '\x1b[A';
const DOWN = '\x1b[B';

test('the prompt names the folder and the branch', async () => {
  const learner = await sitDown({
    session: { env: { HOME: '/home', PATH: '/usr/bin:/bin' }, exported: ['HOME', 'PATH'] },
    files: { '/home/lab/.git/HEAD': 'ref: refs/heads/main\n', '/home/lab/deep/er/x': '' },
  });
  await learner.shows(['~/lab (main)$'], [0, 14]);
  await learner.run('cd deep/er');
  await learner.shows(['~/lab (main)$ cd deep/er', '~/lab/deep/er (main)$'], [1, 22]);
});

test('text is inserted at the cursor, and keys move by character, word and line', async () => {
  const learner = await sitDown();
  await learner.type('echo wrld', ['~$ echo wrld'], [0, 12]);
  await learner.type(LEFT.repeat(3) + 'o', ['~$ echo world'], [0, 10]);
  await learner.type('\x01', ['~$ echo world'], [0, 3]);
  await learner.type('\x05', ['~$ echo world'], [0, 13]);
  await learner.type('\x1bb', ['~$ echo world'], [0, 8]);
  await learner.type('\x1b[H\x1bf', ['~$ echo world'], [0, 7]);
  await learner.type('\x1b[F\x1b[1;5D', ['~$ echo world'], [0, 8]);
  await learner.type('\x1bOH\x1b[3~\x1b[3~', ['~$ ho world'], [0, 3]);
});

test('keys delete words and the line, and Ctrl-Y puts back', async () => {
  const learner = await sitDown();
  await learner.type('cp a/b.txt c/d.txt', ['~$ cp a/b.txt c/d.txt'], [0, 21]);
  await learner.type('\x1b\x7f', ['~$ cp a/b.txt c/d.'], [0, 18]);
  await learner.type('\x17', ['~$ cp a/b.txt'], [0, 14]);
  await learner.type('\x1bb\x1bb\x0b', ['~$ cp a/'], [0, 8]);
  await learner.type('\x19', ['~$ cp a/b.txt'], [0, 14]);
  await learner.type('\x7f\x7f\x15', ['~$'], [0, 3]);
  await learner.type('ab\x14', ['~$ ba'], [0, 5]);
});

test('a line wraps at the edge, and edits before the wrap redraw what follows', async () => {
  const learner = await sitDown({ columns: 10 });
  await learner.type('abcdefg', ['~$ abcdefg', ''], [1, 0]);
  await learner.type('hij', ['~$ abcdefg', 'hij'], [1, 3]);
  await learner.type('\x01X', ['~$ Xabcdef', 'ghij'], [0, 4]);
  await learner.type('\x1b[3~\x05', ['~$ Xbcdefg', 'hij'], [1, 3]);
  await learner.type('\x7f\x7f\x7f', ['~$ Xbcdefg', ''], [1, 0]);
  await learner.type('\x7f', ['~$ Xbcdef'], [0, 9]);
  await learner.type('12345678901\r', [
    '~$ Xbcdef1',
    '2345678901',
    'bash: Xbcd',
    'ef12345678',
    '901: comma',
    'nd not fou',
    'nd',
    '~$',
  ]);
});

test('wide characters take two columns and never straddle the edge; marks take none', async () => {
  const learner = await sitDown({ columns: 10 });
  await learner.type('日本語', ['~$ 日本語'], [0, 9]);
  await learner.type('字', ['~$ 日本語', '字'], [1, 2]);
  await learner.type(LEFT.repeat(2), ['~$ 日本語', '字'], [0, 7]);
  await learner.type('\x7fe\u0301', ['~$ 日e\u0301語字'], [0, 6]);
  await learner.type('\x7f', ['~$ 日語字'], [0, 5]);
});

test('after a resize the line is drawn anew', async () => {
  const learner = await sitDown({ columns: 12 });
  await learner.type('echo one two three', ['~$ echo one', 'two three'], [1, 9]);
  learner.kernel.send({ type: 'resize', columns: 30, rows: 24 });
  learner.screen.resize(30);
  await learner.type('!', ['~$ echo one two three!'], [0, 22]);
  learner.kernel.send({ type: 'resize', columns: 9, rows: 24 });
  learner.screen.resize(9);
  await learner.type('?', ['~$ echo o', 'ne two th', 'ree!?'], [2, 5]);
});

test('up and down walk through history, and the draft is not lost', async () => {
  const learner = await sitDown({ session: { history: ['first', 'second'] } });
  await learner.type('draf', ['~$ draf']);
  await learner.type(UP, ['~$ second'], [0, 9]);
  await learner.type(UP + UP, ['~$ first'], [0, 8]);
  await learner.type(DOWN + DOWN + DOWN, ['~$ draf'], [0, 7]);
  await learner.run('\x15echo new');
  await learner.type(UP, ['~$ echo new', 'new', '~$ echo new']);
});

test('a line is kept once when repeated, and not at all behind a blank', async () => {
  const learner = await sitDown();
  for (const line of ['echo a', 'echo a', ' echo secret', 'echo b']) await learner.run(line);
  assert.deepEqual(learner.session?.history, ['echo a', 'echo b']);
});

test('Ctrl-R searches back, goes on, and can be left', async () => {
  const learner = await sitDown({ session: { history: ['git log', 'ls', 'git status', 'pwd'] } });
  await learner.type('x\x12', ["(reverse-i-search)`': x"]);
  await learner.type('git', ["(reverse-i-search)`git': git status"], [0, 25]);
  await learner.type('\x12', ["(reverse-i-search)`git': git log"]);
  await learner.type('\x12', ["(failed reverse-i-search)`git': git log"]);
  await learner.type('\x07', ['~$ x'], [0, 4]);
  await learner.type('\x12pw\x05', ['~$ pwd'], [0, 6]);
});

test('an open quote, a here-document, a loop and a backslash ask for more rows', async () => {
  const learner = await sitDown();
  await learner.type('echo "a\r', ['~$ echo "a', '>'], [1, 2]);
  await learner.type('b"\r', ['~$ echo "a', '> b"', 'a', 'b', '~$'], [4, 3]);
  await learner.run('clear');
  await learner.run('for i in 1 2\rdo\r  echo $i\rdone');
  await learner.shows(['~$ for i in 1 2', '> do', '>   echo $i', '> done', '1', '2', '~$']);
  await learner.run('clear');
  await learner.run('cat <<EOF\r  x\rEOF');
  await learner.shows(['~$ cat <<EOF', '>   x', '> EOF', '  x', '~$']);
  await learner.run('clear');
  await learner.run('echo a \\\r b &&\recho c');
  await learner.shows(['~$ echo a \\', '>  b &&', '> echo c', 'a b', 'c', '~$']);
  await learner.type(UP, [
    '~$ echo a \\',
    '>  b &&',
    '> echo c',
    'a b',
    'c',
    '~$ echo a \\',
    '>  b &&',
    '> echo c',
  ]);
});

test('a bracketed paste waits for Enter; a plain one runs line by line', async () => {
  const learner = await sitDown();
  await learner.type('\x1b[200~echo 1\recho', ['~$']);
  await learner.type(' 2\x1b[201~', ['~$ echo 1', '> echo 2'], [1, 8]);
  await learner.type('\r', ['~$ echo 1', '> echo 2', '1', '2', '~$']);
  await learner.run('clear');
  await learner.type('echo 3\recho 4\r', ['~$ echo 3', '3', '~$ echo 4', '4', '~$']);
});

test('control characters of a paste are shown, not obeyed', async () => {
  const learner = await sitDown();
  await learner.type('\x1b[200~a\x1b[31mb\x07\x1b[201~', ['~$ a^[[31mb^G'], [0, 13]);
});

test('Ctrl-C drops the line, Ctrl-D on an empty one ends the shell, Ctrl-Z says its word', async () => {
  const learner = await sitDown();
  await learner.type('echo half\x1b[D\x03', ['~$ echo half^C', '~$'], [1, 3]);
  await learner.type('\x0cab\x1b[D\x04', ['~$ a'], [0, 4]);
  await learner.type('\x1a', [
    '~$ a',
    'Ctrl-Z does nothing here: a program cannot be put aside. Ctrl-C stops it.',
    '~$ a',
  ]);
  await learner.type('\x15\x04', [
    '~$ a',
    'Ctrl-Z does nothing here: a program cannot be put aside. Ctrl-C stops it.',
    '~$',
    'exit',
    '',
  ]);
  assert.equal(await learner.kernel.exit(), 0);
});

test('typing at the end sends what was typed and nothing more', async () => {
  const learner = await sitDown();
  await learner.type('ech', ['~$ ech']);
  const before = learner.kernel.said.length;
  await learner.type('o', ['~$ echo']);
  const sent = learner.kernel.said
    .slice(before)
    .map((message) => (message.type === 'output' ? new TextDecoder().decode(message.data) : ''));
  assert.deepEqual(sent, ['o']);
});

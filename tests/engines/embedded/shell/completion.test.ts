import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { quoted } from '../../../../src/engines/embedded/shell/completion/quoting.ts';
import { wordAtCursor } from '../../../../src/engines/embedded/shell/completion/word-at-cursor.ts';
import { visible } from '../../../../src/engines/embedded/kernel/line-editor/width.ts';
import { Learner, type Options } from './interactive.ts';

const open: Learner[] = [];
after(() => open.forEach((learner) => learner.kernel.close()));

async function sitDown(options: Options = {}): Promise<Learner> {
  const learner = await Learner.sitDown(options);
  open.push(learner);
  return learner;
}

const FILES = {
  '/home/lab/model.json': '',
  '/home/lab/models/one.bin': '',
  '/home/lab/my file (1).txt': '',
  "/home/lab/it's.txt": '',
  '/home/lab/.hidden': '',
  '/home/lab/only/here.txt': '',
};

test('Tab completes a command, and a blank follows', async () => {
  const learner = await sitDown({ programs: { python3: () => assert.fail() } });
  await learner.type('pyth\t', ['~$ python3'], [0, 11]);
  await learner.type('\x15if true; then md5\t', ['~$ if true; then md5sum'], [0, 24]);
  await learner.type('\x15ls | uni\tq\t', ['~$ ls | uniq'], [0, 13]);
});

test('Tab completes a path, goes into folders, and quotes odd names', async () => {
  const learner = await sitDown({ files: FILES });
  await learner.type('cat on\t', ['~$ cat only/'], [0, 12]);
  await learner.type('\t', ['~$ cat only/here.txt'], [0, 21]);
  await learner.type('\x15cat my\t', ['~$ cat my\\ file\\ \\(1\\).txt'], [0, 27]);
  await learner.type('\x15cat "my\t', ['~$ cat "my file (1).txt"'], [0, 25]);
  await learner.type("\x15cat 'it\t", ["~$ cat 'it'\\''s.txt'"], [0, 21]);
  await learner.type('\x15cat it\t', ["~$ cat it\\'s.txt"], [0, 17]);
  await learner.type('\x15cat ~/onl\t\t', ['~$ cat ~/only/here.txt']);
  await learner.type('\x15cat .h\t', ['~$ cat .hidden']);
  await learner.type('\x15echo x > onl\t', ['~$ echo x > only/']);
});

test('what all choices begin with is inserted; the second Tab lists them in columns', async () => {
  const learner = await sitDown({ files: FILES, columns: 30 });
  await learner.type('ls mo\t', ['~$ ls model']);
  await learner.type('\t', ['~$ ls model', 'model.json  models/', '~$ ls model'], [2, 11]);
  await learner.type('s\t', ['~$ ls model', 'model.json  models/', '~$ ls models/']);
});

test('cd is offered folders only', async () => {
  const learner = await sitDown({ files: FILES });
  await learner.type('cd mod\t', ['~$ cd models/']);
});

test('git is offered its subcommands and branches, and $ the variables', async () => {
  const learner = await sitDown({
    programs: { git: () => assert.fail() },
    files: {
      '/home/lab/.git/HEAD': 'ref: refs/heads/main\n',
      '/home/lab/.git/refs/heads/feature/tidy': '',
      '/home/lab/.git/refs/heads/main': '',
    },
  });
  await learner.type('git sta\t', ['~ (main)$ git sta']);
  await learner.type('tu\t', ['~ (main)$ git status'], [0, 21]);
  await learner.type('\x15git switch fe\t', ['~ (main)$ git switch feature/tidy']);
  await learner.type('\x15echo $HOM\t', ['~ (main)$ echo $HOME']);
});

test('functions of the session are completed as commands', async () => {
  const learner = await sitDown();
  await learner.run('fingerprint_all() { echo done; }');
  await learner.run('clear');
  await learner.type('fingerp\t', ['~$ fingerprint_all']);
});

test('the word at the cursor is read as the shell reads it', () => {
  const word = (text: string) => {
    const { value, quote, before, redirected } = wordAtCursor(text);
    return [value, quote, before.join(' '), redirected] as const;
  };
  assert.deepEqual(word('cat a\\ b'), ['a b', '', 'cat', false]);
  assert.deepEqual(word('cat "a b'), ['a b', '"', 'cat', false]);
  assert.deepEqual(word('A=1 pyth'), ['pyth', '', '', false]);
  assert.deepEqual(word('x=$(gi'), ['gi', '', '', false]);
  assert.deepEqual(word('cd a && ls b; git co'), ['co', '', 'git', false]);
  assert.deepEqual(word('echo hi 2> er'), ['er', '', 'echo hi', true]);
  assert.deepEqual(word('for f in x; do c'), ['c', '', '', false]);
});

test('control characters of a name are neither inserted nor shown raw', () => {
  assert.equal(quoted('a\x1b[31mb\n', '', true), "$'a\\x1b[31mb\\x0a'");
  assert.equal(visible('a\x1b[31mb\n\x9b'), 'a^[[31mb^J?');
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { result } from './fake-kernel.ts';
import { Learner, type Options } from './interactive.ts';

const open: Learner[] = [];
after(() => open.forEach((learner) => learner.kernel.close()));

async function sitDown(options: Options = {}): Promise<Learner> {
  const learner = await Learner.sitDown(options);
  open.push(learner);
  return learner;
}

test('folder, variables, functions, aliases, arrays, options and status live from line to line', async () => {
  const learner = await sitDown();
  for (const line of [
    'mkdir d; cd d; x=5; export Y=6; a=(1 "2 3"); declare -A m=([k]=v)',
    'f() { echo "f $1 $x"; return 3; }',
    "alias say='echo said'",
    'f arg',
    'echo $? $Y ${a[1]} ${m[k]} ${#a[@]}',
    'say it; pwd',
    'false | true | false; echo "${PIPESTATUS[@]}"',
    'false | true',
    'echo "${PIPESTATUS[@]}"',
    'echo last',
    'echo "$_"',
    'set -o pipefail; false | true; echo $?; cd -',
  ]) {
    await learner.run(line);
  }
  assert.deepEqual(
    learner.screen.rows.filter((row) => !row.includes('$ ')),
    [
      'f arg 5',
      '3 6 2 3 v 2',
      'said it',
      '/home/lab/d',
      '1 0 1',
      '1 0',
      'last',
      'last',
      '1',
      '/home/lab',
      '~$',
    ],
  );
});

test('a successor goes on with the session, after a line that had to be stopped too', async () => {
  const first = await sitDown();
  await first.run(
    'f() { echo "f $x ${a[1]}"; }; x=5; a=(1 2); export E=1; set -u; cd /tmp; alias l=ls',
  );
  const session = first.session;
  assert.ok(session);
  const second = await sitDown({ session });
  await second.run('f; echo $E; echo $nope; pwd; l');
  await second.shows([
    '/tmp$ f; echo $E; echo $nope; pwd; l',
    'f 5 2',
    '1',
    'bash: nope: unbound variable',
    '/tmp$',
  ]);
  await second.run('echo $?; pwd');
  assert.deepEqual(second.screen.rows.slice(-3), ['1', '/tmp', '/tmp$']);
});

test('functions that come from a file are kept as well', async () => {
  const learner = await sitDown({ files: { '/home/lab/env.sh': 'greet() { echo hello $1; }\n' } });
  await learner.run('source env.sh');
  const successor = await sitDown({ session: learner.session ?? {} });
  await successor.run('greet you');
  await successor.shows(['~$ greet you', 'hello you', '~$']);
});

test('an interrupt stops the line, and the session is as it was', async () => {
  const learner = await sitDown();
  await learner.run('x=5; f() { echo f $x; }');
  for (const endless of [
    'sleep 100',
    'while true; do :; done',
    'for (( ; ; )); do echo y; sleep 0.01; done > out',
  ]) {
    const before = learner.kernel.said.length;
    const running = () =>
      learner.kernel.said.slice(before).some((said) => said.type === 'running' && said.running);
    learner.kernel.send({ type: 'input', text: `${endless}\r` });
    await learner.kernel.until(running);
    learner.kernel.send({ type: 'interrupt' });
    const after = () => learner.kernel.said.slice(before);
    await learner.kernel.until(() => after().some(({ type }) => type === 'interrupted'));
    await learner.kernel.until(() =>
      after().some((said) => said.type === 'running' && !said.running),
    );
  }
  await learner.run('clear');
  await learner.run('f');
  await learner.shows(['~$ f', 'f 5', '~$']);
  learner.kernel.send({ type: 'input', text: 'sleep 100\r' });
  await learner.see(
    () => learner.screen.rows.at(-1) === '~$ sleep 100' || learner.screen.rows.length > 3,
  );
  learner.kernel.send({ type: 'interrupt' });
  await learner.shows(['~$ f', 'f 5', '~$ sleep 100', '^C', '~$']);
  await learner.run('echo $?');
  assert.equal(learner.screen.rows.at(-2), '130');
});

test('what is typed at the first prompt waits for the interpreter and finds the session as it is', async () => {
  const learner = await sitDown({
    session: { options: ['nounset'], definitions: 'f() { echo f; }' },
  });
  learner.kernel.send({ type: 'input', text: 'f\rtrue; echo $none\r' });
  await learner.shows(['~$ f', 'f', '~$ true; echo $none', 'bash: none: unbound variable', '~$']);
});

test('a program alone in the foreground streams, to a file too; in a pipe or substituted it does not', async () => {
  const learner = await sitDown({
    programs: {
      py: ({ argv, foreground }, terminal) => {
        if (!foreground) return result(`bg ${argv[1]}\n`);
        terminal(`fg ${argv[1]}\r\n`);
        return result('', 4);
      },
    },
    files: { '/home/lab/run.sh': 'py script\npy script | cat\n', '/home/lab/a/x': '' },
  });
  const foreground = async (line: string) => {
    const from = learner.kernel.runs.length;
    await learner.run(line);
    return learner.kernel.runs.slice(from).map((request) => request.foreground);
  };
  assert.deepEqual(await foreground('py 1'), [true]);
  assert.deepEqual(await foreground('V=1 py 1'), [true]);
  assert.deepEqual(await foreground('cd a && py 1 || py 2; cd ..'), [true, true]);
  assert.deepEqual(await foreground('if ! py 1; then py 2; fi'), [true, true]);
  assert.deepEqual(await foreground('for i in 1 2; do py $i; done'), [true, true]);
  assert.deepEqual(await foreground('(py 1); { py 2; }'), [true, true]);
  assert.deepEqual(await foreground('bash run.sh; sh -c "py 1"'), [true, false, true]);
  assert.deepEqual(await foreground('py 1 | head; py 1 > out; py 1 2>/dev/null; py 1 < out'), [
    false,
    true,
    true,
    true,
  ]);
  assert.deepEqual(await foreground('x=$(py 1); { py 2; } | cat; (py 3) > out'), [
    false,
    false,
    false,
  ]);
  assert.deepEqual(await foreground('f() { py 1; }; f | cat; f'), [false, true]);
  await learner.run('clear');
  await learner.run('py 7; echo $?; py 8 | cat');
  await learner.shows(['~$ py 7; echo $?; py 8 | cat', 'fg 7', '4', 'bg 8', '~$']);
});

test('output of a loop appears while it runs', async () => {
  const seen: string[] = [];
  const learner: Learner = await sitDown({
    programs: {
      look: () => {
        learner.refresh();
        seen.push(learner.screen.rows.join('|'));
        return result('');
      },
    },
  });
  await learner.run('for i in 1 2; do echo $i; sleep 0.05; look; done');
  const line = '~$ for i in 1 2; do echo $i; sleep 0.05; look; done';
  assert.deepEqual(seen, [`${line}|1|`, `${line}|1|2|`]);
});

test('output without a line end is marked, and the prompt stands on a row of its own', async () => {
  const learner = await sitDown({ columns: 20 });
  await learner.run('printf abc');
  await learner.shows(['~$ printf abc', 'abc⏎', '~$'], [2, 3]);
});

test('read and cat take what the learner types', async () => {
  const learner = await sitDown();
  await learner.type('read -p "Your name? " name; echo "Hello, $name"\r', [
    '~$ read -p "Your name? " name; echo "Hello, $name"',
    'Your name?',
  ]);
  await learner.type('Adaa\x7f Lovelace\r', [
    '~$ read -p "Your name? " name; echo "Hello, $name"',
    'Your name? Ada Lovelace',
    'Hello, Ada Lovelace',
    '~$',
  ]);
  await learner.run('clear');
  await learner.type('cat > notes\r', ['~$ cat > notes', '']);
  await learner.type('one\rtwo\r\x04', ['~$ cat > notes', 'one', 'two', '~$']);
  assert.equal(
    new TextDecoder().decode(learner.kernel.tree.readFile('/home/lab/notes')),
    'one\ntwo\n',
  );
});

test("a line with a syntax error runs nothing of it, in bash's words", async () => {
  const learner = await sitDown();
  await learner.run('echo a; fi');
  await learner.shows(['~$ echo a; fi', "bash: syntax error near unexpected token `fi'", '~$']);
  await learner.run('echo $?');
  assert.equal(learner.screen.rows.at(-2), '2');
});

test('a command that is not there is explained where a learner may miss it', async () => {
  const learner = await sitDown();
  await learner.run('pip install x');
  await learner.run('foo');
  await learner.shows([
    '~$ pip install x',
    'bash: pip: command not found',
    'This lab has no network, so nothing can be installed.',
    '~$ foo',
    'bash: foo: command not found',
    '~$',
  ]);
});

test('ls fills columns in the terminal, and one row each in a pipe', async () => {
  const learner = await sitDown({
    columns: 24,
    files: { '/home/lab/a': '', '/home/lab/bb/c': '', '/home/lab/d': '' },
  });
  await learner.run('ls; ls | cat');
  await learner.shows(['~$ ls; ls | cat', 'a   bb  d', 'a', 'bb', 'd', '~$']);
});

test('exit ends the shell with its code, and so does set -e at a failing line', async () => {
  const one = await sitDown();
  one.kernel.send({ type: 'input', text: 'exit 3\r' });
  assert.equal(await one.kernel.exit(), 3);
  const other = await sitDown();
  await other.run('set -e');
  other.kernel.send({ type: 'input', text: 'false\r' });
  assert.equal(await other.kernel.exit(), 1);
});

test('the kernel hears when a line begins and ends, and gets the session with its history', async () => {
  const learner = await sitDown();
  const from = learner.kernel.said.length;
  await learner.run('x=1');
  const heard = learner.kernel.said.slice(from).flatMap((message): (string | boolean)[] => {
    if (message.type === 'running') return [message.running];
    return message.type === 'session' ? ['session'] : [];
  });
  assert.deepEqual(heard, [true, false, 'session']);
  assert.deepEqual(learner.session?.history, ['x=1']);
  assert.equal(learner.session.env['x'], '1');
  assert.ok(!learner.session.exported.includes('x'));
});

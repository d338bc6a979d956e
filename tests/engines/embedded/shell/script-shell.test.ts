import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeKernel, result, SESSION, type Program } from './fake-kernel.ts';

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, index) => index);

const programs: Record<string, Program> = {
  all: () => result(ALL_BYTES),
  same: ({ stdin }) =>
    result(`${stdin.length === 256 && stdin.every((byte, index) => byte === index)}\n`),
  say: ({ argv, env }) =>
    result(
      `${argv.slice(1).join(',')} ${env['MARK'] ?? '-'}\n`,
      Number(argv[1] ?? 0) || 0,
      'note\n',
    ),
};

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly kernel: FakeKernel;
}

async function bash(
  argv: readonly string[],
  options: Parameters<FakeKernel['start']>[1] & { files?: Record<string, string> } = {},
): Promise<Ran> {
  const { files = {}, ...start } = options;
  const kernel = await FakeKernel.boot(programs);
  for (const [path, text] of Object.entries(files)) {
    kernel.tree.writeFile(`/home/lab/${path}`, text, {
      mode: path.endsWith('.sh') ? 0o755 : 0o644,
    });
  }
  kernel.start(['bash', ...argv], start);
  const code = await kernel.exit();
  return { code, out: kernel.output(1), err: kernel.output(2), kernel };
}

const line = (source: string, ...args: string[]) => bash(['-c', source, ...args]);

test('output and errors leave on their own descriptors, and the last status is the exit code', async () => {
  const { code, out, err } = await line('echo one; echo two >&2; exit 7');
  assert.deepEqual([code, out, err], [7, 'one\n', 'two\n']);
});

test('a command that is not there gives 127, one that cannot be run 126, as bash says it', async () => {
  const { out, err } = await bash(
    ['-c', 'nope; echo $?; ./nope; echo $?; ./plain; echo $?; ./folder; echo $?'],
    { files: { plain: 'echo hi\n', folder: '' } },
  );
  assert.equal(out, '127\n127\n126\n126\n');
  assert.equal(
    err,
    'bash: nope: command not found\n' +
      'bash: ./nope: No such file or directory\n' +
      'bash: ./plain: Permission denied\n' +
      'bash: ./folder: Permission denied\n',
  );
});

test('a script that is not there gives 127, a folder 126', async () => {
  assert.deepEqual(await bash(['nope.sh']).then(({ code, err }) => [code, err]), [
    127,
    'bash: nope.sh: No such file or directory\n',
  ]);
  assert.deepEqual(await bash(['/home']).then(({ code, err }) => [code, err]), [
    126,
    'bash: /home: Is a directory\n',
  ]);
});

test('a script sees its name and arguments', async () => {
  const { out } = await bash(['s.sh', 'a b', 'c'], {
    files: { 's.sh': 'echo "$0" $# "$1" "$2"; for x in "$@"; do echo "[$x]"; done' },
  });
  assert.equal(out, 's.sh 2 a b c\n[a b]\n[c]\n');
});

test('-c takes a name and arguments, and sh is the same shell', async () => {
  assert.equal((await line('echo $0 $1', 'me', 'x')).out, 'me x\n');
  const { out } = await bash(['-c', 'sh -c "echo inner \\$0 \\$1" name arg']);
  assert.equal(out, 'inner name arg\n');
});

test('without a script the shell reads its standard input as one', async () => {
  const { out } = await bash([], { stdin: new TextEncoder().encode('echo from stdin\n') });
  assert.equal(out, 'from stdin\n');
});

test('commands read the standard input that the shell was given', async () => {
  const { out } = await bash(['-c', 'read first; echo "[$first]"; cat'], {
    stdin: new TextEncoder().encode('one\ntwo\n'),
  });
  assert.equal(out, '[one]\ntwo\n');
});

test('all 256 bytes survive redirections, pipes, cat, cp and standard input', async () => {
  const { out, err, kernel } = await line(
    'all > a; same < a; all | same; cat a | same; cp a b; cat b > c; same < c; cat < a >> d; same < d',
  );
  assert.equal(err, '');
  assert.equal(out, 'true\n'.repeat(5));
  for (const name of 'abcd') {
    assert.deepEqual(kernel.tree.readFile(`/home/lab/${name}`), ALL_BYTES);
  }
});

test('bytes reach the output as they are', async () => {
  const { kernel } = await line('all');
  assert.deepEqual(kernel.bytes(1), ALL_BYTES);
});

test('programs get arguments, folder, exported variables and give their status', async () => {
  const { out, err, kernel } = await line(
    'mkdir d; cd d; MARK=1 say 3 "a b"; echo $?; export MARK=2; hidden=1; say 0; say 1 || echo failed',
  );
  assert.equal(out, '3,a b 1\n3\n0 2\n1 2\nfailed\n');
  assert.equal(err, 'note\n'.repeat(3));
  assert.deepEqual(
    kernel.runs.map(({ cwd, foreground, env }) => [cwd, foreground, 'hidden' in env]),
    [
      ['/home/lab/d', true, false],
      ['/home/lab/d', true, false],
      ['/home/lab/d', true, false],
    ],
  );
});

test('an executable script runs by its first line', async () => {
  const { out, err, code } = await bash(['-c', './b.sh x; ./p.sh 1 y; ./odd.sh'], {
    files: {
      'b.sh': '#!/bin/sh\necho $0 $1\n',
      'p.sh': '#!/usr/bin/env say\n',
      'odd.sh': '#!/opt/none\n',
    },
  });
  assert.equal(out, './b.sh x\n./p.sh,1,y -\n');
  assert.match(err, /bash: \.\/odd\.sh: none: bad interpreter: No such file or directory\n$/);
  assert.equal(code, 126);
});

test('set -e ends at a failing command, and spares conditions', async () => {
  const { code, out } = await line(
    'set -e; false || true; if false; then :; fi; ! true; echo on; x=$(false); echo never',
  );
  assert.deepEqual([code, out], [1, 'on\n']);
});

test('set -u ends the script at an unbound variable, inside compound commands too', async () => {
  for (const source of [
    'set -u; echo $nope; echo no',
    'set -u; if true; then echo $nope; fi; echo no',
    'set -u; for i in 1; do echo ${nope}; done; echo no',
  ]) {
    const { code, out, err } = await line(source);
    assert.deepEqual([code, out, err], [1, '', 'bash: nope: unbound variable\n'], source);
  }
});

test('a status survives assignment from a substitution, with what it wrote to standard error', async () => {
  const { out, err } = await line('x=$(say 3); echo "$? [$x]"');
  assert.deepEqual([out, err], ['3 [3 -]\n', 'note\n']);
});

test('a syntax error gives 2', async () => {
  const { code, err } = await line('if true; then');
  assert.deepEqual([code, err], [2, 'bash: syntax error: unexpected end of file\n']);
});

test('output streams: each command of a loop writes before the next one starts', async () => {
  const order: string[] = [];
  const kernel = await FakeKernel.boot({
    look: () => {
      order.push(kernel.output(1));
      return result('');
    },
  });
  kernel.start(['bash', '-c', 'for i in 1 2; do echo $i; sleep 0.1; look; done']);
  await kernel.exit();
  assert.deepEqual(order, ['1\n', '1\n2\n']);
});

test('an interrupt ends a loop that writes, one that sleeps and one that does nothing', async () => {
  for (const source of ['while true; do echo y; done', 'sleep 100', 'while :; do :; done']) {
    const kernel = await FakeKernel.boot({});
    kernel.start(['bash', '-c', `echo begin; ${source}; echo end`]);
    await kernel.until(() => kernel.output().startsWith('begin'));
    kernel.send({ type: 'signal', name: 'INT' });
    assert.equal(await kernel.exit(), 130, source);
    assert.ok(kernel.said.some((said) => said.type === 'signalled' && !said.goesOn));
    assert.doesNotMatch(kernel.output(), /end/);
  }
});

test('a flood of output is cut with a word of why', async () => {
  const kernel = await FakeKernel.boot({ flood: () => result(new Uint8Array(20 * 2 ** 20)) });
  kernel.start(['bash', '-c', 'flood; flood; flood; echo end']);
  await kernel.exit();
  assert.equal(
    kernel.output(2),
    [
      '\nlab: the output is longer than 32 MB, so the line was stopped. ',
      'Write it to a file with > or shorten it with head.\n',
    ].join(''),
  );
});

test("a session's definitions and options hold in a shell that is not interactive", async () => {
  const { out, code } = await bash(['-c', 'greet; false; echo no'], {
    session: { ...SESSION, definitions: 'greet() { echo hello; }', options: ['errexit'] },
  });
  assert.deepEqual([code, out], [1, 'hello\n']);
});

test('exported variables reach what xargs, timeout, find and env run', async () => {
  const { out } = await bash(
    [
      '-c',
      'export MARK=2; echo x | xargs say; timeout 5 say y; find . -name f -exec say {} \\;; ' +
        'MARK=3 timeout 5 say z; env MARK=4 say 0; say end',
    ],
    { files: { f: '' } },
  );
  assert.equal(out, 'x 2\ny 2\n./f 2\nz 3\n0 4\nend 2\n');
});

test('a loop without words goes through the arguments, spaces and all', async () => {
  const loop =
    'for x; do echo "<$x>"; done; f() { for y do echo "[$y]"; done; }; f "p q" r; for z in; do echo no; done';
  assert.equal((await line(loop, 'bash', 'a', 'b c')).out, '<a>\n<b c>\n[p q]\n[r]\n');
});

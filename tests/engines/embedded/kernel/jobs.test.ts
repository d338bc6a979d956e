import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { LabContainer } from '#container';
import { createEmbeddedEngine } from '#engines';
import { run, Terminal } from '../../../container/terminal.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

const bash = async (source: string, files: Record<string, string> = {}) => {
  const container = await engine.boot();
  await write(container, files);
  const { exitCode, output } = await run(container, 'bash', ['-c', source]);
  container.teardown();
  return [exitCode, output] as const;
};

async function write(container: LabContainer, files: Record<string, string>): Promise<void> {
  for (const [path, contents] of Object.entries(files))
    await container.fs.writeFile(path, contents);
}

test('a background job runs beside the shell, and wait gives its exit code', async () => {
  assert.deepEqual(await bash('(sleep 0.3; echo late; exit 3) & echo first; wait $!; echo $?'), [
    0,
    'first\nlate\n3\n',
  ]);
});

test('a background job is a copy of the shell: variables, arrays, functions, arguments and options', async () => {
  const source =
    'x=1; a=(p "q r"); f() { echo "f:$1"; }; set -- one two; set -u\n' +
    '{ echo "$x ${a[1]} $2 $#"; f z; x=2; echo ${none}; } & wait $!; echo "$? $x"';
  const [code, output] = await bash(source);
  assert.equal(code, 0);
  assert.equal(output, '1 q r two 2\nf:z\nbash: none: unbound variable\n1 1\n');
});

test('jobs run side by side: the first waits for what the second does', async () => {
  assert.deepEqual(
    await bash('{ until [ -e x ]; do sleep 0.02; done; echo seen; } & { touch x; } & wait; rm x'),
    [0, 'seen\n'],
  );
});

test('kill ends a job with the signal’s exit code, and kill -0 asks whether a process lives', async () => {
  assert.deepEqual(
    await bash('for s in TERM KILL INT HUP; do sleep 100 & kill -$s $!; wait $!; echo $?; done'),
    [0, '143\n137\n130\n129\n'],
  );
  assert.deepEqual(
    await bash('sleep 100 & kill -0 $! && echo lives; kill $!; wait $!; kill -0 $!'),
    [1, `lives\nbash: kill: (3) - No such process\n`],
  );
});

test('kill words what it cannot do as bash does', async () => {
  const [, output] = await bash(
    'kill; kill -NOPE 1; kill abc; kill %7; kill -l 15 130; wait 99999',
  );
  assert.equal(
    output,
    'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n' +
      'bash: kill: NOPE: invalid signal specification\n' +
      'bash: kill: abc: arguments must be process or job IDs\n' +
      'bash: kill: %7: no such job\n' +
      'TERM\nINT\n' +
      'bash: wait: pid 99999 is not a child of this shell\n',
  );
});

test('an endless producer ends when head has enough, as by a broken pipe', async () => {
  assert.deepEqual(await bash('yes | head -3; echo "${PIPESTATUS[@]}"; yes no | head -n 1'), [
    0,
    'y\ny\ny\n141 0\nno\n',
  ]);
});

test('a program’s output reaches its file while it runs, and both outputs may share one', async () => {
  assert.deepEqual(
    await bash(
      'yes go > log & until grep -q go log 2>/dev/null; do sleep 0.02; done; kill $!; head -1 log',
    ),
    [0, 'go\n'],
  );
  assert.deepEqual(
    await bash(
      'git nope > all 2>&1; wc -l < all; git nope 2>/dev/null; git nope &> x; cat < x > y; wc -l y',
    ),
    [0, '1\n1 y\n'],
  );
});

test('a redirection that cannot be starts nothing', async () => {
  assert.deepEqual(
    await bash('yes > none/x; echo $?; yes > /tmp; echo $?; set -C; > f; yes > f; echo $?'),
    [
      0,
      'bash: none/x: No such file or directory\n1\nbash: /tmp: Is a directory\n1\nbash: f: cannot overwrite existing file\n1\n',
    ],
  );
});

test('trap on EXIT runs however the shell ends, with its status, and keeps the exit code', async () => {
  const trap = 'f() { echo "bye $? $x"; }; x=1; trap f EXIT; x=2;';
  assert.deepEqual(await bash(`${trap} (exit 4)`), [4, 'bye 4 2\n']);
  assert.deepEqual(await bash(`${trap} exit 5; echo never`), [5, 'bye 5 2\n']);
  assert.deepEqual(await bash(`${trap} set -e; false; echo never`), [1, 'bye 1 2\n']);
  assert.deepEqual(await bash(`trap 'echo a; exit 9' EXIT; exit 5`), [9, 'a\n']);
  assert.deepEqual(await bash(`${trap} trap - EXIT; exit 5`), [5, '']);
  assert.deepEqual(await bash('trap "echo one" EXIT; trap -p; (echo sub); trap x NOPE'), [
    1,
    "trap -- 'echo one' EXIT\nsub\nbash: trap: NOPE: invalid signal specification\none\n",
  ]);
});

test('a signal runs its trap between two commands and the script goes on; without one it ends, after EXIT', async () => {
  const source =
    'bash -c \'trap "echo got" TERM; trap "echo bye" EXIT; touch up; for i in 1 2 3; do sleep 0.3; done; echo end\' & ' +
    'until [ -e up ]; do sleep 0.02; done; kill $!; wait $!; echo $?';
  assert.deepEqual(await bash(source), [0, 'got\nend\nbye\n0\n']);
  const untrapped =
    '{ trap "echo bye" EXIT; touch up; sleep 100; } & until [ -e up ]; do sleep 0.02; done; kill $!; wait $!; echo $?';
  assert.deepEqual(await bash(untrapped), [0, 'bye\n143\n']);
});

test('Ctrl-C runs the trap on INT of the script in front, with the status of what it ended, and the script goes on', async () => {
  const container = await engine.boot();
  const terminal = await Terminal.open(container, 'bash', [
    '-c',
    `trap 'echo "caught $?"' INT; trap 'echo "bye $?"' EXIT; bash -c 'echo ready; sleep 100'; echo "on $?"; exit 7`,
  ]);
  await terminal.until('ready\r\n');
  await terminal.type('\u0003');
  await terminal.until('caught 130\r\non 130\r\nbye 7\r\n');
  assert.equal(await terminal.process.exit, 7);
  container.teardown();
});

test('Ctrl-C behind the first line stops it, also when the interpreter is not there yet', async () => {
  const cold = createEmbeddedEngine({ spares: { shell: 0 } });
  after(() => {
    cold.dispose();
  });
  const container = await cold.boot();
  const terminal = await Terminal.open(container);
  await terminal.until('$ ');
  await terminal.type('sleep 100; touch made\r\u0003');
  await terminal.until('^C');
  await terminal.until('$ ');
  await terminal.type('echo $? $(ls)\r');
  await terminal.until('130\r\n');
  terminal.process.kill();
});

test('a server that a script starts lives on after the script, and ps shows it', async () => {
  const container = await engine.boot();
  assert.equal((await run(container, 'bash', ['-c', 'sleep 100 & echo $!'])).output, '3\n');
  const ps = await run(container, 'ps', ['-ef']);
  assert.match(ps.output, /^UID +PID +PPID +C +STIME +TTY +TIME +CMD\n/);
  assert.match(ps.output, /^lab +3 +2 .* sleep 100$/m);
  assert.equal(
    (await run(container, 'bash', ['-c', 'kill 3; ps -e | grep -c sleep'])).output,
    '0\n',
  );
  container.teardown();
});

test('at a prompt jobs are told of as bash does', async () => {
  const container = await engine.boot();
  const terminal = await Terminal.open(container);
  await terminal.until('$ ');
  await terminal.type('sleep 100 &\r');
  assert.match(await terminal.until('$ '), /\[1\] \d+\r\n/);
  await terminal.type('yes > log &\r');
  await terminal.until('[2] ');
  await terminal.until('$ ');
  await terminal.type('jobs\r');
  await terminal.until(
    '[1]-  Running                 sleep 100 &\r\n[2]+  Running                 yes > log &\r\n',
  );
  await terminal.type('kill %1 %2; wait\r');
  await terminal.until('wait\r\n');
  await terminal.until('$ ');
  await terminal.type('sleep 100 & kill %1; sleep 0.1\r');
  await terminal.until('[1]+  Terminated              sleep 100\r\n');
  await terminal.until('$ ');
  await terminal.type('sleep 100 &\r');
  await terminal.until('$ ');
  await terminal.type('fg\r');
  await terminal.until('sleep 100\r\n');
  await terminal.type('\u0003');
  await terminal.until('^C');
  await terminal.until('$ ');
  await terminal.type('echo $?; jobs; echo end\r');
  await terminal.until('130\r\nend\r\n');
  terminal.process.kill();
  await terminal.process.exit;
  container.teardown();
});

test('background jobs outlive a loop that had to be stopped by force', async () => {
  const container = await engine.boot();
  const terminal = await Terminal.open(container);
  await terminal.until('$ ');
  await terminal.type('sleep 100 &\r');
  await terminal.until('$ ');
  await terminal.type('while true; do :; done\r');
  await terminal.until('done\r\n');
  await terminal.type('\u0003');
  await terminal.until('$ ');
  await terminal.type('jobs; f() { read -p "name? " n; echo "hi $n"; }; f\r');
  await terminal.until('Running                 sleep 100 &\r\nname? ');
  await terminal.type('Ann\r');
  await terminal.until('hi Ann\r\n');
  terminal.process.kill();
  await terminal.process.exit;
  assert.doesNotMatch((await run(container, 'ps', ['-e'])).output, /sleep/);
  container.teardown();
});

test('functions stream: what they print is there before they end', async () => {
  const container = await engine.boot();
  const terminal = await Terminal.open(container, 'bash', [
    '-c',
    'step() { echo "step $1 in ${FUNCNAME[0]}"; sleep 100; }; main() { step one; }; main',
  ]);
  await terminal.until('step one in step\r\n');
  await terminal.type('\u0003');
  assert.equal(await terminal.process.exit, 130);
  container.teardown();
});

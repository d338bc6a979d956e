import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PythonProcess, runIn, runPython } from './python-process.ts';

const PLAIN = { NO_COLOR: '1' };

test('input() shows its prompt, waits, and sees the end of input', async () => {
  const program = `import sys
name = input("name? ")
print("hello", name)
print(repr(sys.stdin.readline()), sys.stdin.isatty(), sys.stdout.isatty())
try:
    input("more? ")
except EOFError as error:
    print(error)
`;
  const run = await runPython(['-c', program], { typed: ['Ada\n', 'two\n', null] });
  assert.equal(run.stderr, '');
  assert.equal(run.stdout, "name? hello Ada\n'two\\n' True True\nmore? EOF when reading a line\n");
});

test('a prompt written without a line end is out before the program waits', async () => {
  const seen: string[] = [];
  const program = 'import sys\nsys.stdout.write("? ")\nprint(sys.stdin.readline(), end="")';
  await runPython(['-c', program], {
    typed: ['x\n'],
    onMessage: (message) => {
      if (message.type === 'output') seen.push(new TextDecoder().decode(message.data));
      else seen.push(message.type);
    },
  });
  assert.deepEqual(seen, ['? ', 'input-wanted', 'x\n', 'exit']);
});

test('lines typed before they are asked for are not lost', async () => {
  const run = await runPython(['-c', 'import sys\nprint([line for line in sys.stdin])'], {
    typed: ['a\nb\n', 'c\n', null],
  });
  assert.equal(run.stdout, "['a\\n', 'b\\n', 'c\\n']\n");
});

test('without arguments a terminal gets the interactive interpreter', async () => {
  const run = await runPython([], {
    env: PLAIN,
    typed: ['1+1\n', 'def f(x):\n', '  return x*2\n', '\n', 'f(21)\n', '1/0\n', null],
  });
  assert.equal(run.code, 0);
  assert.equal(run.stdout, '>>> 2\n>>> ... ... >>> 42\n>>> >>> \n');
  assert.match(
    run.stderr,
    /^Python 3\.14\.2 .*\nType "help", "copyright", "credits" or "license" for more information\.\nTraceback \(most recent call last\):\n {2}File "<python-input-3>", line 1, in <module>\n {4}1\/0\n {4}~\^~\nZeroDivisionError: division by zero\n$/,
  );
});

test('exit() leaves the interactive interpreter with its code; -i enters it after a program', async () => {
  assert.equal((await runPython(['-q'], { typed: ['exit(3)\n'] })).code, 3);
  const after = await runPython(['-i', '-c', 'x = 5'], { typed: ['x\n', null] });
  assert.equal(after.stdout, '>>> 5\n>>> \n');
});

test('a pipe that is written later is waited for, and is no terminal', async () => {
  const program = 'import sys\nprint(sys.stdin.isatty(), sys.stdout.isatty(), repr(input()))';
  const run = await runPython(['-c', program], {
    pipe: true,
    onMessage: (message, process) => {
      if (message.type === 'input-wanted') {
        process.say({ type: 'input', data: new TextEncoder().encode('late\n') });
      }
    },
  });
  assert.equal(run.stdout, "False False 'late'\n");
});

test('input() inside a running asyncio program waits too', async () => {
  const program = `import asyncio
async def main():
    await asyncio.sleep(0.01)
    print(input(), await asyncio.sleep(0.01, "later"))
asyncio.run(main())
`;
  const run = await runPython(['-c', program], { typed: ['x\n'] });
  assert.equal(run.stderr, '');
  assert.equal(run.stdout, 'x later\n');
});

test('where the browser cannot pause a program, typed input is refused in words; all else works', async () => {
  const options = {
    snapshot: null,
    before: 'delete WebAssembly.Suspending;',
    env: PLAIN,
    typed: ['x\n'],
  };
  const run = await runPython(
    [
      '-c',
      'import asyncio, time\ntime.sleep(0.01)\nasyncio.run(asyncio.sleep(0.01))\nprint("so far")\ninput()',
    ],
    options,
  );
  assert.equal(run.code, 1);
  assert.equal(run.stdout, 'so far\n');
  assert.match(
    run.stderr,
    /\nOSError: this program waits for something to be typed, and this browser cannot pause a program: it lacks WebAssembly JavaScript Promise Integration\. Give the input beforehand: python3 program\.py < answers\.txt\n$/,
  );
});

test('errors are coloured on a terminal only', async () => {
  assert.match((await runPython(['-c', '1/0'], { typed: [] })).stderr, /\u001b\[/);
  assert.doesNotMatch((await runPython(['-c', '1/0'])).stderr, /\u001b\[/);
});

test('the size of the terminal is known', async () => {
  const run = await runPython(['-c', 'import os; print(os.get_terminal_size())'], { typed: [] });
  assert.equal(run.stdout, 'os.terminal_size(columns=80, lines=24)\n');
});

test('50,000 printed lines come in few messages', async () => {
  const program = 'for i in range(50_000): print(i)';
  const wanted = Array.from({ length: 50_000 }, (_, i) => `${i}\n`).join('');
  for (const options of [{}, { typed: [] }]) {
    const run = await runPython(['-c', program], options);
    assert.equal(run.stdout, wanted);
    assert.ok(run.messages < 200, `${run.messages} messages`);
  }
});

test('on a terminal both streams keep their order', async () => {
  const program =
    'import sys\nfor i in range(3):\n    print("out", i)\n    print("err", i, file=sys.stderr)';
  const run = await runPython(['-c', program], { typed: [] });
  assert.equal(run.merged, 'out 0\nerr 0\nout 1\nerr 1\nout 2\nerr 2\n');
});

test('what was printed is seen while the program computes on', async () => {
  const process = await PythonProcess.boot();
  try {
    const seen = process.next(
      (message) =>
        message.type === 'output' && new TextDecoder().decode(message.data).includes('last'),
    );
    const program = 'for i in range(100): print(i)\nprint("last")\nwhile True: pass';
    runIn(process, ['-c', program], { typed: [] }).catch(() => undefined);
    assert.equal((await seen).type, 'output');
  } finally {
    await process.end();
  }
});

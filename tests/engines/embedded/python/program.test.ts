import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPython, type Run, type RunOptions } from './python-process.ts';

async function expectRun(
  argv: readonly string[],
  options: RunOptions,
  wanted: Partial<Pick<Run, 'code' | 'stdout' | 'stderr'>>,
): Promise<void> {
  const { code, stdout, stderr } = await runPython(argv, options);
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '', stderr: '', ...wanted });
}

test('a script knows its arguments, its file, its folder and its environment', async () => {
  const script = `import os, sys
print(sys.argv, sys.path[0], __file__, __name__, os.getcwd())
print(sys.executable, dict(os.environ))
`;
  await expectRun(
    ['tools/s.py', 'a', '-b'],
    { files: { 'tools/s.py': script } },
    {
      stdout: `['tools/s.py', 'a', '-b'] /home/lab/tools /home/lab/tools/s.py __main__ /home/lab
/usr/bin/python3 {'HOME': '/home/lab', 'PATH': '/usr/bin', 'USER': 'lab'}
`,
    },
  );
});

test('a script is the module __main__: its classes can be pickled', async () => {
  const script = `import pickle
class A: pass
print(type(pickle.loads(pickle.dumps(A()))), sorted(n for n in globals() if n.startswith('__')))
`;
  await expectRun(
    ['s.py'],
    { files: { 's.py': script } },
    {
      stdout: `<class '__main__.A'> ['__builtins__', '__doc__', '__file__', '__loader__', '__name__', '__package__', '__spec__']\n`,
    },
  );
});

test('an uncaught error shows the program and nothing of the engine', async () => {
  const script = `import json
def f():
    return json.loads('{')
try:
    f()
except ValueError as error:
    raise KeyError('x') from error
`;
  const { code, stderr } = await runPython(['s.py'], { files: { 's.py': script } });
  assert.equal(code, 1);
  assert.equal(
    stderr,
    `Traceback (most recent call last):
  File "/home/lab/s.py", line 5, in <module>
    f()
    ~^^
  File "/home/lab/s.py", line 3, in f
    return json.loads('{')
           ~~~~~~~~~~^^^^^
  File "/lib/python314.zip/json/__init__.py", line 352, in loads
    return _default_decoder.decode(s)
           ~~~~~~~~~~~~~~~~~~~~~~~^^^
  File "/lib/python314.zip/json/decoder.py", line 345, in decode
    obj, end = self.raw_decode(s, idx=_w(s, 0).end())
               ~~~~~~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^^^^
  File "/lib/python314.zip/json/decoder.py", line 361, in raw_decode
    obj, end = self.scan_once(s, idx)
               ~~~~~~~~~~~~~~^^^^^^^^
json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/home/lab/s.py", line 7, in <module>
    raise KeyError('x') from error
KeyError: 'x'
`,
  );
});

test('a syntax error is told as CPython tells it', () =>
  expectRun(
    ['s.py'],
    { files: { 's.py': 'def f(:\n    pass\n' } },
    {
      code: 1,
      stderr:
        '  File "/home/lab/s.py", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax\n',
    },
  ));

test('-c shows its line; arguments follow it', async () => {
  await expectRun(
    ['-c', 'import sys; print(sys.argv, repr(sys.path[0]))', 'a', '-V'],
    {},
    { stdout: "['-c', 'a', '-V'] ''\n" },
  );
  await expectRun(
    ['-c', '1/0'],
    {},
    {
      code: 1,
      stderr:
        'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n',
    },
  );
});

test('-m runs a module of a package, without a frame of the machinery', async () => {
  const tool = 'import sys\nprint(sys.argv, sys.path[0], __package__)\nfrom . import nope\n';
  await expectRun(
    ['-m', 'pkg.tool', 'a'],
    { files: { 'pkg/__init__.py': '', 'pkg/tool.py': tool } },
    {
      code: 1,
      stdout: "['/home/lab/pkg/tool.py', 'a'] /home/lab pkg\n",
      stderr: `Traceback (most recent call last):
  File "/home/lab/pkg/tool.py", line 3, in <module>
    from . import nope
ImportError: cannot import name 'nope' from 'pkg' (/home/lab/pkg/__init__.py)
`,
    },
  );
});

test('-m json.tool formats standard input', () =>
  expectRun(
    ['-m', 'json.tool'],
    { stdin: '{"a":[1]}' },
    {
      stdout: '{\n    "a": [\n        1\n    ]\n}\n',
    },
  ));

test('-m of a module that is not there says so; pip says why', async () => {
  await expectRun(
    ['-m', 'nosuch'],
    {},
    { code: 1, stderr: '/usr/bin/python3: No module named nosuch\n' },
  );
  await expectRun(
    ['-m', 'pip', 'install', 'numpy'],
    {},
    {
      code: 1,
      stderr:
        "/usr/bin/python3: No module named pip\nA lab's Python has the standard library only; packages cannot be installed.\n",
    },
  );
});

test('a folder with __main__.py runs; one without does not', async () => {
  const files = {
    'd/__main__.py': 'import sys, m\nprint(sys.argv, sys.path[0], m.x)\n',
    'd/m.py': 'x = 1\n',
    'e/m.py': '',
  };
  await expectRun(['d'], { files }, { stdout: "['d'] /home/lab/d 1\n" });
  await expectRun(
    ['e'],
    { files },
    { code: 1, stderr: "/usr/bin/python3: can't find '__main__' module in '/home/lab/e'\n" },
  );
});

test('a zip with __main__.py runs', async () => {
  const made = await runPython([
    '-c',
    "import zipfile\nwith zipfile.ZipFile('a.pyz', 'w') as z: z.writestr('__main__.py', 'print(\"zipped\", __name__)')",
  ]);
  await expectRun(['a.pyz'], { tree: made.tree }, { stdout: 'zipped __main__\n' });
});

test('standard input that is not a terminal is the program', async () => {
  const stdin = 'import sys\nprint(sys.argv, __name__)\n1/0\n';
  const stderr =
    'Traceback (most recent call last):\n  File "<stdin>", line 3, in <module>\nZeroDivisionError: division by zero\n';
  await expectRun([], { stdin }, { code: 1, stdout: "[''] __main__\n", stderr });
  await expectRun(['-', 'a'], { stdin }, { code: 1, stdout: "['-', 'a'] __main__\n", stderr });
});

test('a script that is missing ends with 2', () =>
  expectRun(
    ['nosuch.py'],
    {},
    {
      code: 2,
      stderr:
        "python3: can't open file '/home/lab/nosuch.py': [Errno 2] No such file or directory\n",
    },
  ));

test('options are read as CPython reads them', async () => {
  const usage =
    "usage: python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `python -h' for more information.\n";
  await expectRun(['-Z'], {}, { code: 2, stderr: `Unknown option: -Z\n${usage}` });
  await expectRun(['--foo'], {}, { code: 2, stderr: `unknown option --foo\n${usage}` });
  await expectRun(['-c'], {}, { code: 2, stderr: `Argument expected for the -c option\n${usage}` });
  await expectRun(['-V'], {}, { stdout: 'Python 3.14.2\n' });
  await expectRun(
    [
      '-uBI',
      '-X',
      'dev',
      '-W',
      'error',
      '-c',
      'import sys; print(sys._xoptions, sys.warnoptions, "" in sys.path)',
    ],
    { env: { PYTHONPATH: '/home/lab/more' } },
    { stdout: "{'dev': True} ['default', 'error'] False\n" },
  );
});

test('-h lists the options', async () => {
  const { code, stdout } = await runPython(['-h']);
  assert.equal(code, 0);
  assert.match(stdout, /^usage: python3 \[option\] \.\.\./);
  assert.match(stdout, /-m mod : run library module as a script/);
});

test('PYTHONPATH and -W from the environment are heeded', () =>
  expectRun(
    ['-c', 'import more, warnings; warnings.warn("w"); print(more.x)'],
    { files: { 'lib/more.py': 'x = 7\n' }, env: { PYTHONPATH: 'lib', PYTHONWARNINGS: 'ignore' } },
    { stdout: '7\n' },
  ));

test('a module of the learner hides one of the library that the snapshot had imported', () =>
  expectRun(
    ['s.py'],
    { files: { 's.py': 'import random\nprint(random.x)\n', 'random.py': 'x = 5\n' } },
    {
      stdout: '5\n',
    },
  ));

test('exit codes are those of CPython', async () => {
  const codes: [string, number][] = [
    ['import sys; sys.exit()', 0],
    ['import sys; sys.exit(3)', 3],
    ['import sys; sys.exit(-1)', 255],
    ['raise SystemExit(True)', 1],
    ['exit(4)', 4],
    ['import os; os._exit(5)', 5],
  ];
  for (const [program, code] of codes) await expectRun(['-c', program], {}, { code });
  await expectRun(['-c', 'import sys; sys.exit("no data")'], {}, { code: 1, stderr: 'no data\n' });
  await expectRun(
    ['-c', 'raise KeyboardInterrupt'],
    {},
    {
      code: 130,
      stderr:
        'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n    raise KeyboardInterrupt\nKeyboardInterrupt\n',
    },
  );
});

test('at the end exit functions run, then modules fall apart', () =>
  expectRun(
    [
      '-c',
      'import atexit\nclass A:\n  def __del__(self): print("gone")\na = A()\natexit.register(print, "bye")\nprint("end")',
    ],
    {},
    { stdout: 'end\nbye\ngone\n' },
  ));

test('a crash of the interpreter ends with 134 and words', async () => {
  await expectRun(
    ['-c', 'import json; json.loads("[" * 100_000)'],
    {},
    {
      code: 134,
      stderr:
        'Fatal Python error: the program went deeper into calls than the stack of a lab allows\n',
    },
  );
});

test('deep recursion in Python itself is an error that can be caught', () =>
  expectRun(
    ['-c', 'def f(): f()\ntry: f()\nexcept RecursionError as e: print(e)'],
    {},
    { stdout: 'maximum recursion depth exceeded\n' },
  ));

test('unittest finds tests, runs asynchronous ones, and fails with 1', async () => {
  const tests = `import asyncio, unittest
class Plain(unittest.TestCase):
    def test_wrong(self): self.assertEqual(1, 2)
class Later(unittest.IsolatedAsyncioTestCase):
    async def test_right(self): self.assertEqual(await asyncio.sleep(0.01, 5), 5)
`;
  const { code, stderr } = await runPython(['-m', 'unittest'], { files: { 'test_x.py': tests } });
  assert.equal(code, 1);
  assert.match(stderr, /^\.F\n/);
  assert.match(stderr, /AssertionError: 1 != 2\n/);
  assert.match(stderr, /Ran 2 tests in [\d.]+s\n\nFAILED \(failures=1\)\n$/);
});

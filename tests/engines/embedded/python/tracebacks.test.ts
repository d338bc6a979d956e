import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPython } from './python-process.ts';

const FAIL = `  File "/home/lab/helper.py", line 2, in fail
    raise ValueError("no")
ValueError: no
`;
const FILES = {
  'helper.py': 'def fail():\n    raise ValueError("no")\n',
  'script.py': 'import helper\nhelper.fail()\n',
  'pkg/__init__.py': '',
  'pkg/__main__.py': 'import helper\nhelper.fail()\n',
  'aio.py': `import asyncio, helper
async def main():
    await asyncio.sleep(0)
    helper.fail()
asyncio.run(main())
`,
  'forgotten.py': `import asyncio, helper
async def bad(): helper.fail()
async def main():
    asyncio.create_task(bad())
    await asyncio.sleep(0.01)
asyncio.run(main())
`,
  'test_it.py': `import helper, subprocess, socket, time, unittest
class Plain(unittest.TestCase):
    def test_file(self): open("/nope")
    def test_program(self): subprocess.run(["./nothing"])
    def test_network(self): socket.create_connection(("10.0.0.1", 80))
    def test_sleep(self): time.sleep("long")
class Later(unittest.IsolatedAsyncioTestCase):
    async def test_fail(self): helper.fail()
`,
  'caught.py': `import logging, os, subprocess, traceback
try:
    subprocess.run(["./nothing"])
except OSError as error:
    traceback.print_exc()
    logging.exception("said")
    print(error.errno == __import__("errno").ENOENT)
traceback.print_stack()
`,
};
const OURS = /<lab>|pyodide|<frozen runpy>|<exec>|Errno 44/;

test('a traceback has no frame of ours, whatever way the program was started', async () => {
  const called = (place: string) => `${place}\n    helper.fail()\n    ~~~~~~~~~~~^^\n${FAIL}`;
  const begin = 'Traceback (most recent call last):\n';
  const script = called('  File "/home/lab/script.py", line 2, in <module>');
  const main = called('  File "/home/lab/pkg/__main__.py", line 2, in <module>');
  const cases: [string[], string][] = [
    [['script.py'], begin + script],
    [['-m', 'script'], begin + script],
    [['-m', 'pkg'], begin + main],
    [
      ['-c', 'import helper; helper.fail()'],
      `${begin}  File "<string>", line 1, in <module>\n    import helper; helper.fail()\n                   ~~~~~~~~~~~^^\n${FAIL}`,
    ],
  ];
  for (const [argv, wanted] of cases) {
    const { code, stderr } = await runPython(argv, { files: FILES });
    assert.deepEqual({ code, stderr }, { code: 1, stderr: wanted }, argv.join(' '));
  }
  const typed = await runPython([], { files: FILES, stdin: 'import helper\nhelper.fail()\n' });
  assert.equal(typed.stderr, `${begin}  File "<stdin>", line 2, in <module>\n${FAIL}`);
});

test('asyncio, unittest, logging and traceback show the library’s frames and the learner’s, and no others', async () => {
  for (const argv of [['aio.py'], ['forgotten.py'], ['-m', 'unittest'], ['caught.py']]) {
    const { stdout, stderr } = await runPython(argv, { files: FILES });
    assert.doesNotMatch(stdout + stderr, OURS, argv.join(' '));
    assert.match(stderr, /Traceback \(most recent call last\):\n {2}File/, argv.join(' '));
  }
  const { stdout, stderr } = await runPython(['caught.py'], { files: FILES });
  assert.match(
    stderr,
    /FileNotFoundError: \[Errno 2\] No such file or directory: '\.\/nothing'\nERROR:root:said\n/,
  );
  assert.match(
    stderr,
    /\n {2}File "\/home\/lab\/caught\.py", line 8, in <module>\n {4}traceback\.print_stack\(\)\n$/,
  );
  assert.equal(stdout, 'True\n');
});

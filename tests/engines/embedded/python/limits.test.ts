import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PythonProcess, runIn, runPython, treeOf } from './python-process.ts';

/** The last line on standard error of a program that fails. */
async function lastWords(program: string): Promise<string> {
  const { code, stderr } = await runPython(['-c', program]);
  assert.equal(code, 1, stderr);
  return stderr.trimEnd().split('\n').at(-1) ?? '';
}

test('what a lab cannot do is said in plain words', async () => {
  const processes =
    "OSError: a lab's Python starts other programs with subprocess.run, subprocess.Popen or os.system, and in no other way";
  const threads =
    "RuntimeError: can't start new thread: a lab's Python runs in one thread (asyncio works)";
  const network =
    'this lab has no network: only ports of the lab itself can be reached, as localhost';
  const cases: [string, string][] = [
    ['import os; os.fork()', processes],
    ['import os; os.execvp("ls", ["ls"])', processes],
    ['import asyncio; asyncio.run(asyncio.create_subprocess_exec("ls"))', processes],
    ['import threading; threading.Thread(target=print).start()', threads],
    ['from concurrent.futures import *; ThreadPoolExecutor().submit(print)', threads],
    [
      'import socket; socket.socket().connect(("127.0.0.1", 80))',
      'ConnectionRefusedError: [Errno 111] Connection refused',
    ],
    [
      'import socket; socket.socket().connect(("10.1.2.3", 80))',
      `OSError: [Errno 101] ${network} (asked for 10.1.2.3)`,
    ],
    [
      'import socket; socket.socket().bind(("10.1.2.3", 80))',
      `OSError: [Errno 99] ${network} (asked to listen on 10.1.2.3)`,
    ],
    [
      'import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 53))',
      `OSError: [Errno 101] ${network}`,
    ],
    [
      'import urllib.request as r; r.urlopen("http://example.com")',
      `urllib.error.URLError: <urlopen error [Errno -3] ${network} (asked for example.com)>`,
    ],
    ['import numpy', "ModuleNotFoundError: No module named 'numpy'"],
    ['import tkinter', "ModuleNotFoundError: No module named 'tkinter'"],
    ['import js', "ModuleNotFoundError: No module named 'js'"],
    ['import pyodide_js', "ModuleNotFoundError: No module named 'pyodide_js'"],
  ];
  for (const [program, words] of cases) assert.equal(await lastWords(program), words);
});

test('memory past the cap is a MemoryError, and the program may go on', async () => {
  const program = `kept = []
try:
    while True: kept.append(bytearray(10_000_000))
except MemoryError:
    count = len(kept); kept.clear()
    print(5 < count < 20)
`;
  const run = await runPython(['-c', program], { memoryBytes: 200 * 2 ** 20 });
  assert.equal(run.stderr, '');
  assert.equal(run.stdout, 'True\n');
});

test('a loop without end is killed at once', async () => {
  const process = await PythonProcess.boot();
  const looping = process.next((message) => message.type === 'output');
  runIn(process, ['-uc', 'print("on")\nwhile True: pass']).catch(() => undefined);
  await looping;
  const before = performance.now();
  await process.end();
  assert.ok(performance.now() - before < 1_000);
});

test('sleep sleeps, and asyncio keeps several waiting at a time', async () => {
  const program = `import asyncio, time
start = time.monotonic(); cpu = time.process_time()
time.sleep(0.2)
async def main(): return await asyncio.gather(*(asyncio.sleep(0.2, i) for i in range(5)))
print(asyncio.run(main()), 0.39 < time.monotonic() - start < 3)
`;
  const run = await runPython(['-c', program]);
  assert.equal(run.stderr, '');
  assert.equal(run.stdout, '[0, 1, 2, 3, 4] True\n');
});

/** Ways to JavaScript, each of which tries to say that the program ended with 77. */
const FORGERIES = [
  'import js; js.postMessage("forged")',
  'from pyodide.code import run_js; run_js("postMessage(1)")',
  'import pyodide_js; pyodide_js.constructor.constructor("postMessage(1)")()',
  `import gc
from pyodide.ffi import JsProxy
found = [o for o in gc.get_objects() if isinstance(o, JsProxy)]
for o in found: o.constructor.constructor("self.postMessage('forged')")()`,
  `import asyncio
select = asyncio.new_event_loop()._selector.select
host = next(c.cell_contents for c in select.__closure__ if hasattr(c.cell_contents, 'sleep'))
sleep = host.sleep
code = sleep.constructor
code("self.postMessage('forged')")()`,
  `import asyncio
select = asyncio.new_event_loop()._selector.select
host = next(c.cell_contents for c in select.__closure__ if hasattr(c.cell_contents, 'sleep'))
host.network.listen.constructor.constructor("self.postMessage('forged')")()
host.sleep.constructor.constructor("return process")().exit(77)`,
  `import asyncio, time
select = asyncio.new_event_loop()._selector.select
sleep = next(c.cell_contents for c in select.__closure__ if hasattr(c.cell_contents, 'sleep')).sleep
prototype = sleep.constructor.getPrototypeOf(sleep)
prototype.constructor("self.onmessage = null; postMessage(1)")()`,
];

test('nothing forged leaves the worker, and the exit code stays the program’s own', async () => {
  for (const forgery of FORGERIES) {
    const process = await PythonProcess.boot();
    try {
      const program = `try:\n${forgery.replace(/^/gm, '    ')}\nexcept BaseException as e:\n    print(type(e).__name__)\nprint("end")`;
      const run = await runIn(process, ['-c', program], { tree: treeOf() });
      assert.equal(run.code, 0, forgery);
      assert.match(run.stdout, /end\n$/, forgery);
      assert.deepEqual(process.leaked, [], forgery);
    } finally {
      await process.end();
    }
  }
});

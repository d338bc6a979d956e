import { THROUGH, type Attack } from './attack.ts';

/** Attacks on the kernel and on time, from Python. Each ends, and the lab goes on. */
export const PYTHON_LOAD: readonly Attack[] = [
  {
    tries: `Python tries a loop without end`,
    language: 'python',
    program: `while True: pass
`,
    never: THROUGH,
    ends: 'when killed',
  },
  {
    tries: `Python tries a loop that catches every exception`,
    language: 'python',
    program: `while True:
    try:
        while True: pass
    except BaseException: pass
`,
    never: THROUGH,
    ends: 'when killed',
  },
  {
    tries: `Python tries a loop inside one regular expression`,
    language: 'python',
    program: `import re
re.match(r'(a+)+$', 'a' * 64 + 'b')
`,
    never: THROUGH,
    ends: 'when killed',
  },
  {
    tries: `Python tries a loop inside one power of a number`,
    language: 'python',
    program: `print(len(str(7 ** (7 ** 9))))
`,
    never: THROUGH,
    ends: 'when killed',
  },
  {
    tries: `Python tries sleeping past every limit`,
    language: 'python',
    program: `import time
time.sleep(10 ** 6)
`,
    never: THROUGH,
    ends: 'when killed',
  },
  {
    tries: `Python tries a loop in its exit handler`,
    language: 'python',
    program: `import atexit
def f():
    while True: pass
atexit.register(f)
`,
    never: THROUGH,
    ends: 'when killed',
  },
  {
    tries: `Python tries memory without end`,
    language: 'python',
    program: `x = []
try:
    while True: x.append(bytearray(2 ** 26))
except MemoryError:
    x.clear()
    print("no more memory")
`,
    says: `no more memory`,
    never: THROUGH,
  },
  {
    tries: `Python tries one allocation of 8 GB`,
    language: 'python',
    program: `try:
    bytearray(2 ** 33)
    print("GOT" + "-THROUGH")
except (MemoryError, OverflowError):
    print("no more memory")
`,
    says: `no more memory`,
    never: THROUGH,
  },
  {
    tries: `Python tries recursion without end`,
    language: 'python',
    program: `def f(): return f()
try:
    f()
except RecursionError:
    print("too deep")
`,
    says: `too deep`,
    never: THROUGH,
  },
  {
    tries: `Python tries output without end`,
    language: 'python',
    program: `while True: print("x" * 9999)
`,
    says: `printed more than`,
    never: THROUGH,
  },
  {
    tries: `Python tries a file of 200 MB`,
    language: 'python',
    program: `try:
    open("big", "wb").write(bytes(200 * 2 ** 20))
    print("written")
except BaseException as error:
    print("refused", error)
`,
    never: THROUGH,
  },
  {
    tries: `Python tries a name with a line feed`,
    language: 'python',
    program: `try:
    open("a\\nb", "w")
    print("GOT" + "-THROUGH")
except OSError:
    print("refused")
`,
    says: `refused`,
    never: THROUGH,
  },
  {
    tries: `Python tries a name with an escape sequence`,
    language: 'python',
    program: `try:
    open("a\\x1b[31mb", "w")
    print("GOT" + "-THROUGH")
except OSError:
    print("refused")
`,
    says: `refused`,
    never: THROUGH,
  },
  {
    tries: `Python tries a ring of links`,
    language: 'python',
    program: `import os
os.symlink("b", "a")
os.symlink("a", "b")
try:
    open("a")
except OSError as error:
    print("refused", error.errno)
`,
    says: `refused`,
    never: THROUGH,
  },
  {
    tries: `Python tries a path out of the lab`,
    language: 'python',
    program: `try:
    print(open("../../../../../../etc/passwd").read())
except OSError:
    print("refused")
`,
    says: `refused`,
    never: THROUGH,
  },
  {
    tries: `Python tries patched builtins of its own process`,
    language: 'python',
    program: `import builtins
builtins.print = lambda *a: None
builtins.open = None
`,
    never: THROUGH,
  },
  {
    tries: `Python tries an exit code out of range`,
    language: 'python',
    program: `import os
os._exit(2 ** 40)
`,
    never: THROUGH,
  },
  {
    tries: `Python tries ten thousand threads`,
    language: 'python',
    program: `import threading
try:
    for _ in range(10000): threading.Thread(target=lambda: None).start()
except RuntimeError:
    print("refused")
`,
    says: `refused`,
    never: THROUGH,
  },
];

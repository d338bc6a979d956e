import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createEmbeddedEngine } from '#engines';
import { Terminal } from '../../../container/terminal.ts';

const engine = createEmbeddedEngine();
after(() => {
  engine.dispose();
});

const UP = '\u001b[A';
const LEFT = '\u001b[D';

test('the interactive interpreter in the terminal has a history, rows, `_`, Ctrl-C and exit()', async () => {
  const container = await engine.boot();
  try {
    const terminal = await Terminal.open(container);
    await terminal.until('$ ');
    await terminal.type('NO_COLOR=1 python3 -q\r');
    await terminal.until('>>> ');
    await terminal.type('6 * 7\r');
    await terminal.until('42\r\n>>> ');
    await terminal.type('_ + 1\r');
    await terminal.until('43\r\n>>> ');
    // The line before the last one, changed in its midst.
    await terminal.type(`${UP}${UP}${LEFT.repeat(4)}0\r`);
    await terminal.until('420\r\n>>> ');
    await terminal.type('def double(x):\r\treturn x * 2\r\rdouble(21)\r');
    await terminal.until('>>> double(21)\r\n42\r\n>>> ');
    await terminal.type('print(unfinished\u0003');
    await terminal.until('^C\r\n');
    await terminal.until('KeyboardInterrupt\r\n');
    await terminal.until('>>> ');
    await terminal.type('name = input("name? ")\r');
    await terminal.until('name? ');
    await terminal.type('Ada\r');
    await terminal.until('>>> ');
    await terminal.type('1 / 0\r');
    assert.equal(
      (await terminal.until('division by zero\r\n')).replaceAll('\r\n', '\n'),
      '1 / 0\nTraceback (most recent call last):\n  File "<python-input-6>", line 1, in <module>\n    1 / 0\n    ~~^~~\nZeroDivisionError: division by zero\n',
    );
    await terminal.until('>>> ');
    await terminal.type('print(name); exit(3)\r');
    await terminal.until('Ada\r\n');
    await terminal.until('$ ');
    await terminal.type('echo code=$?\r');
    await terminal.until('code=3\r\n');
    // A loop that does not look up ends with the whole interpreter.
    await terminal.until('$ ');
    await terminal.type('python3 -q\r');
    await terminal.until('>>> ');
    await terminal.type('while True: pass\r\r');
    await terminal.until('... ');
    await terminal.type('\u0003');
    await terminal.until('$ ');
    await terminal.type('echo code=$?\r');
    await terminal.until('code=130\r\n');
    terminal.process.kill();
  } finally {
    container.teardown();
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TerminalLine } from '../../../../src/engines/embedded/kernel/terminal-line.ts';

function line() {
  const happened: (string | null)[] = [];
  let shown = '';
  const terminal = new TerminalLine({
    echo: (text) => {
      shown += text;
    },
    submit: (text) => happened.push(text),
    interrupt: () => happened.push('^C'),
    interruptLine: () => happened.push('^C line'),
  });
  return { terminal, happened, shown: () => shown };
}

test('a line is shown as it is typed and given as a whole', () => {
  const { terminal, happened, shown } = line();
  for (const key of 'hé 🌊\r') terminal.keys(key);
  assert.deepEqual(happened, ['hé 🌊\n']);
  assert.equal(shown(), 'hé 🌊\r\n');
});

test('backspace takes one character, Ctrl-U the line, and arrows do nothing', () => {
  const { terminal, happened, shown } = line();
  terminal.keys('ab🌊\u007f\u001b[D\u001bOAc\r');
  assert.deepEqual(happened, ['abc\n']);
  terminal.keys('xy\u0015\u007fz\r');
  assert.deepEqual(happened, ['abc\n', 'z\n']);
  assert.equal(shown(), 'ab🌊\b \bc\r\nxy\b \b\b \bz\r\n');
});

test('Ctrl-D gives an unfinished line, and the end of file on an empty one', () => {
  const { terminal, happened } = line();
  terminal.keys('ab\u0004\u0004');
  assert.deepEqual(happened, ['ab', null]);
});

test('Ctrl-C drops the line', () => {
  const { terminal, happened } = line();
  terminal.keys('ab\u0003c\r');
  assert.deepEqual(happened, ['^C', 'c\n']);
});

/** Shows a prompt, types, and waits until the line is done. */
function edited(prompt = '> ') {
  const made = line();
  return {
    ...made,
    type: async (keys: string) => {
      made.terminal.edit(prompt);
      made.terminal.keys(keys);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('a line that is edited knows the arrow keys and the lines before it', async () => {
  const { type, happened } = edited();
  await type('ac\u001b[Db\r');
  await type('two\r');
  await type('\u001b[A\u001b[A\r');
  await type('\u001b[A\u001b[A\u001b[B!\r');
  await type('if x:\r');
  await type('\ty\r');
  assert.deepEqual(happened, ['abc\n', 'two\n', 'abc\n', 'abc!\n', 'if x:\n', '    y\n']);
});

test('Ctrl-D ends an edited line only when it is empty, and Ctrl-C gives it up', async () => {
  const { type, happened, shown } = edited();
  await type('a\u0004\r');
  await type('\u0004');
  await type('abc\u0003');
  assert.deepEqual(happened, ['a\n', null, '^C line']);
  assert.match(shown(), /> abc\^C\r\n$/);
});

test('what is typed ahead of a prompt waits for it, unless the program reads plain lines', async () => {
  const { terminal, type, happened, shown } = edited();
  terminal.keys('1+');
  await type('1\rx = 2\ry\rz');
  await type('');
  await type('');
  await type('\r');
  assert.deepEqual(happened, ['1+1\n', 'x = 2\n', 'y\n', 'z\n']);
  assert.equal(shown(), '1+\b \b\b \b> 1+1\r\n> x = 2\r\n> y\r\n> z\r\n');
  terminal.keys('plain\r');
  assert.equal(happened.length, 4);
  terminal.plain();
  terminal.keys('\u001b[Amore\r');
  assert.deepEqual(happened.slice(4), ['plain\n', 'more\n']);
});

test('between edited lines Ctrl-C is for the program, and drops what was typed before it', async () => {
  const { terminal, type, happened } = edited();
  assert.equal(terminal.interruptEdited(), false);
  await type('loop()\r');
  terminal.keys('typed\r\u0003after');
  await type('\r');
  assert.deepEqual(happened, ['loop()\n', '^C', 'after\n']);
  terminal.edit('> ');
  assert.equal(terminal.interruptEdited(), true);
});

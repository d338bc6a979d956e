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

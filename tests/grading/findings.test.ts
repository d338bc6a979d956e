import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandLine, describeRun, doesNotHold, placeInTraceback, type Run } from '#grading';

const RUN: Run = {
  command: 'python3 which.py',
  exitCode: 1,
  stdout: new Uint8Array(0),
  stdoutText: '',
  stderrText: '',
  timedOut: false,
};

test('long values are shortened to the place where they begin to differ', () => {
  const same = 'x'.repeat(1000);
  const { cameBack, expected } = doesNotHold({
    summary: 'No.',
    ran: 'cat',
    cameBack: `${same}A${same}`,
    expected: `${same}B${same}`,
  });
  const before = `…${'x'.repeat(120)}`;
  assert.equal(cameBack, `${before}A${'x'.repeat(359)}…`);
  assert.equal(expected, `${before}B${'x'.repeat(359)}…`);
});

test('short values are shown whole', () => {
  const values = { summary: 'No.', ran: 'cat', cameBack: 'a', expected: 'b' };
  assert.deepEqual(doesNotHold(values), { status: 'fail', ...values });
});

test('a run is described by its end and what it said on standard error', () => {
  assert.equal(describeRun(RUN), 'It ended with exit code 1.');
  assert.equal(
    describeRun({ ...RUN, stderrText: 'no such file\n' }),
    'It ended with exit code 1. Standard error:\nno such file',
  );
  assert.equal(
    describeRun({ ...RUN, exitCode: 124, timedOut: true }),
    'It did not end in time and was stopped.',
  );
});

test('a traceback leads to the last line of the program of the work', () => {
  const traceback = [
    'Traceback (most recent call last):',
    '  File "/home/lab/check-a/work/which.py", line 61, in <module>',
    '  File "/home/lab/check-a/work/which.py", line 40, in main',
    '  File "/lib/python314.zip/json/decoder.py", line 353, in raw_decode',
    'json.decoder.JSONDecodeError: Expecting value',
  ].join('\n');
  assert.deepEqual(placeInTraceback(traceback, 'which.py'), { path: 'which.py', line: 40 });
  assert.equal(placeInTraceback(traceback, 'fingerprint.py'), undefined);
});

test('a command is quoted only where the shell needs it', () => {
  assert.equal(commandLine(['python3', 'which.py', 'a/b.json']), 'python3 which.py a/b.json');
  assert.equal(commandLine(['cat', '', '$HOME'], { cwd: 'x y' }), `(cd 'x y' && cat '' '$HOME')`);
});

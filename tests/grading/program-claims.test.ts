import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  programFault,
  runDoesNotHold,
  writtenJson,
  type BatchRun,
  type DoesNotHold,
} from '#grading';

const RUN: BatchRun = {
  command: 'python3 tools/enforce.py --data a.csv',
  exitCode: 0,
  stdout: new Uint8Array(0),
  stdoutText: '',
  stderrText: '',
  timedOut: false,
  tooMuchOutput: false,
  notRun: false,
  files: {},
};
const ABOUT = {
  path: 'tools/enforce.py',
  given: 'a file in order',
  lesson: 'governance/contract',
};

const failing = (run: Partial<BatchRun>, codes = [0]): DoesNotHold => {
  const fault = programFault({ ...RUN, ...run }, codes, ABOUT);
  assert.equal(fault?.status, 'fail');
  return fault;
};

test('a program that ended as it should has no fault', () => {
  assert.equal(programFault(RUN, [0, 1], ABOUT), undefined);
  assert.equal(programFault({ ...RUN, exitCode: 1 }, [0, 1], ABOUT), undefined);
});

test('another exit code is told with what was run, given and said', () => {
  assert.deepEqual(failing({ exitCode: 2, stderrText: 'no such file\n' }), {
    status: 'fail',
    summary: 'tools/enforce.py ends with exit code 2.',
    ran: 'python3 tools/enforce.py --data a.csv (a file in order)',
    cameBack: 'It ended with exit code 2. Standard error:\nno such file',
    expected: 'Exit code 0.',
    lookAt: { path: 'tools/enforce.py', lesson: 'governance/contract' },
  });
});

test('a traceback is told by its last words and leads to the line', () => {
  const stderrText =
    'Traceback (most recent call last):\n  File "tools/enforce.py", line 61, in <module>\nKeyError: \'country\'\n';
  const { summary, lookAt } = failing({ exitCode: 1, stderrText }, [0]);
  assert.equal(summary, "tools/enforce.py breaks: KeyError: 'country'");
  assert.deepEqual(lookAt, { path: 'tools/enforce.py', line: 61, lesson: 'governance/contract' });
});

test('a program that does not end, and one that writes megabytes, are told as that', () => {
  assert.equal(
    failing({ timedOut: true, exitCode: 124 }).summary,
    'tools/enforce.py does not end.',
  );
  const { summary, cameBack } = failing({ tooMuchOutput: true });
  assert.equal(summary, 'tools/enforce.py writes megabytes of output.');
  assert.equal(cameBack, 'More than 4 MB of output.');
});

test('a program that was not run because it had not ended before is blocked, not failed', () => {
  assert.deepEqual(programFault({ ...RUN, notRun: true, timedOut: true }, [0], ABOUT), {
    status: 'blocked',
    because:
      'tools/enforce.py did not end for other inputs, so it was not run with a file in order.',
  });
});

test('what was written is read as JSON, or told with what the program said', () => {
  const about = { ...ABOUT, what: 'R.json', expected: '{"verdict": …}' };
  assert.deepEqual(writtenJson(RUN, '{"verdict": "pass"}', about), { value: { verdict: 'pass' } });
  const none = writtenJson({ ...RUN, stderrText: 'disk full\n' }, undefined, about);
  assert.ok('finding' in none);
  assert.equal(none.finding.summary, 'tools/enforce.py does not write JSON.');
  assert.equal(
    none.finding.cameBack,
    'R.json holds nothing. It ended with exit code 0. Standard error:\ndisk full',
  );
  const nan = writtenJson(RUN, '{"auc": NaN}', about);
  assert.ok('finding' in nan);
  assert.equal(nan.finding.cameBack, 'R.json holds NaN, which JSON does not have.');
});

test('a claim about a run composes what was run and where to look', () => {
  const words = { summary: 'No.', cameBack: '3', expected: '4' };
  assert.deepEqual(runDoesNotHold(RUN, { path: 'tools/enforce.py' }, words), {
    status: 'fail',
    ...words,
    ran: 'python3 tools/enforce.py --data a.csv',
    lookAt: { path: 'tools/enforce.py' },
  });
});

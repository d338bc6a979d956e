import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LabManifest } from '#curriculum';
import { gradedLab, holds } from '#grading';
import { verdictReport } from '../../src/cli/verdict-report.ts';

const HINTS = ['one', 'two', 'three', 'four'];
const MANIFEST: LabManifest = {
  title: 'Tiny',
  version: '1.0.0',
  minutes: 5,
  skills: ['VER'],
  needs: ['shell'],
  course: 'tiny-course',
  lessons: [],
  pass: 70,
  open: [],
  tasks: [
    {
      id: 'write',
      title: 'Write it',
      summary: 'It is written.',
      points: 60,
      hints: HINTS,
      checks: [
        { id: 'a', claim: 'A is there.' },
        { id: 'b', claim: 'B is there.' },
      ],
    },
    {
      id: 'commit',
      title: 'Commit it',
      summary: 'It is committed.',
      points: 40,
      hints: HINTS,
      checks: [{ id: 'c', claim: 'C is committed.' }],
    },
  ],
};
const CHECKS = ['a', 'b', 'c'].map((id) => ({ id, run: () => Promise.resolve(holds) }));

test('a report says of each claim what was seen, and harms no terminal', () => {
  const report = verdictReport(MANIFEST, gradedLab({ id: 'tiny', ...MANIFEST }, CHECKS), [
    { check: 'a', durationMs: 3, status: 'pass' },
    {
      check: 'b',
      durationMs: 4,
      status: 'fail',
      summary: 'B is not there.',
      ran: 'ls b',
      cameBack: 'red \u001b[31m\ntext',
      expected: 'b',
      lookAt: { path: 'b.py', line: 7, lesson: 'tiny-course/one' },
    },
    { check: 'c', durationMs: 0, status: 'blocked', because: 'There is no commit.' },
  ]);
  assert.equal(
    report,
    [
      'Write it (0 of 60 points)',
      '  holds          A is there.',
      '  does not hold  B is there.',
      '      B is not there.',
      '      ran        ls b',
      '      came back  red \\x1b[31m',
      '                 text',
      '      expected   b',
      '      look at    b.py:7, lesson tiny-course/one',
      '',
      'Commit it (0 of 40 points)',
      '  blocked        C is committed.',
      '      There is no commit.',
      '',
      '1 of 3 checks hold: 0 of 100 points, not passed (70 pass).',
    ].join('\n'),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLab, withExpectation } from '#authoring';
import { holds, doesNotHold, type Check, type Finding, type Verdict } from '#grading';
import { answersFileOf, namedAnswers } from '../../src/components/workbench/author/answers-file.ts';
import { authorWords } from '../../src/components/workbench/author/author-words.ts';
import type { LabSheet } from '../../src/components/workbench/lab-sheet.ts';

test('the answers of a lab go to the page and come back by the names that npm run try knows', () => {
  const lab = readLab('pin-the-data');
  const mutants = lab.mutants.map((mutant) => withExpectation(lab.id, mutant));
  const packed = JSON.stringify(answersFileOf({ ...lab, mutants }));
  const answers = namedAnswers(JSON.parse(packed) as Parameters<typeof namedAnswers>[0]);
  assert.deepEqual(
    answers.slice(0, 3).map(({ name, layers }) => [name, layers.length]),
    [
      ['starter', 0],
      ['solution', 1],
      ['mutants/april-is-appended/april-instead-of-january', 2],
    ],
  );
  const tags = answers.find(({ name }) => name.includes('both-tags-on-one-commit'));
  assert.equal(tags?.answer.kind, 'mutant');
  assert.ok(tags.answer.mutant.alsoFails.length > 0, 'its expect.yaml is read');
  assert.ok(!('expect.yaml' in tags.answer.mutant.tree), 'and is no file of the answer');
  assert.match(tags.layers[1]?.script ?? '', /git tag/);
  assert.equal(answers.at(-1)?.answer.kind, 'accepted');
});

const check = (id: string): Check => ({ id, run: () => Promise.resolve(holds) });
const CHECKS = [check('a'), check('b')];
const SHEET = {
  id: 'lab',
  version: '1.0.0',
  needs: [],
  pass: 70,
  tasks: [
    { id: 't', points: 60, checks: [{ id: 'a' }] },
    { id: 'u', points: 40, checks: [{ id: 'b' }] },
  ],
} as unknown as LabSheet;
const FAILS = doesNotHold({ summary: 'No.', ran: 'cat', cameBack: '1', expected: '2' });

const wordsOf = (answer: Parameters<typeof authorWords>[2], a: Finding, b: Finding) => {
  const verdict = (id: string, finding: Finding): Verdict => ({
    check: id,
    durationMs: 1,
    ...finding,
  });
  const verdicts = { a: verdict('a', a), b: verdict('b', b) };
  return authorWords(SHEET, CHECKS, answer, { phase: 'done', verdicts, looking: [] }, 'seed');
};

test('an answer that does what it is due to do is told so, with its points', () => {
  assert.deepEqual(wordsOf({ kind: 'solution' }, holds, holds), {
    isDue: true,
    points: 100,
    lines: ['As due: every check holds.'],
  });
  const mutant = { check: 'b', mistake: 'm', alsoFails: [], tree: {} };
  const { isDue, points } = wordsOf({ kind: 'mutant', mutant }, holds, FAILS);
  assert.deepEqual([isDue, points], [true, 60]);
  assert.equal(wordsOf({ kind: 'starter' }, FAILS, FAILS).isDue, true);
});

test('an answer that does something else is told in the words of the proof', () => {
  const mutant = { check: 'b', mistake: 'm', alsoFails: [], tree: {} };
  const survived = wordsOf({ kind: 'mutant', mutant }, holds, holds);
  assert.equal(survived.isDue, false);
  assert.match(survived.lines[0] ?? '', /^no check caught labs\/lab\/mutants\/b\/m/);
  const refused = wordsOf(
    { kind: 'accepted', accepted: { difference: 'd', tree: {} } },
    FAILS,
    holds,
  );
  assert.match(refused.lines[0] ?? '', /labs\/lab\/accepted\/d does not pass/);
  assert.match(wordsOf({ kind: 'starter' }, holds, FAILS).lines[0] ?? '', /earns 60 points/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  betterOf,
  clock12,
  duration2004,
  outcomeInWords,
  outcomeOfLab,
  outcomeOfLesson,
  outcomeOfQuiz,
  percentOf,
  sessionInWords,
  unitName,
  type Unit,
} from '#interop';

const LAB: Unit = { kind: 'lab', id: 'pin', title: 'Pin', version: '1', pass: 70, musts: ['safe'] };
const QUIZ: Unit = { kind: 'quiz', id: 'c/q', title: 'Q', version: '1', pass: 80 };
const attempt = (points: number, safe: string, at: string) => ({
  points,
  max: 100,
  at,
  verdicts: { safe, other: 'pass' },
});
const result = (right: number, finishedAt: string) => ({
  id: finishedAt,
  quiz: 'c/q',
  number: 1,
  startedAt: '',
  finishedAt,
  items: {},
  right,
  of: 5,
  pass: 80,
});

test('a lab: the best check counts, a must that does not hold keeps it from passing, and only an end makes it failed', () => {
  assert.deepEqual(outcomeOfLab(LAB, [], false), { standing: 'begun' });
  const attempts = [attempt(90, 'fail', '1'), attempt(70, 'pass', '2'), attempt(10, 'pass', '3')];
  assert.deepEqual(outcomeOfLab(LAB, attempts, false), {
    standing: 'passed',
    score: { points: 70, max: 100 },
    at: '2',
  });
  assert.equal(outcomeOfLab(LAB, attempts.slice(0, 1), false).standing, 'partial');
  assert.equal(outcomeOfLab(LAB, attempts.slice(0, 1), true).standing, 'failed');
  assert.equal(outcomeOfLab(LAB, attempts, true).standing, 'passed');
  assert.deepEqual(outcomeOfLab(LAB, [], true), { standing: 'failed' });
});

test('a quiz: a finished try passes or fails, an open one is neither, and a pass stands', () => {
  assert.equal(outcomeOfQuiz(QUIZ, [], false, false).standing, 'begun');
  assert.equal(outcomeOfQuiz(QUIZ, [], true, false).standing, 'partial');
  assert.equal(outcomeOfQuiz(QUIZ, [result(3, '1')], true, false).standing, 'failed');
  assert.deepEqual(outcomeOfQuiz(QUIZ, [result(4, '1'), result(2, '2')], false, false), {
    standing: 'passed',
    score: { points: 4, max: 5 },
    at: '1',
  });
  // Where an LMS asks for less or more, its word counts.
  assert.equal(
    outcomeOfQuiz({ ...QUIZ, pass: 60 }, [result(3, '1')], false, false).standing,
    'passed',
  );
  assert.equal(
    outcomeOfQuiz({ ...QUIZ, pass: 90 }, [result(4, '1')], false, false).standing,
    'failed',
  );
});

test('a lesson is read or not', () => {
  assert.equal(outcomeOfLesson(undefined).standing, 'begun');
  assert.deepEqual(outcomeOfLesson('2026'), { standing: 'completed', at: '2026' });
});

test('of two outcomes the pass wins, then the larger share, and of equals the first', () => {
  const a = { standing: 'partial', score: { points: 9, max: 10 } } as const;
  const b = { standing: 'passed', score: { points: 7, max: 10 } } as const;
  assert.equal(betterOf(a, b), b);
  assert.equal(betterOf(b, a), b);
  assert.equal(betterOf(a, { ...a }), a);
  assert.deepEqual(betterOf({ standing: 'begun' }, a), a);
});

test('numbers and times are written as the standards have them', () => {
  assert.equal(percentOf({ points: 2, max: 3 }), 66.67);
  assert.equal(percentOf({ points: 0, max: 0 }), 0);
  assert.equal(clock12(0), '0000:00:00.00');
  assert.equal(clock12(59.999), '0000:01:00.00');
  assert.equal(clock12(100 * 3600 + 61.5), '0100:01:01.50');
  assert.equal(clock12(1e9), '9999:00:00.00');
  assert.equal(duration2004(3661.239), 'PT3661.24S');
  assert.equal(unitName({ kind: 'quiz', id: 'course/quiz' }), 'quiz-course.quiz');
});

test('the bar says what the LMS has, and what it has not', () => {
  const outcome = { standing: 'partial', score: { points: 2, max: 3 } } as const;
  assert.equal(outcomeInWords(LAB, outcome), '66.67 of 100 points, not passed yet; 70 pass');
  assert.equal(
    outcomeInWords(QUIZ, { ...outcome, standing: 'failed' }),
    '2 of 3 right, not passed',
  );
  assert.deepEqual(sessionInWords(LAB, outcome, { kind: 'recorded', at: new Date(0) }), {
    tone: 'plain',
    text: 'The LMS has: 66.67 of 100 points, not passed yet; 70 pass',
  });
  const fault = { call: 'LMSCommit', code: '391', words: 'No room.' };
  assert.deepEqual(
    sessionInWords(LAB, { standing: 'begun' }, { kind: 'failing', fault, since: new Date(0) }),
    {
      tone: 'warn',
      text: 'The LMS has not taken it yet: begun, nothing checked yet',
      more: 'It answers LMSCommit with error 391: No room. Nothing is lost: it is kept in this browser and told again by itself.',
    },
  );
});

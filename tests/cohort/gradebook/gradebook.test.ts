import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradebook, gradeOf, type Grade } from '#cohort';
import { CLASS, handIn, PIN, SET, SIGN } from './class-of-four.ts';

const brief = ({ state, percent, passed, basis }: Grade) => [state, percent, passed, basis];

test('a gradebook has a row for everybody on the roster, graded or not', () => {
  const { rows, strays } = gradebook(CLASS);
  assert.deepEqual(
    rows.map(({ learner, grades, totalPercent, passed }) => [
      learner.id,
      grades.map(brief),
      totalPercent,
      passed,
    ]),
    [
      // The third hand-in of two that count is left out, though it is the best.
      [
        'l1',
        [
          ['graded', 65, false, 'regraded'],
          ['missing', undefined, false, 'none'],
        ],
        16.25,
        0,
      ],
      [
        'l2',
        [
          ['graded', 75, true, 'regraded'],
          ['missing', undefined, false, 'none'],
        ],
        18.75,
        1,
      ],
      [
        'l3',
        [
          ['missing', undefined, false, 'none'],
          ['graded', 66.67, true, 'regraded'],
        ],
        50,
        1,
      ],
      [
        'l4',
        [
          ['graded', 72.5, true, 'decided'],
          ['waiting', undefined, false, 'none'],
        ],
        18.13,
        1,
      ],
    ],
  );
  assert.deepEqual(strays, []);
});

test('a day that has begun counts as a day late; no more is taken off than the rule says', () => {
  const at = (receivedAt: string, late = PIN.late) => {
    const [one] = gradeOf({ ...PIN, late }, [handIn('l', 'pin', receivedAt, 95)]).handIns;
    return [one?.daysLate, one?.percent, one?.leftOut];
  };
  assert.deepEqual(at('2026-11-20T12:00:00Z'), [0, 95, undefined]);
  assert.deepEqual(at('2026-11-20T12:00:01Z'), [1, 85, undefined]);
  assert.deepEqual(at('2026-11-22T12:00:00Z'), [2, 75, undefined]);
  assert.deepEqual(at('2026-12-22T12:00:00Z'), [32, 65, undefined]);
  assert.deepEqual(at('2026-11-20T14:00:00+02:00'), [0, 95, undefined]);
  assert.deepEqual(at('2026-11-20T12:00:01Z', { kind: 'refuse' }), [1, 95, 'late']);
  assert.deepEqual(at('2026-11-20T12:00:01Z', { kind: 'accept' }), [1, 95, undefined]);
});

test('the best counts, or the last; a best one without what nobody passes without is no better', () => {
  const unmet = { unmet: ['january-is-restorable'] };
  const all = [
    handIn('l', 'x', '2026-11-03T00:00:00Z', 75),
    handIn('l', 'x', '2026-11-01T00:00:00Z', 80, unmet),
    handIn('l', 'x', '2026-11-02T00:00:00Z', 75),
  ];
  const piece = { ...SIGN, id: 'x' };
  const best = gradeOf({ ...piece, counts: 'best' }, all);
  assert.deepEqual([brief(best), best.counted?.attempt], [['graded', 75, true, 'regraded'], 2]);
  assert.equal(gradeOf(piece, all).counted?.attempt, 3);
  assert.deepEqual(brief(gradeOf(piece, all.slice(1, 2))), ['graded', 80, false, 'regraded']);
});

test('what a person has set holds over what was graded and over the due time, and what was graded is still to be seen', () => {
  const one = handIn('l', 'pin', '2026-12-19T00:00:00Z', 40);
  const grade = gradeOf({ ...PIN, late: { kind: 'refuse' } }, [{ ...one, override: SET }]);
  assert.deepEqual(brief(grade), ['graded', 72.5, true, 'decided']);
  assert.equal(grade.counted?.handIn.result?.points, 40);
  const passes = { ...SET, points: 10, passed: true };
  assert.deepEqual(brief(gradeOf(PIN, [{ ...one, override: passes }])), [
    'graded',
    5,
    true,
    'decided',
  ]);
  assert.throws(
    () => gradeOf(PIN, [{ ...one, override: { ...SET, reason: ' ' } }]),
    /^RangeError: The decision on pin of l has no reason; write one\.$/,
  );
  assert.throws(
    () => gradeOf(PIN, [{ ...one, override: { ...SET, points: 201 } }]),
    /^RangeError: The decision on pin of l is 201 of 200 points; expected 0 to all of them\.$/,
  );
});

test('self-reported scores are told apart; nobody is lost whose hand-in fits nothing', () => {
  const { rows, strays } = gradebook({
    ...CLASS,
    handIns: [
      handIn('l1', 'pin', '2026-11-19T00:00:00Z', 90, { basis: 'self-reported' }),
      handIn('l9', 'pin', '2026-11-19T00:00:00Z', 90),
      handIn('l1', 'other', '2026-11-19T00:00:00Z', 90),
    ],
  });
  assert.deepEqual(rows[0]?.grades.map(brief)[0], ['graded', 90, true, 'self-reported']);
  assert.deepEqual(strays, [
    'A hand-in is left out: l9 is not on the roster.',
    'A hand-in of l1 is left out: other is not assigned.',
  ]);
  assert.throws(
    () => gradebook({ ...CLASS, learners: [...CLASS.learners, ...CLASS.learners] }),
    /^RangeError: The learner "l1" stands twice in the gradebook\.$/,
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  blockingChecks,
  evidenceOfLab,
  gradebook,
  readClaims,
  resembles,
  skillsMap,
  timeToPass,
  wordsOf,
  type KnownMistake,
  type SeenWork,
} from '#cohort';
import type { Verdict } from '#grading';
import { CLASS, handIn, PIN } from '../gradebook/class-of-four.ts';

const mistake = (mutant: string, summary: string, cameBack: string): KnownMistake => ({
  mutant,
  check: 'lock-is-fresh',
  summary,
  ran: 'dvc status',
  cameBack,
  expected: 'Data and pipelines are up to date.',
});
const KNOWN = [
  mistake(
    'lock-is-fresh/lock-edited-by-hand',
    'The lock names other bytes than the table has.',
    'train: changed deps',
  ),
  mistake(
    'lock-is-fresh/params-edited-later',
    'A parameter was changed after the run.',
    'train: changed params',
  ),
  mistake('lock-is-fresh/never-run', 'There is no dvc.lock.', 'nothing'),
  mistake('lock-is-fresh/lock-deleted', 'There is no dvc.lock.', 'nothing'),
];
const fail = (check: string, summary: string, cameBack: string): Verdict => ({
  check,
  durationMs: 1,
  status: 'fail',
  summary,
  ran: 'dvc status',
  cameBack,
  expected: 'Data and pipelines are up to date.',
});

test('a failed check resembles the known mistake of which it says the same, whatever the learner’s numbers are', () => {
  const known = [
    mistake('a', 'The table has 412 rows.', 'md5 d41d8cd98f00b204e9800998ecf8427e on 2026-03-18'),
    ...KNOWN,
  ];
  const said = mistake(
    '',
    'The table has 9871 rows.',
    'md5 9e107d9d372bb6826bd81d3542a419d6 on 2026-04-02',
  );
  assert.deepEqual(resembles('lock-is-fresh', said, known), { likeness: 1, mutants: ['a'] });
  assert.deepEqual(
    [...wordsOf('The v3 of 2026-03-18T10:07:01Z, 1.5s, a1b2c3d4e5')],
    ['the', '‹number›', 'of', '‹date›', '‹digest›'],
  );
});

test('mistakes of which a check says the same are named together; what is like none is said to be like none', () => {
  const like = (summary: string, cameBack: string) =>
    resembles('lock-is-fresh', mistake('', summary, cameBack), KNOWN);
  assert.deepEqual(like('There is no dvc.lock.', 'nothing')?.mutants, [
    'lock-is-fresh/lock-deleted',
    'lock-is-fresh/never-run',
  ]);
  assert.deepEqual(
    like('A parameter was changed after the run.', 'train: changed params and deps')?.mutants,
    ['lock-is-fresh/params-edited-later'],
  );
  assert.equal(like('The pipeline has a cycle.', 'train -> train'), undefined);
  assert.equal(resembles('another-check', mistake('', 'x', 'y'), KNOWN), undefined);
});

test('checks are told by how many people they hold up, each by the latest work, and with which mistake', () => {
  const work = (learner: string, receivedAt: string, ...verdicts: Verdict[]): SeenWork => ({
    learner,
    lab: 'pin-the-data',
    receivedAt,
    verdicts,
  });
  const pass = (check: string): Verdict => ({ check, durationMs: 1, status: 'pass' });
  const params = fail(
    'lock-is-fresh',
    'A parameter was changed after the run.',
    'train: changed params',
  );
  const works = [
    work('l1', '2026-11-02T00:00:00Z', params, pass('data-is-pinned')),
    work('l1', '2026-11-01T00:00:00Z', params, fail('data-is-pinned', 'x', 'y')),
    work('l2', '2026-11-01T00:00:00Z', params, {
      check: 'data-is-pinned',
      durationMs: 1,
      status: 'blocked',
      because: 'first this',
    }),
    work('l3', '2026-11-01T00:00:00Z', fail('lock-is-fresh', 'Quite another thing.', 'z')),
    work('l4', '2026-11-01T00:00:00Z', pass('lock-is-fresh')),
  ];
  assert.deepEqual(
    blockingChecks(works, () => KNOWN),
    [
      {
        lab: 'pin-the-data',
        check: 'lock-is-fresh',
        graded: 4,
        failed: 3,
        blocked: 0,
        mistakes: [{ mutants: ['lock-is-fresh/params-edited-later'], people: 2 }],
        unlike: 1,
      },
      {
        lab: 'pin-the-data',
        check: 'data-is-pinned',
        graded: 4,
        failed: 0,
        blocked: 1,
        mistakes: [],
        unlike: 0,
      },
    ],
  );
});

test('the skills map has levels by what was shown, gaps to a role, and the bus factor of each competency', () => {
  const { rows, columns } = skillsMap(
    ['a', 'b', 'c'],
    [
      ...evidenceOfLab('a', ['VER', 'DAT'], false),
      ...evidenceOfLab('b', ['VER'], true),
      ...evidenceOfLab('b', ['VER'], false),
      ...evidenceOfLab('c', ['DAT'], true),
    ],
    'L2',
    [
      { learner: 'a', competency: 'DAT', claim: 1 },
      { learner: 'b', competency: 'STD', claim: 4 },
      { learner: 'c', competency: 'DAT', claim: 3 },
    ],
  );
  const at = (id: 'VER' | 'DAT' | 'STD') => columns.find(({ competency }) => competency === id);
  assert.deepEqual(
    rows.map(({ levels: { VER, DAT, STD } }) => [VER, DAT, STD]),
    [
      [3, 1, 0],
      [3, 0, 1],
      [0, 3, 0],
    ],
  );
  assert.deepEqual(
    rows.map(({ gap }) => gap),
    [16, 16, 18],
  );
  assert.deepEqual(at('VER'), {
    competency: 'VER',
    target: 3,
    busFactor: 2,
    isAtRisk: false,
    atTarget: 2,
  });
  assert.deepEqual(at('DAT'), {
    competency: 'DAT',
    target: 2,
    busFactor: 1,
    isAtRisk: true,
    atTarget: 1,
  });
});

test('claims come by CSV, and a line that is not understood is named', () => {
  const learners = new Map([['Ada', 'l1']]);
  assert.deepEqual(readClaims('Name,Competency,Claim\r\nAda,ver,3\r\n', learners), [
    { learner: 'l1', competency: 'VER', claim: 3 },
  ]);
  assert.throws(() => readClaims('name,competency,claim\nEve,VER,3', learners), {
    name: 'CohortFileUnreadable',
    message: 'Found in row 1 "Eve"; expected somebody on the roster.',
  });
  assert.throws(() => readClaims('name,competency,claim\nAda,VER,5', learners), {
    message: 'Found in row 1 the claim "5"; expected 0 to 4.',
  });
  assert.throws(() => readClaims('name,claim\nAda,5', learners), {
    message:
      'Found the columns name, claim; expected the columns name (or id), competency and claim.',
  });
});

test('time to pass counts everybody: those who have not passed took longer than all who have', () => {
  const times = ['2026-11-02', '2026-11-03', '2026-11-05'].map((day, at) =>
    handIn(`l${at + 1}`, 'pin', `${day}T12:00:00Z`, 80),
  );
  const again = handIn('l1', 'pin', '2026-11-09T00:00:00Z', 90);
  const book = gradebook({ ...CLASS, pieces: [PIN], handIns: [...times, again] });
  assert.deepEqual(timeToPass(book, { pin: '2026-11-01T12:00:00Z' }), [
    { piece: 'pin', people: 4, passed: 3, quartiles: [1, 2, 4] },
  ]);
  const few = gradebook({ ...CLASS, pieces: [PIN], handIns: times.slice(0, 1) });
  assert.deepEqual(timeToPass(few, { pin: '2026-11-01T00:00:00Z' })[0]?.quartiles, [
    1.5,
    undefined,
    undefined,
  ]);
  assert.deepEqual(timeToPass(few, {}), []);
});

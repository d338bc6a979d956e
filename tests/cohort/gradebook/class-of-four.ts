import type { GradebookInput, GradedHandIn, GradedPiece, GradedResult, SetGrade } from '#cohort';

export const PIN: GradedPiece = {
  id: 'pin',
  title: 'Pin the data',
  kind: 'lab',
  item: 'pin-the-data',
  passPercent: 70,
  dueAt: '2026-11-20T12:00:00Z',
  late: { kind: 'deduct', percentPerDay: 10, mostPercent: 30 },
  attempts: 2,
  counts: 'best',
};
export const SIGN: GradedPiece = {
  id: 'sign',
  title: 'Sign the contract',
  kind: 'lab',
  item: 'sign-the-contract',
  passPercent: 60,
  late: { kind: 'accept' },
  counts: 'last',
  weight: 3,
};

export const handIn = (
  learner: string,
  piece: string,
  receivedAt: string,
  points: number,
  more: Partial<GradedResult> = {},
): GradedHandIn => ({
  id: `${learner}-${piece}-${receivedAt}`,
  learner,
  piece,
  receivedAt,
  result: { points, maxPoints: 100, unmet: [], basis: 'regraded', ...more },
});

export const SET: SetGrade = {
  points: 145,
  maxPoints: 200,
  passed: true,
  reason: 'The check read it wrongly',
  by: 'Ada',
  at: '2026-11-25T00:00:00Z',
};

export const CLASS: GradebookInput = {
  learners: [
    {
      id: 'l1',
      name: 'Ada Lovelace',
      email: 'ada@example.test',
      lms: { canvasSisUserId: '1001', canvasSection: 'A' },
    },
    {
      id: 'l2',
      name: '=Müller, "Jo"',
      email: 'jo@example.test',
      lms: { canvasSisUserId: '1002', canvasSection: 'A', moodleUsername: '+jo' },
    },
    {
      id: 'l3',
      name: 'نورا الخطيب',
      email: 'noura@example.test',
      lms: { canvasSisLoginId: 'noura' },
    },
    { id: 'l4', name: 'Kim', lms: {} },
  ],
  pieces: [PIN, SIGN],
  handIns: [
    handIn('l1', 'pin', '2026-11-20T11:00:00Z', 60),
    handIn('l1', 'pin', '2026-11-20T12:00:01Z', 90),
    handIn('l1', 'pin', '2026-11-20T11:30:00Z', 65),
    handIn('l2', 'pin', '2026-11-22T12:00:00Z', 95),
    handIn('l3', 'sign', '2026-11-21T00:00:00Z', 100),
    handIn('l3', 'sign', '2026-11-22T00:00:00Z', 2, { maxPoints: 3 }),
    { ...handIn('l4', 'pin', '2026-12-20T00:00:00Z', 10), override: SET },
    { id: 'waits', learner: 'l4', piece: 'sign', receivedAt: '2026-11-20T00:00:00Z' },
  ],
};

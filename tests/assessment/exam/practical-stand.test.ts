import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LabAttempt } from '#progress';
import { practicalStand } from '../../../src/components/assessment/exam/practical-stand.ts';

const attempt = (lab: string, points: number, holds: boolean): LabAttempt => ({
  id: `${lab}-${points}`,
  lab,
  labVersion: '1.0.0',
  seed: '7',
  engine: 'embedded',
  startedAt: '2026-11-26T12:00:00Z',
  durationMs: 1,
  points,
  maxPoints: 100,
  verdicts: { 'first-restorable': holds ? 'pass' : 'fail' },
  hintsUsed: {},
  solutionSeen: false,
});
const sheet = {
  retakeHours: { first: 24, next: 168 },
  practical: {
    kind: 'practice',
    labs: 2,
    pass: 70,
    address: '/labs/',
    must: { 'pin-the-data': ['first-restorable'] },
  },
} as const;

test('a lab counts for part P with its points and every check without which nobody passes', () => {
  const other = attempt('sign-the-contract', 70, false);
  const stand = practicalStand(sheet, [attempt('pin-the-data', 90, false), other], []);
  assert.deepEqual(stand, {
    kind: 'practice',
    done: [{ lab: 'sign-the-contract', points: 70 }],
    holds: false,
  });
  const both = [attempt('pin-the-data', 70, true), other, attempt('pin-the-data', 69, true)];
  assert.equal(practicalStand(sheet, both, []).holds, true);
});

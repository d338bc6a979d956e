import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginLabSitting, type LabSitting } from '#assessment';
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

test('the work of the last sitting that has ended is handed in once a receipt names that sitting', () => {
  const capstone = {
    retakeHours: { first: 24, next: 168 },
    practical: {
      kind: 'labs',
      labs: [
        {
          title: 'Pin',
          minutes: 60,
          pass: 70,
          pauses: { count: 2, minutes: 10 },
          lab: 'pin-the-data',
        },
      ],
    },
  } as const;
  const order = { exam: 'x', ...capstone.practical.labs[0] };
  const begun = beginLabSitting(order, 'lina', [], 0, new Date('2026-11-26T10:00:00Z'));
  const ended: LabSitting = { ...begun, end: { at: '2026-11-26T11:00:00.000Z', by: 'learner' } };
  const handedIn = (sittings: readonly LabSitting[], sitting?: string) => {
    const handedInAt = '2026-11-26T12:00:00.000Z';
    const receipt = { handedInAt, ...(sitting === undefined ? {} : { sitting }) };
    const stand = practicalStand(capstone, [], sittings, [receipt]);
    return stand.kind === 'labs' ? stand.labs[0]?.handedInAt : 'practice';
  };
  assert.equal(handedIn([ended], 'x/pin-the-data/1'), '2026-11-26T12:00:00.000Z');
  assert.equal(handedIn([begun], 'x/pin-the-data/1'), undefined);
  assert.equal(handedIn([ended]), undefined);
  const again = { ...ended, id: 'x/pin-the-data/2', number: 2 };
  assert.equal(handedIn([ended, again], 'x/pin-the-data/1'), undefined);
});

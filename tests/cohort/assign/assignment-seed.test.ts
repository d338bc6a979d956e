import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { assignmentSeed, commonLinkKey, seedsGiven } from '#cohort';
import { COHORT, LINA, NOOR, TERMS } from '../register/example-cohort.ts';

test('a seed is the HMAC-SHA-256 of assignment, learner and attempt under the secret', () => {
  const expected = createHmac('sha256', Buffer.from(COHORT.secret, 'hex'))
    .update('plumbline-assignment-seed-1\nweek-1|p-1a2b3c4d|2')
    .digest('hex');
  assert.equal(assignmentSeed(COHORT.secret, 'week-1', LINA.id, 2), expected);
});

test('a learner has a seed for each attempt; those of the common link count once there was one', () => {
  const own = [1, 2].map((attempt) => ({
    seed: assignmentSeed(COHORT.secret, 'week-1', LINA.id, attempt),
    attempt,
  }));
  assert.deepEqual(seedsGiven(COHORT, { terms: TERMS, published: [] }, LINA.id), own);
  const publication = { sha256: 'a'.repeat(64), publishedAt: '2026-11-02T10:00:00.000Z' };
  const common = commonLinkKey(COHORT, 'week-1');
  const all = seedsGiven(
    COHORT,
    { terms: TERMS, published: [{ ...publication, hasCommonLink: true }] },
    LINA.id,
  );
  assert.deepEqual(all.slice(0, 2), own);
  assert.deepEqual(
    all.slice(2),
    [1, 2].map((attempt) => ({
      seed: assignmentSeed(common, 'week-1', LINA.id, attempt),
      attempt,
    })),
  );
});

test('no two learners, attempts or assignments share a seed, and a common link does not tell the secret', () => {
  const seeds = ['week-1', 'week-2'].flatMap((assignment) =>
    [LINA.id, NOOR.id].flatMap((learner) =>
      [1, 2, 3].map((attempt) => assignmentSeed(COHORT.secret, assignment, learner, attempt)),
    ),
  );
  assert.equal(new Set(seeds).size, 12);
  assert.notEqual(commonLinkKey(COHORT, 'week-1'), commonLinkKey(COHORT, 'week-2'));
});

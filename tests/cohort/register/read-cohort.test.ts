import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assignmentOfDigest,
  assignmentSha256,
  newCohort,
  newLearnerId,
  published,
  readCohort,
  withLearner,
  withoutLearner,
  withTerms,
} from '#cohort';
import { LabError } from '#container';
import { COHORT, LINA, NOOR, TERMS } from './example-cohort.ts';

const thrown = (work: () => unknown): LabError => {
  try {
    work();
  } catch (error) {
    if (error instanceof LabError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
};

test('a cohort that was written as JSON is read as it was', () => {
  assert.deepEqual(readCohort(JSON.parse(JSON.stringify(COHORT))), COHORT);
});

test('a key that is not of the format, and one that is missing, are named with their place', () => {
  const odd: Record<string, unknown> = { ...COHORT, colour: 'blue' };
  delete odd['retainUntil'];
  const error = thrown(() => readCohort(odd));
  assert.equal(error.name, 'CohortUnreadable');
  assert.match(
    error.message,
    /At retainUntil it has nothing; expected the key "retainUntil", which is required\./,
  );
  assert.match(
    error.message,
    /At colour it has the key "colour"; expected no key of that name here\./,
  );
});

test('a cohort of a later format is told apart from one that is damaged', () => {
  const { message } = thrown(() => readCohort({ ...COHORT, formatVersion: 2 }));
  assert.equal(message, 'This cohort has the format version 2; this edition reads version 1.');
});

const wrong: readonly (readonly [string, unknown, RegExp])[] = [
  [
    'an id twice, in another case',
    { ...COHORT, learners: [LINA, { ...NOOR, id: 'P-1A2B3C4D' }] },
    /"p-1a2b3c4d" stands twice/,
  ],
  [
    'an item twice',
    {
      ...COHORT,
      assignments: [
        { terms: { ...TERMS, items: [TERMS.items[1], TERMS.items[1]] }, published: [] },
      ],
    },
    /has "lab pin-the-data" twice/,
  ],
  [
    'an end before the beginning',
    { ...COHORT, assignments: [{ terms: { ...TERMS, dueAt: TERMS.opensAt }, published: [] }] },
    /is due before it opens/,
  ],
  ['terms of another cohort', { ...COHORT, id: 'c-other' }, /is of another cohort/],
  [
    'a day that no calendar has',
    { ...COHORT, retainUntil: '2027-06-31' },
    /"2027-06-31T00:00:00Z" is no day of the calendar/,
  ],
  [
    'markup in a name',
    { ...COHORT, learners: [{ ...LINA, name: '<b>Lina</b>' }] },
    /learners\[0\]\.name/,
  ],
  [
    'no items',
    { ...COHORT, assignments: [{ terms: { ...TERMS, items: [] }, published: [] }] },
    /a list of at least 1/,
  ],
];
for (const [what, cohort, words] of wrong) {
  test(`a cohort with ${what} is refused`, () => {
    assert.match(thrown(() => readCohort(cohort)).message, words);
  });
}

test('a new cohort is empty, with a name and a secret drawn for it alone', () => {
  const about = {
    name: 'A',
    issuer: { name: 'Ada' },
    retainUntil: '2027-03-31',
    passRule: { items: 'all', percent: 70 },
  } as const;
  const now = new Date('2026-11-02T09:00:00Z');
  const one = newCohort(about, now, (length) => new Uint8Array(length).fill(1));
  assert.equal(one.id, 'c-111111111111');
  assert.equal(one.secret, '01'.repeat(32));
  assert.deepEqual([one.learners, one.assignments, one.certificates], [[], [], []]);
  const [a, b] = [newCohort(about, now), newCohort(about, now)];
  assert.notEqual(a.id, b.id);
  assert.notEqual(a.secret, b.secret);
  assert.equal(
    thrown(() => newCohort({ ...about, retainUntil: 'soon' }, now)).name,
    'CohortNotPossible',
  );
});

test('a learner’s id is random, and never one that is taken', () => {
  const draws = [1, 1, 2].map((byte) => new Uint8Array(8).fill(byte));
  const id = newLearnerId(new Set(['p-11111111']), () => draws.shift() ?? new Uint8Array(8));
  assert.equal(id, 'p-22222222');
});

test('a learner is put in the place of the one with the same id, and leaves only entries of the status list', () => {
  const renamed = withLearner(COHORT, { ...LINA, name: 'Lina Maier' });
  assert.deepEqual(
    renamed.learners.map(({ name }) => name),
    ['Lina Maier', 'نور حداد'],
  );
  const without = withoutLearner(COHORT, LINA.id);
  assert.deepEqual(without.learners, [NOOR]);
  assert.deepEqual(without.certificates, [
    {
      credentialId: 'urn:uuid:3f0a2f5e-8d3e-4a61-9a51-0a7c1d2e3f40',
      statusIndex: 77_401,
      program: 'professional',
      issuedAt: '2026-11-20T09:00:00.000Z',
    },
  ]);
});

test('hand-ins to terms that were given out earlier still belong to the assignment', () => {
  const at = new Date('2026-11-02T10:00:00Z');
  const [first] = COHORT.assignments;
  assert.ok(first);
  const given = published(first, at, false);
  assert.equal(published(given, at, false), given);
  const before = assignmentSha256(TERMS);
  const later = { ...TERMS, dueAt: '2026-11-16T22:00:00.000Z' };
  const changed = withTerms({ ...COHORT, assignments: [given] }, later);
  const [moved] = changed.assignments;
  assert.ok(moved);
  const again = published(moved, at, true);
  assert.deepEqual(again.published, [
    { sha256: before, publishedAt: at.toISOString(), hasCommonLink: false },
    { sha256: assignmentSha256(later), publishedAt: at.toISOString(), hasCommonLink: true },
  ]);
  assert.equal(assignmentOfDigest([again], before), again);
  assert.equal(assignmentOfDigest([again], 'f0'.repeat(32)), undefined);
});

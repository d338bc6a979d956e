import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTerms } from '#cohort';
import {
  draftOf,
  EMPTY_DRAFT,
  termsOf,
  type TermsDraft,
} from '../../../src/components/teach/assign/terms-draft.ts';
import { COHORT, TERMS } from '../register/example-cohort.ts';

const CATALOGUE = {
  items: [
    {
      kind: 'lesson' as const,
      id: 'versioning-and-reproducibility/data-pointers',
      title: 'Data pointers',
      course: 'Versioning',
      minutes: 8,
      href: '/courses/versioning-and-reproducibility/data-pointers/',
    },
    {
      kind: 'lab' as const,
      id: 'pin-the-data',
      title: 'Pin the data',
      version: '1.1.0',
      sha256: 'c3'.repeat(32),
      course: 'Versioning',
      href: '/labs/pin-the-data/',
    },
  ],
};
const draft: TermsDraft = {
  ...EMPTY_DRAFT,
  title: ' Week 1: Pin the Däta ',
  chosen: new Set(['lab pin-the-data']),
  due: '2026-11-09T22:00',
};
const terms = (part: Partial<TermsDraft> = {}) => termsOf({ ...draft, ...part }, COHORT, CATALOGUE);

test('a draft becomes terms: an id from the title, items as they stand now, times in UTC', () => {
  assert.deepEqual(terms(), {
    format: 'plumbline-assignment',
    formatVersion: 1,
    id: 'week-1-pin-the-data',
    title: 'Week 1: Pin the Däta',
    cohort: { id: COHORT.id, name: COHORT.name },
    issuer: 'Ada Instructor',
    items: [
      {
        kind: 'lab',
        id: 'pin-the-data',
        title: 'Pin the data',
        version: '1.1.0',
        sha256: 'c3'.repeat(32),
      },
    ],
    dueAt: new Date('2026-11-09T22:00').toISOString(),
    late: { kind: 'accept' },
    attempts: 1,
    passPercent: 70,
    hintsAllowed: true,
  });
});

test('a title that is taken, or has no Latin letters, still gets an id of its own', () => {
  const first = withTerms(COHORT, terms());
  assert.equal(termsOf(draft, first, CATALOGUE).id, 'week-1-pin-the-data-2');
  assert.equal(terms({ title: 'الأسبوع الأول' }).id, 'assignment');
});

test('what is there is drafted and kept again without a change, in the time zone of this machine', () => {
  const catalogue = {
    items: CATALOGUE.items.map((item) => ({
      ...item,
      ...(TERMS.items.find(({ id }) => id === item.id) ?? {}),
    })),
  };
  assert.deepEqual(termsOf(draftOf(TERMS), COHORT, catalogue, TERMS), TERMS);
});

test('an item that the site has no more stays in an assignment that has it', () => {
  const { items } = termsOf(draftOf(TERMS), COHORT, { items: [] }, TERMS);
  assert.deepEqual(items, TERMS.items);
});

for (const [part, words] of [
  [{ title: ' ' }, /Give the assignment a title/],
  [{ chosen: new Set<string>() }, /one thing at least/],
  [{ opens: '2026-11-10T00:00' }, /It is due before it opens/],
  [{ attempts: '0' }, /The number of hand-ins is “0”; expected a whole number from 1 to 10/],
  [{ passPercent: 'half' }, /The pass mark is “half”/],
  [{ late: 'deduct', percentPerDay: '' }, /What a late day takes is “”/],
] as const) {
  test(`a draft with ${JSON.stringify(part)} is refused in words`, () => {
    assert.throws(() => terms(part), { name: 'RangeError', message: words });
  });
}

test('a lesson that is assigned is to be handed in; one that was assigned without stays so', () => {
  const chosen = new Set(['lesson versioning-and-reproducibility/data-pointers']);
  const told = terms({ chosen });
  assert.deepEqual(told.items, [
    {
      kind: 'lesson',
      id: 'versioning-and-reproducibility/data-pointers',
      title: 'Data pointers',
      handIn: true,
    },
  ]);
  const items = told.items.map(({ kind, id, title }) => ({ kind, id, title }));
  const before = { ...told, items };
  assert.deepEqual(termsOf({ ...draft, chosen }, COHORT, CATALOGUE, before).items, items);
});

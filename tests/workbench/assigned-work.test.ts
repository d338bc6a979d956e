import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignmentFragment, assignmentSeed, assignmentSha256, commonLinkKey } from '#cohort';
import { createMemoryStore, LearnerRecord } from '#progress';
import {
  assignedAskedFor,
  assignedWorkKey,
} from '../../src/components/workbench/assigned/assigned-work.ts';
import { assignedExam } from '../../src/components/assessment/exam/assigned-exam.ts';
import { farAway, ownTime } from '../../src/components/site/assigned/due-words.ts';
import { keptOf, openLink } from '../../src/components/site/assigned/open-link.ts';
import { readKept } from '../../src/components/site/assigned/read-kept.ts';
import { KEY, OTHER_KEY } from '../cohort/example.ts';
import { COHORT, LINA, NOOR, TERMS } from '../cohort/register/example-cohort.ts';

const NOW = new Date('2026-11-03T10:00:00Z');
const ID = `${COHORT.id}/week-1`;
const link = (learner: string | undefined, key = KEY) =>
  assignmentFragment(COHORT, { terms: TERMS }, learner, key, NOW);

/** A record in which a link was opened. */
async function recordWith(fragment: string, learner = ''): Promise<LearnerRecord> {
  const record = new LearnerRecord(createMemoryStore());
  const { opened } = openLink(`#${fragment}`, []) as Extract<
    ReturnType<typeof openLink>,
    { opened: object }
  >;
  await record.keepAssignment(keptOf(opened, opened.learner || learner, NOW));
  return record;
}

test('a lab opened from an assignment has its seed, digest and id, and is kept apart from practice', async () => {
  const record = await recordWith(await link(LINA.id));
  const { assigned } = await assignedAskedFor(
    record,
    { kind: 'lab', id: 'pin-the-data' },
    `?assigned=${ID}&attempt=2`,
  );
  assert.deepEqual(assigned, {
    id: ID,
    title: TERMS.title,
    sha256: assignmentSha256(TERMS),
    learner: LINA.id,
    attempt: 2,
    attempts: 2,
    seed: assignmentSeed(COHORT.secret, 'week-1', LINA.id, 2),
    dueAt: TERMS.dueAt,
    hintsAllowed: true,
  });
  assert.equal(
    assignedWorkKey('pin-the-data', assigned),
    'pin-the-data-assigned-c-0123456789ab-week-1-2',
  );
});

test('the link for all gives a seed by the id that was typed', async () => {
  const record = await recordWith(await link(undefined), 'p-typed');
  const { assigned } = await assignedAskedFor(
    record,
    { kind: 'lab', id: 'pin-the-data' },
    `?assigned=${ID}`,
  );
  const key = commonLinkKey(COHORT, 'week-1');
  assert.equal(assigned?.seed, assignmentSeed(key, 'week-1', 'p-typed', 1));
});

test('what an address asks for in vain is practice, and says why', async () => {
  const record = await recordWith(await link(LINA.id));
  const fault = async (lab: string, search: string) =>
    (await assignedAskedFor(record, { kind: 'lab', id: lab }, search)).fault;
  assert.equal(await fault('pin-the-data', ''), undefined);
  assert.match(
    (await fault('pin-the-data', '?assigned=c-x/y')) ?? '',
    /^This is practice: this assignment is not kept/,
  );
  assert.match((await fault('another-lab', `?assigned=${ID}`)) ?? '', /has not this lab/);
  assert.match(
    (await fault('pin-the-data', `?assigned=${ID}&attempt=3`)) ?? '',
    /has 2 hand-ins, and no number 3/,
  );
});

test('a link of another key, or for another id, than before is kept only after a question', async () => {
  const record = await recordWith(await link(LINA.id));
  const kept = await record.assignments();
  const doubts = (fragment: string) => {
    const opening = openLink(fragment, kept);
    return opening.fault === undefined ? opening.opened.doubts : [opening.fault];
  };
  assert.deepEqual(doubts(await link(LINA.id)), []);
  const [key] = doubts(await link(LINA.id, OTHER_KEY));
  assert.match(key ?? '', /^It is signed by another key/);
  assert.deepEqual(doubts(await link(NOOR.id)), [
    `It is for the id ${NOOR.id}, and what you had before was for ${LINA.id}. Is it your link?`,
  ]);
  assert.match(doubts('a1=xx')[0] ?? '', /^NotReadable/);
});

test('what is due shows how the learner stands: lesson, tries and receipts of each attempt', async () => {
  const record = await recordWith(await link(LINA.id));
  const seed = assignmentSeed(COHORT.secret, 'week-1', LINA.id, 1);
  await record.markLessonDone('versioning-and-reproducibility/data-pointers', NOW);
  await record.addAttempt({
    id: 'one',
    lab: 'pin-the-data',
    labVersion: '1.0.0',
    seed,
    engine: 'embedded',
    startedAt: '2026-11-03T11:00:00.000Z',
    durationMs: 5,
    points: 60,
    maxPoints: 100,
    verdicts: {},
    hintsUsed: {},
    solutionSeen: false,
    assigned: ID,
  });
  const [shown] = await readKept(record, (path) => path);
  assert.ok(shown && shown.fault === undefined);
  assert.deepEqual(
    shown.items.map(({ item, state, ways }) => [item.kind, state, ways]),
    [
      [
        'lesson',
        'begun',
        [
          {
            href: '/courses/versioning-and-reproducibility/data-pointers/',
            label: 'Read',
            words: 'read, not handed in',
            handIn: {
              kind: 'lesson',
              lesson: 'versioning-and-reproducibility/data-pointers',
              assigned: ID,
            },
          },
        ],
      ],
      [
        'lab',
        'begun',
        [
          {
            href: `/labs/pin-the-data/?assigned=${ID}&attempt=1`,
            label: 'Attempt 1',
            words: '60 of 100 points, self-assessed, not handed in',
          },
          { href: `/labs/pin-the-data/?assigned=${ID}&attempt=2`, label: 'Attempt 2', words: '' },
        ],
      ],
    ],
  );
});

test('times are told in the reader’s own zone, with how far they are', () => {
  assert.equal(ownTime('2026-11-09T22:00:00Z', 'Europe/Berlin'), 'Mon, 9 November 2026, 23:00 CET');
  assert.equal(farAway('2026-11-09T22:00:00Z', NOW), 'in 6 days');
  assert.equal(farAway('2026-11-03T15:30:00Z', NOW), 'in 5 hours');
  assert.equal(farAway('2026-11-03T10:00:20Z', NOW), 'in 1 minute');
  assert.equal(farAway('2026-11-01T09:00:00Z', NOW), '2 days ago');
});

test('an exam answers the assignment with it whose link was opened last, and none where no assignment has it', async () => {
  const terms = {
    ...TERMS,
    items: [...TERMS.items, { kind: 'exam' as const, id: 'foundations', title: 'Foundations' }],
  };
  const fragment = await assignmentFragment(COHORT, { terms }, LINA.id, KEY, NOW);
  const record = await recordWith(fragment);
  assert.deepEqual(await assignedExam(record, 'foundations'), {
    sha256: assignmentSha256(terms),
    title: terms.title,
    learner: LINA.id,
  });
  assert.equal(await assignedExam(record, 'another'), undefined);
});

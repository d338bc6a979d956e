import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assignmentSeed,
  assignmentSha256,
  collectForCohort,
  gradebookOfCohort,
  handInKey,
  sourceOfBytes,
  writeExamSubmission,
  writeSubmission,
  type CohortStore,
  type CollectProgress,
  type SubmissionAbout,
} from '#cohort';
import { textFile } from '#container';
import { craftZip } from './craft-zip.ts';
import { ABOUT, KEY, OTHER_KEY } from './example.ts';
import { EXAM } from './example-exam.ts';
import { COHORT, LINA, NOOR, TERMS } from './register/example-cohort.ts';
import { cohortWith, storeWith } from './register/kept-cohort.ts';

const terms = {
  ...TERMS,
  items: [...TERMS.items, { kind: 'exam' as const, id: EXAM.exam, title: 'Foundations' }],
};
const digest = assignmentSha256(terms);
const cohort = cohortWith(terms);
const gradable = {
  labs: new Set(['pin-the-data']),
  exams: new Set([EXAM.exam]),
  quizzes: new Set<string>(),
  lessons: new Set(['versioning-and-reproducibility/data-pointers']),
};
const seedOf = (learner: string, attempt: number): string =>
  assignmentSeed(COHORT.secret, terms.id, learner, attempt);

const handIn = (
  learner: string,
  attempt: number,
  answer: string,
  more: Partial<SubmissionAbout> = {},
) =>
  writeSubmission(
    { 'answer.txt': textFile(answer) },
    {
      ...ABOUT,
      attempts: [],
      assignmentSha256: digest,
      learner,
      seed: seedOf(learner, attempt),
      createdAt: '2026-11-09T09:00:00Z',
      ...more,
    },
    learner === LINA.id ? KEY : OTHER_KEY,
  );

const offered = (name: string, bytes: Uint8Array, receivedAt = '2026-11-09T10:00:00.000Z') => ({
  name,
  receivedAt,
  source: sourceOfBytes(bytes),
});

test('what came in for a cohort is matched by assignment, learner and attempt, kept with its file, and may come again', async (t) => {
  const store = await storeWith(t, 'collect-1', cohort);
  const first = await handIn(LINA.id, 1, '42\n');
  const second = await handIn(LINA.id, 2, '43\n');
  const noors = await handIn(NOOR.id, 1, '44\n');
  const stolen = await handIn(LINA.id, 1, '45\n', { seed: seedOf(NOOR.id, 2) });
  const exam = await writeExamSubmission({ ...EXAM, learner: NOOR.id }, OTHER_KEY);
  const files = [
    offered('lina-1.submission.zip', first),
    offered(
      'late.zip',
      craftZip([{ name: 'lina/2.submission.zip', data: second }]),
      '2026-11-10T10:00:00.000Z',
    ),
    offered('stolen.submission.zip', stolen),
    offered('foundations.exam.json', exam),
    offered('broken.zip', new Uint8Array([1, 2, 3])),
  ];
  const steps: CollectProgress[] = [];
  const outcome = await collectForCohort(store, cohort, files, {
    gradable,
    onProgress: (progress) => steps.push(progress),
  });
  assert.deepEqual(outcome, { taken: 3, late: 1, alreadyHere: 0, setAside: 2, unread: [] });
  assert.deepEqual(steps.at(-1), { step: 'keeping', done: 3, of: 3, found: 5 });
  const kept = await store.handIns(cohort.id);
  assert.deepEqual(
    kept
      .map(({ learner, item, attempt, isLate, assignment, grading, sizeBytes }) => [
        learner,
        item.id,
        attempt,
        isLate,
        assignment,
        grading.status,
        sizeBytes > 0,
      ])
      .sort(),
    [
      [LINA.id, 'pin-the-data', 1, false, 'week-1', 'waiting', true],
      [LINA.id, 'pin-the-data', 2, true, 'week-1', 'waiting', true],
      [NOOR.id, EXAM.exam, 0, false, 'week-1', 'waiting', true],
    ].sort(),
  );
  const late = kept.find(({ attempt }) => attempt === 2);
  assert.ok(late);
  assert.deepEqual(await store.bundle(late), second);
  assert.deepEqual(
    (await store.setAside(cohort.id))
      .map(({ list, fileName, learner }) => [list, fileName, learner])
      .sort(),
    [
      ['unreadable', 'broken.zip', undefined],
      ['wrong-seed', 'stolen.submission.zip', LINA.id],
    ],
  );

  const again = await collectForCohort(
    store,
    cohort,
    [
      ...files,
      offered('noor.submission.zip', noors),
      offered('old.zip', craftZip([{ name: 'x.zip', data: first }])),
    ],
    { gradable },
  );
  assert.deepEqual(again, { taken: 1, late: 0, alreadyHere: 4, setAside: 2, unread: [] });
  assert.equal((await store.handIns(cohort.id)).length, 4);
});

test('each hand-in is kept whole and by itself: who is stopped loses the one under way, and one change is told for each', async (t) => {
  const store = await storeWith(t, 'collect-one-by-one', cohort);
  const files = await Promise.all(
    [1, 2].flatMap((attempt) =>
      [LINA.id, NOOR.id].map(async (learner) =>
        offered(`${learner}-${attempt}.zip`, await handIn(learner, attempt, `${attempt}\n`)),
      ),
    ),
  );
  const told: string[] = [];
  store.onChange(({ handIn: one }) => told.push(one ? handInKey(one) : 'all of the cohort'));
  let kept = 0;
  const stopped = {
    handIns: (id: string) => store.handIns(id),
    collect: (...[some, aside]: Parameters<CohortStore['collect']>) => {
      kept += 1;
      if (kept > 3) return Promise.reject(new Error('the tab is gone'));
      return store.collect(some, aside);
    },
  };
  await assert.rejects(collectForCohort(stopped, cohort, files, { gradable }), /the tab is gone/);
  const here = await store.handIns(cohort.id);
  assert.equal(here.length, 3);
  for (const one of here) assert.equal((await store.bundle(one)).length, one.sizeBytes);
  assert.deepEqual(told.sort(), here.map(handInKey));

  const { taken, alreadyHere } = await collectForCohort(store, cohort, files, { gradable });
  assert.deepEqual([taken, alreadyHere], [1, 3]);
  assert.equal(told.length, 4);
  assert.ok(!told.includes('all of the cohort'));
});

test('a file that cannot be read where it lies is told, and the others are taken', async (t) => {
  const store = await storeWith(t, 'collect-2', cohort);
  const gone = {
    ...offered('gone.zip', new Uint8Array()),
    source: { sizeBytes: 9, read: () => Promise.reject(new Error('the share is gone')) },
  };
  const outcome = await collectForCohort(
    store,
    cohort,
    [gone, offered('lina.submission.zip', await handIn(LINA.id, 1, '42\n'))],
    { gradable },
  );
  assert.deepEqual(outcome.unread, ['gone.zip: the share is gone']);
  assert.equal((await store.handIns(cohort.id)).length, 1);
});

test('the hand-in of an exam belongs to the assignment that it names, and is set aside when that one is not here', async (t) => {
  const again = { ...terms, id: 'week-2', title: 'Once more' };
  const both = cohortWith(terms, again);
  const store = await storeWith(t, 'collect-3', both);
  const exam = (learner: string, assignmentSha256: string) =>
    writeExamSubmission({ ...EXAM, learner, assignmentSha256 }, OTHER_KEY);
  const outcome = await collectForCohort(
    store,
    both,
    [
      offered('noor.exam.json', await exam(NOOR.id, assignmentSha256(again))),
      offered('lina.exam.json', await exam(LINA.id, 'ab'.repeat(32))),
    ],
    { gradable },
  );
  assert.deepEqual([outcome.taken, outcome.setAside], [1, 1]);
  assert.deepEqual(
    (await store.handIns(both.id)).map(({ learner, assignment }) => [learner, assignment]),
    [[NOOR.id, 'week-2']],
  );
  const [aside] = await store.setAside(both.id);
  assert.equal(aside?.reason, 'It answers another assignment (abababababab…).');
});

test('both parts of an exam come to its assignment, into a column each, with a link or without; practice and other labs do not', async (t) => {
  const exam = 'professional';
  const capstone = { id: 'one-model-one-day', title: 'One model, one day' };
  const mine = {
    ...TERMS,
    items: [
      { kind: 'exam' as const, id: exam, title: 'Professional: the exam', practical: [capstone] },
    ],
  };
  const sha256 = assignmentSha256(mine);
  const held = cohortWith(mine);
  const store = await storeWith(t, 'collect-4', held);
  const lab = (learner: string, more: Partial<SubmissionAbout>, id = capstone.id) => {
    const { assignmentSha256, ...about } = ABOUT;
    assert.notEqual(assignmentSha256, sha256);
    const seed = `${id}-browser-${exam}-1`;
    return writeSubmission(
      { 'answer.txt': textFile(`${learner} ${id}`) },
      { ...about, attempts: [], lab: { ...ABOUT.lab, id }, seed, learner, ...more },
      learner === LINA.id ? KEY : OTHER_KEY,
    );
  };
  const outcome = await collectForCohort(
    store,
    held,
    [
      offered(
        'lina.exam.json',
        await writeExamSubmission(
          { ...EXAM, exam, learner: LINA.id, assignmentSha256: sha256 },
          KEY,
        ),
      ),
      offered('lina.zip', await lab(LINA.id, { exam, assignmentSha256: sha256 })),
      offered('noor.zip', await lab(NOOR.id, { exam })),
      offered('practice.zip', await lab(LINA.id, { assignmentSha256: sha256 })),
      offered('other-exam.zip', await lab(NOOR.id, { exam: 'engineer', assignmentSha256: sha256 })),
      offered(
        'other-lab.zip',
        await lab(NOOR.id, { exam, assignmentSha256: sha256 }, 'pin-the-data'),
      ),
    ],
    {
      gradable: {
        ...gradable,
        labs: new Set([capstone.id, 'pin-the-data']),
        exams: new Set([exam]),
      },
    },
  );
  assert.deepEqual([outcome.taken, outcome.setAside], [3, 3]);
  const handIns = await store.handIns(held.id);
  assert.deepEqual(
    handIns.map((one) => [one.fileName, one.assignment, one.item, one.exam]).sort(),
    [
      ['lina.exam.json', mine.id, { kind: 'exam', id: exam }, undefined],
      ['lina.zip', mine.id, { kind: 'lab', id: capstone.id }, exam],
      ['noor.zip', mine.id, { kind: 'lab', id: capstone.id }, exam],
    ].sort(),
  );
  assert.deepEqual((await store.setAside(held.id)).map(({ reason }) => reason).sort(), [
    'The assignment "Week 1: pin the data" has no lab "one-model-one-day" as a practical part of "engineer".',
    'The assignment "Week 1: pin the data" has no lab "one-model-one-day".',
    'The assignment "Week 1: pin the data" has no lab "pin-the-data" as a practical part of "professional".',
  ]);
  const { pieces, rows, strays } = gradebookOfCohort(held, handIns);
  assert.deepEqual(
    pieces.map(({ id, title, kind }) => [id, title, kind]),
    [
      ['week-1/professional', 'Professional: the exam', 'exam'],
      [
        'week-1/professional/one-model-one-day',
        'Professional: the exam, One model, one day',
        'lab',
      ],
    ],
  );
  assert.deepEqual(
    rows.map(({ grades }) => grades.map(({ state }) => state)),
    [
      ['waiting', 'waiting'],
      ['missing', 'waiting'],
    ],
  );
  assert.deepEqual(strays, []);
  // What was kept sorts what comes again.
  const again = await collectForCohort(
    store,
    held,
    [offered('lina.zip', await lab(LINA.id, { exam, assignmentSha256: sha256 }))],
    { gradable: { ...gradable, labs: new Set([capstone.id]), exams: new Set([exam]) } },
  );
  assert.deepEqual([again.taken, again.alreadyHere], [0, 1]);
});

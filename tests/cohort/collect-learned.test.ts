import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asAssigned,
  assignmentSeed,
  assignmentSha256,
  collectForCohort,
  Collector,
  exportCohort,
  gradebookOfCohort,
  markLearned,
  plainCsv,
  readCohortFile,
  sourceOfBytes,
  writeLearnedRecord,
  writeLearnedSubmission,
  type Cohort,
  type LearnedSubmission,
} from '#cohort';
import { KEY, OTHER_KEY } from './example.ts';
import { LESSON, QUIZ, quizOf } from './example-learned.ts';
import { COHORT, LINA, NOOR, TERMS } from './register/example-cohort.ts';
import { cohortWith, storeWith } from './register/kept-cohort.ts';

const terms = {
  ...TERMS,
  items: [
    { kind: 'lesson' as const, id: LESSON.lesson, title: 'Data pointers' },
    // A quiz may have the id of a lesson.
    { kind: 'quiz' as const, id: QUIZ.id, title: QUIZ.title },
    { kind: 'lesson' as const, id: QUIZ.id, title: 'The end' },
  ],
};
const digest = assignmentSha256(terms);
const cohort = cohortWith(terms);
const gradable = {
  labs: new Set<string>(),
  exams: new Set<string>(),
  quizzes: new Set([QUIZ.id]),
  lessons: new Set([LESSON.lesson, QUIZ.id]),
};
const seedOf = (learner: string, attempt: number): string =>
  assignmentSeed(COHORT.secret, terms.id, learner, attempt);
const quiz = (learner: string, attempt: number, right: number, seed = seedOf(learner, attempt)) =>
  quizOf(right, { learner, seed, assignmentSha256: digest });
const lesson = (learner: string) => ({ ...LESSON, learner, assignmentSha256: digest });

const offered = async (name: string, submission: LearnedSubmission, receivedAt = ON_TIME) => ({
  name,
  receivedAt,
  source: sourceOfBytes(
    await writeLearnedSubmission(submission, submission.learner === LINA.id ? KEY : OTHER_KEY),
  ),
});
const ON_TIME = '2026-11-09T10:00:00.000Z';
const LATER = '2026-11-09T11:00:00.000Z';
const LATE = '2026-11-10T10:00:00.000Z';

test('quizzes and lessons are matched by assignment, learner and attempt; others go to the lists, with the reason', async (t) => {
  const store = await storeWith(t, 'learned-1', cohort);
  const good = await offered('lina-1.learned.json', quiz(LINA.id, 1, 5));
  const outcome = await collectForCohort(
    store,
    cohort,
    [
      good,
      { ...good, name: 'lina-again.learned.json', receivedAt: LATER },
      await offered('lina-2.learned.json', quiz(LINA.id, 2, 8), LATER),
      await offered('lina-read.learned.json', lesson(LINA.id)),
      await offered('noor-late.learned.json', quiz(NOOR.id, 1, 7), LATE),
      await offered('noor-others.learned.json', quiz(NOOR.id, 1, 8, seedOf(LINA.id, 1)), LATER),
      await offered('nobody.learned.json', lesson('mallory')),
      await offered('practice.learned.json', quizOf(8, { learner: NOOR.id })),
      await offered('other.learned.json', { ...lesson(NOOR.id), lesson: 'other/lesson' }),
      {
        name: 'edited.learned.json',
        receivedAt: ON_TIME,
        source: sourceOfBytes(
          new TextEncoder().encode(
            new TextDecoder()
              .decode(await writeLearnedSubmission(quiz(LINA.id, 1, 3), KEY))
              .replace('"right":3', '"right":8'),
          ),
        ),
      },
    ],
    { gradable },
  );
  assert.deepEqual(outcome, { taken: 4, late: 1, alreadyHere: 0, setAside: 6, unread: [] });
  const kept = await store.handIns(cohort.id);
  assert.deepEqual(
    kept
      .map(({ learner, item, attempt, isLate }) => [learner, item.kind, item.id, attempt, isLate])
      .sort(),
    [
      [LINA.id, 'lesson', LESSON.lesson, 0, false],
      [LINA.id, 'quiz', QUIZ.id, 1, false],
      [LINA.id, 'quiz', QUIZ.id, 2, false],
      [NOOR.id, 'quiz', QUIZ.id, 1, true],
    ],
  );
  const lists = (await store.setAside(cohort.id)).map(({ fileName, list, reason }) => [
    fileName.replace('.learned.json', ''),
    list,
    reason.replace(/[0-9a-f]{64}/, '…'),
  ]);
  assert.deepEqual(lists.filter(([name]) => name !== 'edited').sort(), [
    ['lina-again', 'duplicate', 'The same hand-in as "lina-1.learned.json", which came first.'],
    ['nobody', 'unknown', 'Its learner "mallory" is not on the roster.'],
    [
      'noor-others',
      'wrong-seed',
      `It was made with the seed "…", which "${NOOR.id}" was not given. It is that of "${LINA.id}".`,
    ],
    ['other', 'unknown', 'It is of the lesson "other/lesson", which is not known here.'],
    ['practice', 'unknown', 'It answers no assignment; one was expected.'],
  ]);
  assert.deepEqual(lists.find(([name]) => name === 'edited')?.[1], 'tampered');
  const again = await collectForCohort(store, cohort, [good], { gradable });
  assert.deepEqual([again.taken, again.alreadyHere, again.setAside], [0, 1, 0]);
});

test('a marked quiz has its column and counts; that a lesson was read is self-reported, and has no part in the total; what nobody handed in has none', async (t) => {
  const store = await storeWith(t, 'learned-2', cohort);
  const files = [
    await offered('quiz.learned.json', quiz(LINA.id, 1, 6)),
    await offered('read.learned.json', lesson(LINA.id)),
  ];
  await collectForCohort(store, cohort, files, { gradable });
  for (const handIn of await store.handIns(cohort.id)) {
    const { value } = markLearned(await store.bundle(handIn), {
      quizOf: () => QUIZ,
      lessonOf: () => 'Data pointers',
      grader: { name: 'plumbline', version: '1.0.0', sha256: 'c3'.repeat(32) },
      gradedAt: LATE,
      gradedBy: 'Ada Instructor',
    });
    assert.ok(value);
    const { record } = value;
    const signedRecord = new TextDecoder().decode(await writeLearnedRecord(record, KEY));
    await store.updateHandIn(handIn, (now) => ({
      ...now,
      grading: { status: 'marked', record, signedRecord },
    }));
  }
  const pieces = await exportCohort(store, cohort.id);
  const brought = readCohortFile(Buffer.concat(pieces));
  const book = gradebookOfCohort(brought.cohort, brought.handIns);
  assert.deepEqual(book.strays, []);
  const [lina, noor] = book.rows;
  assert.deepEqual(
    lina?.grades.map(({ state, percent, basis }) => [state, percent, basis]),
    [
      ['graded', 100, 'self-reported'],
      ['graded', 75, 'regraded'],
    ],
  );
  assert.deepEqual([lina.totalPercent, noor?.totalPercent], [75, 0]);
  const [header = '', first = ''] = plainCsv(book).split('\r\n');
  assert.equal(
    header,
    'Id,Name,E-mail,Section,Data pointers (self-reported),Data pointers passed,Data pointers note,' +
      'Small: the quiz,Small: the quiz passed,Small: the quiz note,Total percent,Passed,Of',
  );
  assert.match(first, /,100,yes,"?Self-reported, not graded again\."?,75,yes,,75,2,2$/);
});

test('a quiz and a lesson that learners are told to hand in have their columns at once; that a total exists does not hang on who was first', () => {
  const [lesson, quizItem] = terms.items;
  assert.ok(lesson && quizItem);
  const items = [lesson, quizItem].map((item) => asAssigned(item));
  const assigned: Cohort = {
    ...COHORT,
    assignments: [{ terms: { ...terms, items }, published: [] }],
  };
  const { pieces, rows } = gradebookOfCohort(assigned, []);
  assert.deepEqual(
    pieces.map(({ title, kind, weight }) => [title, kind, weight]),
    [
      ['Data pointers', 'lesson', 0],
      ['Small: the quiz', 'quiz', undefined],
    ],
  );
  assert.deepEqual(
    rows.map(({ grades, totalPercent }) => [grades.map(({ state }) => state), totalPercent]),
    [
      [['missing', 'missing'], 0],
      [['missing', 'missing'], 0],
    ],
  );
  const [header = ''] = plainCsv({ pieces, rows, strays: [] }).split('\r\n');
  assert.match(header, /,Data pointers \(self-reported\),/, 'an LMS knows the column by one name');
});

test('an assignment of before quizzes could be handed in keeps its total when it is changed', () => {
  const [, quizItem] = terms.items;
  assert.ok(quizItem);
  assert.deepEqual(asAssigned(quizItem, quizItem), quizItem);
  const told = asAssigned(quizItem);
  assert.deepEqual(told, { ...quizItem, handIn: true });
  assert.deepEqual(asAssigned(quizItem, told), told);
  const lab = { kind: 'lab' as const, id: 'pin-the-data', title: 'Pin the data' };
  assert.deepEqual(asAssigned(lab), lab, 'a lab always has its column');
  const { pieces, rows } = gradebookOfCohort(cohort, []);
  assert.deepEqual(
    [pieces, rows.map(({ totalPercent }) => totalPercent)],
    [[], [undefined, undefined]],
  );
});

test('where only labs and exams are graded, the hand-in of a quiz or a lesson is told what it is and where it belongs', async () => {
  const collector = new Collector({ labs: new Set(), exams: new Set() });
  for (const [name, submission] of [
    ['end.learned.json', quizOf(8)],
    ['read.learned.json', LESSON],
  ] as const) {
    const bytes = await writeLearnedSubmission(submission, KEY);
    assert.equal(collector.add({ name, receivedAt: ON_TIME }, bytes), undefined);
  }
  const where =
    'and only labs and exams are graded here. Quizzes and lessons are taken under Collect on /teach/, or by "npm run cohort -- mark".';
  assert.deepEqual(
    collector.sorted().setAside.map(({ list, reason }) => [list, reason]),
    [
      ['unknown', `It is the hand-in of the quiz "${QUIZ.id}", ${where}`],
      ['unknown', `It is the hand-in of the lesson "${LESSON.lesson}", ${where}`],
    ],
  );
});

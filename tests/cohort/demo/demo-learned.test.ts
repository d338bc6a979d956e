import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEMO_LABS, readDemoAnswers, readDemoLearned } from '#authoring';
import {
  bankDigest,
  gradebookOfCohort,
  makeDemo,
  markLearned,
  sortedFiles,
  STEADY,
  type DemoOptions,
  type HandIn,
} from '#cohort';
import { textFile } from '#container';

const found = readDemoLearned() ?? assert.fail('this site has no quiz for a demo');
const learned = {
  ...found,
  quiz: { ...found.quiz, sha256: bankDigest(found.quiz.items) },
};
const OPTIONS: DemoOptions = {
  seed: 'plumbline',
  learners: 40,
  labs: DEMO_LABS.map((id) => readDemoAnswers(id)),
  learned,
  grader: { name: 'plumbline', version: '0.1.0', sha256: 'd4'.repeat(32) },
  engine: { name: 'embedded', version: '0.1.0', sha256: 'e5'.repeat(32) },
  now: new Date('2026-11-26T12:00:00Z'),
  makeWorks: (lab, asked) =>
    Promise.resolve(
      asked.map(({ layers, seed }) => ({
        'tool.py': textFile(`# ${lab} ${layers.length} ${seed}\n`),
      })),
    ),
};

test('most hand in the lesson and its quiz; each is marked as its browser said, and some do not pass', async () => {
  const { cohort, handIns } = await sortedFiles(await makeDemo(OPTIONS));
  const of = (kind: string) => handIns.filter(({ handIn }) => handIn.item.kind === kind);
  const quizzes = of('quiz');
  assert.equal(of('lesson').length, quizzes.length);
  assert.ok(quizzes.length >= 30 && quizzes.length < 40, `${quizzes.length} handed it in`);
  const marked: HandIn[] = [];
  for (const { handIn, bytes } of [...quizzes, ...of('lesson')]) {
    assert.deepEqual([handIn.assignment, handIn.isLate, handIn.notes], ['reading', false, []]);
    const { value, faults } = markLearned(bytes, {
      quizOf: (id) => (id === learned.quiz.id ? learned.quiz : undefined),
      lessonOf: (id) => (id === learned.lesson.id ? learned.lesson.title : undefined),
      grader: OPTIONS.grader,
      gradedAt: '2026-11-26T12:00:00.000Z',
      gradedBy: 'Tess',
    });
    const record = value?.record ?? assert.fail(JSON.stringify(faults));
    assert.deepEqual(
      [record.learner, record.notes, record.reported],
      [handIn.learner, [], undefined],
    );
    marked.push({ ...handIn, grading: { status: 'marked', record, signedRecord: '' } });
  }
  const book = gradebookOfCohort(cohort, marked);
  const column = book.pieces.findIndex(({ kind }) => kind === 'quiz');
  const passed = book.rows.filter(({ grades }) => grades[column]?.passed);
  assert.ok(passed.length >= 18 && passed.length <= quizzes.length - 3, `${passed.length} passed`);
  for (const place of STEADY)
    assert.ok(book.rows[place]?.grades[column]?.passed, `${place} passed`);
});

test('the same seed gives the same bytes', async () => {
  const files = async () =>
    (await makeDemo({ ...OPTIONS, learners: 6 })).files
      .filter(({ name }) => name.endsWith('.learned.json'))
      .map(({ name, receivedAt, bytes }) => [name, receivedAt, Buffer.from(bytes).toString()]);
  const first = await files();
  assert.ok(first.length >= 8, `${first.length}`);
  assert.deepEqual(await files(), first);
});

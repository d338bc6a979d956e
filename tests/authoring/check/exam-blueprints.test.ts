import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { readPrograms } from '#authoring';
import { slotsOf } from '#curriculum';
import { choiceItem } from '../sound-quiz.ts';
import { LAB_FILE, problemsWith, replacing } from '../sound-project.ts';

const FILE = 'content/programs/one.yaml';
const HEAD = `title: One
promise: do it
level: L1
courses: [{ course: small, modules: [only] }]
targets: { VER: 1 }
`;
const EXAM = `exam:
  knowledge: { items: 2, minutes: 5, pass: 70, weights: { VER: 100 } }
  practical: { kind: practice, labs: 1, pass: 70 }
`;
const CAPSTONE = EXAM.replace(
  /practical: .*/,
  'practical: { kind: capstone, title: All, summary: Do all., lab: small-lab, minutes: 60, pass: 70 }',
);

function bankOf(count: number, enemies: (index: number) => string = () => ''): string {
  const items = Array.from({ length: count }, (_, index) =>
    choiceItem(index, index % 3)
      .replace(
        / {2}competency: .*\n {2}lesson: .*\n/,
        `  objective: small/first\n  angoff: 0.7\n  cognitive: apply\n${enemies(index)}`,
      )
      .replace('Which one, number', 'Which one of the exam, number'),
  );
  return `level: L1\ncompetency: VER\nitems:\n${items.join('')}`;
}

const said = (t: TestContext, program: string, changes: Parameters<typeof problemsWith>[1] = {}) =>
  problemsWith(t, { [FILE]: program, ...changes });

test('an open exam with four items for each slot holds, and one item less is told with what to do', (t) => {
  const open = `${HEAD}status: open\n${EXAM}`;
  assert.deepEqual(said(t, open, { 'content/exams/bank/l1-ver.yaml': bankOf(8) }), []);
  assert.deepEqual(said(t, open, { 'content/exams/bank/l1-ver.yaml': bankOf(7) }), [
    `${FILE}:6: It is open, and the bank of L1 and VER has 7 items of 8.
  A form has 2 of them, and each slot needs 4 items. Write 1 more in content/exams/bank/l1-ver.yaml, or leave the status at "coming".`,
  ]);
  assert.deepEqual(said(t, `${HEAD}${EXAM}`), []);
  assert.deepEqual(said(t, `${HEAD}status: open\n`), [
    `${FILE}:6: It is open, and has no exam.
  Say what is asked under "exam", or leave the status at "coming".`,
  ]);
});

test('enemies that leave no form are found by drawing', (t) => {
  const everybody = (index: number): string => {
    const others = Array.from({ length: 8 }, (_, at) => at).filter((at) => at !== index);
    return `  enemies: [${others.map((at) => `item-${at + 1}`).join(', ')}]\n`;
  };
  const [only] = said(t, `${HEAD}status: open\n${EXAM}`, {
    'content/exams/bank/l1-ver.yaml': bankOf(8, everybody),
  });
  assert.equal(
    only,
    `${FILE}:6: It is open, and its bank does not give two forms in a row: VER needs 2 items that do not give each other away; its bank has 8, of which 8 were not in the last form.
  Write more items for it, or take names out of their "enemies".`,
  );
});

test('the labs of an exam stand, and an open capstone says what nobody passes without', (t) => {
  const bank = { 'content/exams/bank/l1-ver.yaml': bankOf(8) };
  const open = `${HEAD}status: open\n${CAPSTONE}`;
  assert.deepEqual(said(t, open, bank), [
    `${FILE}:9: The capstone "small-lab" has no check without which nobody passes.
  Mark them in its lab.yaml with "must: true".`,
  ]);
  const marked = {
    [LAB_FILE]: (text: string) =>
      replacing(
        'claim: It holds.',
        'claim: It holds.\n        must: true',
      )(text).replace('lessons:', 'pass: 100\nlessons:'),
  };
  assert.deepEqual(said(t, open, { ...bank, ...marked }), []);
  assert.deepEqual(said(t, open.replace('lab: small-lab, ', ''), bank), [
    `${FILE}:9: It is open, and the lab "All" is not written.
  Name its folder as "lab", or leave the status at "coming".`,
  ]);
  assert.deepEqual(said(t, `${HEAD}${CAPSTONE.replace('small-lab', 'smal-lab')}`), [
    `${FILE}:8: There is no lab "smal-lab".
  Did you mean "small-lab"? A lab stands in labs/; one that is coming is named in words.`,
  ]);
});

test('weights sum to 100, and none of them comes to nothing', (t) => {
  assert.deepEqual(said(t, HEAD + EXAM.replace('VER: 100', 'VER: 99')), [
    `${FILE}:7: "weights" must be numbers that sum to 100; it is a group of keys.
  Percent of the items by competency; together 100.`,
  ]);
  assert.deepEqual(said(t, HEAD + EXAM.replace('VER: 100', 'VER: 80, DOP: 20')), [
    `${FILE}:7: DOP has weight, and none of the 2 items.
  Raise its weight or the number of items, or leave the competency out.`,
  ]);
});

test('the five levels and two endorsements have the numbers of the design', () => {
  const programs = readPrograms();
  assert.deepEqual(
    programs.map(({ id, exam }) => [
      id,
      exam?.knowledge.items,
      exam?.knowledge.minutes,
      exam?.knowledge.pass,
      exam?.practical.kind,
      exam?.practical.pass,
    ]),
    [
      ['foundations', 40, 50, 70, 'practice', 70],
      ['professional', 50, 65, 70, 'capstone', 70],
      ['engineer', 55, 75, 72, 'capstone', 72],
      ['manager', 50, 65, 70, 'capstone', 70],
      ['architect', 45, 60, 74, 'capstone', 75],
      ['dataops', 25, 35, 70, 'labs', 70],
      ['finops-for-ml', 25, 35, 70, 'labs', 70],
    ],
  );
  for (const { id, exam } of programs) {
    assert.ok(exam, id);
    const { weights, items } = exam.knowledge;
    const counts = Object.values(slotsOf(weights, items));
    assert.equal(
      counts.reduce((sum, one) => sum + one, 0),
      items,
      id,
    );
    assert.deepEqual(exam.retakeHours, { first: 24, next: 168 }, id);
  }
});

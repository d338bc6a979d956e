import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { readExamItems } from '#authoring';
import { choiceItem, QUIZ_FILE, SOUND_QUIZ } from '../sound-quiz.ts';
import { problemsWith, projectWith } from '../sound-project.ts';

const FILE = 'content/exams/bank/l1-ver.yaml';

/** The item of a quiz as one of an exam, with facts of its own. */
function examItem(index: number, facts = 'cognitive: apply', place = index % 3): string {
  const own = `objective: small/first\n  angoff: 0.7\n  ${facts.replaceAll('\n', '\n  ')}\n`;
  return choiceItem(index, place)
    .replace(/ {2}competency: .*\n {2}lesson: .*\n/, `  ${own}`)
    .replace('Which one, number', 'Which one of the exam, number');
}

const bankOf = (items: readonly string[], competency = 'VER'): string =>
  `level: L1\ncompetency: ${competency}\nitems:\n${items.join('')}`;
const sound = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => examItem(index));

/** What is said of banks, by the competency in their names: place and first sentence. */
function said(t: TestContext, banks: Readonly<Record<string, string>>): string[] {
  const files = Object.entries(banks).map(([name, text]) => [
    `content/exams/bank/${name}.yaml`,
    text,
  ]);
  return problemsWith(t, Object.fromEntries(files) as Record<string, string>).map(
    (problem) => problem.split('\n')[0]?.replace('content/exams/bank/', '') ?? '',
  );
}

test('a sound bank has no problem, and its items come with level and competency', (t) => {
  assert.deepEqual(said(t, { 'l1-ver': bankOf(sound(9)) }), []);
  const items = readExamItems(projectWith(t, { [FILE]: bankOf(sound(9)) }));
  assert.equal(items.length, 9);
  assert.deepEqual(
    items.map(({ level, competency }) => `${level} ${competency}`),
    Array.from({ length: 9 }, () => 'L1 VER'),
  );
});

test('the rules of a quiz hold for every item and for the bank', (t) => {
  const silent = examItem(0).replace(/why: .*?0\.1 /, 'why: Wrong ');
  assert.deepEqual(said(t, { 'l1-ver': bankOf([silent]) }), [
    'l1-ver.yaml:12: item-1: "Wrong" explains nothing.',
  ]);
  const first = Array.from({ length: 9 }, (_, index) => examItem(index, undefined, 0));
  assert.deepEqual(said(t, { 'l1-ver': bankOf(first) }), [
    'l1-ver.yaml:3: The right option stands at place 1 in 9 of 9 items.',
  ]);
  const quoting = examItem(0).replace(
    '  options:',
    '  artifact: { lab: small-lab, path: starter/gone.md }\n  options:',
  );
  assert.deepEqual(said(t, { 'l1-ver': bankOf([quoting]) }), [
    'l1-ver.yaml:10: item-1: The lab "small-lab" has no file starter/gone.md.',
  ]);
});

test('a bank is called after its level and competency', (t) => {
  assert.deepEqual(said(t, { 'l2-ver': bankOf(sound(1)) }), [
    'l2-ver.yaml:1: The file "l2-ver.yaml" holds items of L1 and VER.',
  ]);
  assert.deepEqual(said(t, { versions: bankOf(sound(1)) }), [
    'versions.yaml:1: Nothing reads content/exams/bank/versions.yaml.',
    'versions.yaml:1: The file "versions.yaml" holds items of L1 and VER.',
  ]);
});

test('an id is used once over all banks', (t) => {
  const banks = { 'l1-dat': bankOf(sound(1), 'DAT'), 'l1-ver': bankOf([...sound(1), examItem(0)]) };
  assert.deepEqual(said(t, banks), [
    'l1-ver.yaml:4: item-1: An item of this name stands in content/exams/bank/l1-dat.yaml already.',
    'l1-ver.yaml:14: item-1: An item of this name stands in content/exams/bank/l1-dat.yaml already.',
  ]);
});

test('an objective is a lesson, or a number that the catalogue has', (t) => {
  const asking = (objective: string): string =>
    bankOf([examItem(0).replace('small/first', objective)]);
  assert.deepEqual(said(t, { 'l1-ver': asking('small/frist') }), [
    'l1-ver.yaml:7: item-1: There is no lesson "small/frist".',
  ]);
  assert.deepEqual(said(t, { 'l1-ver': asking('C1.2') }), [
    'l1-ver.yaml:7: item-1: There is no lesson C1.2: the course "standards-that-stick" has 0.',
  ]);
});

test('enemies exist at the level, and name each other', (t) => {
  const enemies = (index: number, ...names: string[]): string =>
    examItem(index, `cognitive: apply\nenemies: [${names.join(', ')}]`);
  const mutual = [enemies(0, 'item-2'), enemies(1, 'item-1')];
  assert.deepEqual(said(t, { 'l1-ver': bankOf(mutual) }), []);
  assert.deepEqual(said(t, { 'l1-ver': bankOf([enemies(0, 'item-2'), examItem(1)]) }), [
    'l1-ver.yaml:10: item-1: "item-2" does not name it as an enemy.',
  ]);
  assert.deepEqual(said(t, { 'l1-ver': bankOf([enemies(0, 'item-1', 'item-9')]) }), [
    'l1-ver.yaml:10: item-1: It is its own enemy.',
    'l1-ver.yaml:10: item-1: There is no item "item-9" at L1.',
  ]);
});

test('no item asks what a quiz asks of the same artifact', (t) => {
  const copy = examItem(0).replace('Which one of the exam, number', 'Which one, number');
  const problems = problemsWith(t, { [QUIZ_FILE]: SOUND_QUIZ, [FILE]: bankOf([copy]) });
  assert.deepEqual(problems, [
    `${FILE}:6: item-1: The quiz "small/end" asks the same.
  Who practised would answer from memory: ask it of another artifact.`,
  ]);
});

test('of forty items or more, a fifth recalls, half applies, and the rest judges', (t) => {
  const mixed = (kinds: readonly string[]): string =>
    bankOf(
      Array.from({ length: 40 }, (_, index) =>
        examItem(index, `cognitive: ${kinds[index % kinds.length] ?? ''}`),
      ),
    );
  const shares = ['recall', 'apply', 'judge', 'apply', 'judge', 'apply', 'apply', 'recall'];
  assert.deepEqual(said(t, { 'l1-ver': mixed(shares) }), []);
  assert.deepEqual(said(t, { 'l1-ver': mixed(['recall', 'apply']) }), [
    'l1-ver.yaml:1: 20 of the 40 items of L1 are "recall": 50 percent.',
    'l1-ver.yaml:1: 0 of the 40 items of L1 are "judge": 0 percent.',
  ]);
});

import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { bankOf, choiceItem, lineOf, QUIZ_FILE, quizWith, SOUND_QUIZ } from '../sound-quiz.ts';
import { problemsWith } from '../sound-project.ts';

const said = (t: TestContext, quiz: string): string[] => problemsWith(t, { [QUIZ_FILE]: quiz });

/** What is said of one more item in a sound bank: the line within the item, and the first sentence. */
function saidOf(t: TestContext, item: string): string[] {
  return said(t, quizWith(item)).map((problem) => {
    const [, line = '', what = ''] = /:(\d+): (.*)\n/.exec(problem) ?? [];
    return `${Number(line) - lineOf(1) + 1}: ${what.replace('odd: ', '')}`;
  });
}

const odd = (rest: string): string =>
  `- id: odd\n  ask: Which?\n  competency: VER\n  lesson: first\n${rest}`;
const options = (...texts: readonly string[]): string =>
  odd(
    `  kind: choice\n  options:\n${texts
      .map((text, index) => `    - { text: "${text}", why: Said of the option ${index}`)
      .map((line, index) => (index === 0 ? `${line}, right: true }\n` : `${line} }\n`))
      .join('')}`,
  );

test('a sound bank has no problem', (t) => {
  assert.deepEqual(said(t, SOUND_QUIZ), []);
});

test('a bank has twenty items or more, each with its own id, and asks about every lesson', (t) => {
  const bank = bankOf([...Array(7).keys()].map((index) => choiceItem(index * 2, index % 3)));
  assert.deepEqual(said(t, bank), [
    `${QUIZ_FILE}:3: The bank has 7 items.
  Write 20 or more, so that a second try of 8 meets fresh ones.`,
    `${QUIZ_FILE}:3: No item asks about the lesson "second".
  Write some: a quiz ends the whole module.`,
  ]);
  assert.deepEqual(said(t, SOUND_QUIZ.replace('id: item-2\n', 'id: item-1\n')), [
    `${QUIZ_FILE}:13: Items 1 and 2 are both called "item-1".
  Records refer to an item by its id: give each its own.`,
  ]);
});

test('an item names a lesson of the module', (t) => {
  assert.deepEqual(said(t, SOUND_QUIZ.replace('lesson: first', 'lesson: frist')), [
    `${QUIZ_FILE}:8: item-1: "frist" is no lesson of the module "only".
  Name the lesson that teaches it: first, second.`,
  ]);
  assert.deepEqual(said(t, SOUND_QUIZ.replace('  lesson: first\n', '')), [
    `${QUIZ_FILE}:4: item-1: No lesson is named.
  Name the lesson that teaches it: first, second.`,
  ]);
});

test('the right option stands at no place in more than half of the items', (t) => {
  const first = [...Array(20).keys()].map((index) => choiceItem(index, index < 11 ? 0 : 1));
  assert.deepEqual(said(t, bankOf(first)), [
    `${QUIZ_FILE}:3: The right option stands at place 1 in 11 of 20 items.
  Spread the right options over all places.`,
  ]);
  const half = [...Array(20).keys()].map((index) => choiceItem(index, index < 10 ? 0 : 1));
  assert.deepEqual(said(t, bankOf(half)), []);
});

test('the right option is not the longest, nor the shortest, in more than half of the items', (t) => {
  const wordier = SOUND_QUIZ.replace(/Option (\w), right/g, 'The option $1, right');
  assert.deepEqual(said(t, wordier), [
    `${QUIZ_FILE}:3: The right option is the longest in 20 of 20 items.
  Give right and wrong options the same detail.`,
  ]);
  const shorter = SOUND_QUIZ.replace(/Option (\w), right/g, 'Opt $1, right');
  assert.deepEqual(said(t, shorter), [
    `${QUIZ_FILE}:3: The right option is the shortest in 20 of 20 items.
  Give right and wrong options the same detail.`,
  ]);
});

test('within one item the right option does not stand out by its length', (t) => {
  assert.deepEqual(
    saidOf(t, options('The stage whose lock no longer matches the disk', 'No stage', 'Each one')),
    ['7: The right option stands out: it has 47 characters, the longest wrong one 8.'],
  );
  assert.deepEqual(
    saidOf(t, options('None', 'The stage that was named first', 'The stage that was named last')),
    ['7: The right option stands out: it has 4 characters, the shortest wrong one 29.'],
  );
  assert.deepEqual(
    saidOf(t, options('`train`, then `evaluate`', '`train` alone', 'All of them')),
    [],
  );
});

test('no option is one that nobody would choose', (t) => {
  assert.deepEqual(saidOf(t, options('The lock', 'The data', 'All of the above')), [
    '9: Nobody who thinks chooses the option "All of the above": it refers to the other options.',
  ]);
  assert.deepEqual(saidOf(t, options('The lock', 'The data', 'Not sure yet')), [
    '9: Nobody who thinks chooses the option "Not sure yet": it is no decision.',
  ]);
  assert.deepEqual(saidOf(t, options('The lock', 'The data', 'Panic!')), [
    '9: Nobody who thinks chooses the option "Panic!": it has an exclamation mark.',
  ]);
  assert.deepEqual(saidOf(t, options('It stays', 'It always changes', 'It is lost')), [
    '8: "always" marks the option "It always changes" as wrong for everybody who has sat an exam.',
  ]);
  assert.deepEqual(saidOf(t, options('It never moves', 'It always moves', 'It is lost')), []);
  assert.deepEqual(saidOf(t, options('The lock', 'The `data`', 'The data.')), [
    '9: Entries 2 and 3 of "options" say the same.',
  ]);
});

test('every option has an explanation of its own', (t) => {
  const item = options('The lock', 'The data', 'The code');
  assert.deepEqual(saidOf(t, item.replace('Said of the option 1', 'Wrong')), [
    '8: "Wrong" explains nothing.',
  ]);
  assert.deepEqual(saidOf(t, item.replace('Said of the option 2', 'Said of the option 1')), [
    '9: Options 2 and 3 have the same explanation.',
  ]);
  assert.deepEqual(saidOf(t, item.replace(', why: Said of the option 1', '')), [
    '8: The key "why" is missing.',
  ]);
});

test('a mistake is a mistake: a wrong number, a word that is not accepted, a line that is there', (t) => {
  const number = odd(`  kind: number
  answer: 12
  tolerance: 0.5
  explain: Three times four is twelve.
  mistakes:
    - { answer: 12.5, why: This is a half too much. }
`);
  assert.deepEqual(saidOf(t, number), [
    '10: The mistake 12.5 counts as right: it is within 0.5 of 12.',
  ]);
  const short = odd(`  kind: short
  accept: [params.yaml, Params.yaml]
  explain: It is where the parameters stand.
  mistakes:
    - { answer: PARAMS.yaml, why: This is only written otherwise. }
`);
  assert.deepEqual(saidOf(t, short), [
    '6: Entries 1 and 2 of "accept" say the same.',
    '9: "PARAMS.yaml" is a mistake and is accepted.',
  ]);
  const mark = odd(`  kind: mark
  artifact: { name: a.txt, text: "one\\ntwo\\n" }
  lines: [2]
  explain: The second line is the one.
  mistakes:
    - { answer: 3, why: There is no third line here. }
`);
  assert.deepEqual(saidOf(t, mark), ['7: There is no line 3: the artifact shows 2.']);
  assert.deepEqual(saidOf(t, mark.replace('answer: 3', 'answer: 2')), [
    '9: "mistakes" must not name a line that is right; it is a list of 1.',
  ]);
});

test('an artifact is written out or quoted from a lab that has it', (t) => {
  const quoting = (quote: string): string =>
    odd(`  kind: order
  artifact: ${quote}
  steps: [One, Two, Three]
  explain: It is the order of counting.
`);
  assert.deepEqual(
    saidOf(t, quoting('{ lab: small-lab, path: starter/README.md, lines: "1-2" }')),
    [],
  );
  assert.deepEqual(saidOf(t, quoting('{ lab: small-lab, path: starter/READ.md }')), [
    '6: The lab "small-lab" has no file starter/READ.md.',
  ]);
  assert.deepEqual(saidOf(t, quoting('{ lab: small, path: starter/README.md }')), [
    '6: There is no lab "small".',
  ]);
  assert.deepEqual(saidOf(t, quoting('{ name: a.txt }')), [
    '6: "artifact" must have either "text", or "lab" and "path"; it is a group of keys.',
  ]);
});

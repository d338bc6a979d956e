import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APPLICATION_COLUMNS, table } from '#harborlight';
import {
  classOfCopy,
  COLUMNS,
  FOR_THE_MODEL,
  isComplete,
  judgeClass,
  KIND_WORDS,
  PLACES,
  type Answers,
} from '../../../src/components/lesson/column-classifier/columns.ts';
import { lessonText, listing } from '../lessons/stated.ts';

const lesson = lessonText('data-governance-that-survives-an-audit', 'classify-before-you-copy');
const HOUSE: Answers = Object.fromEntries(COLUMNS.map((column) => [column.name, column]));

test('the columns, their order and first values are those of the table', () => {
  assert.deepEqual(
    COLUMNS.map(({ name }) => name),
    [...APPLICATION_COLUMNS],
  );
  const [first] = table('train', 'harborlight-1', { rows: 1, first: 1, startDay: 0, spanDays: 84 });
  assert.deepEqual(
    COLUMNS.map(({ sample }) => sample),
    first?.row,
  );
});

test('the answers of the house are the rows that the lesson prints', () => {
  for (const { name, dataClass, kind } of COLUMNS) {
    const row = new RegExp(`^\\| ${name} \\| ${dataClass} \\| (.+) \\|$`, 'm').exec(lesson);
    assert.ok(row, `${name}: ${dataClass}`);
    const words = row[1] ?? '';
    if (kind === 'list') assert.match(words, /records|unique|list/);
    else assert.equal(words, KIND_WORDS[kind]);
  }
});

test('a class is the same, too low or too high', () => {
  const email = COLUMNS.find(({ name }) => name === 'email');
  const channel = COLUMNS.find(({ name }) => name === 'channel');
  assert.ok(email && channel);
  assert.equal(judgeClass('restricted', email), 'same');
  assert.equal(judgeClass('confidential', email), 'too low');
  assert.equal(judgeClass('restricted', channel), 'too high');
});

test('a copy has the class of its worst column, and without a class it may go nowhere', () => {
  const all = COLUMNS.map(({ name }) => name);
  assert.deepEqual(classOfCopy(all, HOUSE), { dataClass: 'restricted', because: 'national_id' });
  assert.deepEqual(classOfCopy(FOR_THE_MODEL, HOUSE), {
    dataClass: 'confidential',
    because: 'employment',
  });
  assert.deepEqual(classOfCopy(all, { ...HOUSE, channel: {} }), { missing: 'channel' });
  assert.equal(classOfCopy([], HOUSE), undefined);
  assert.equal(isComplete({ dataClass: 'public' }), false);
});

test('where a class may lie is the house rule of the lesson', () => {
  const rule = listing(lesson, 'governance/classes.yaml');
  for (const [dataClass, places] of Object.entries(PLACES)) {
    const stated = new RegExp(`^${dataClass}: .*lies: \\[?([a-z, ]+)\\]?`, 'm').exec(rule)?.[1];
    assert.equal(stated?.trim(), places.join(', '), dataClass);
  }
});

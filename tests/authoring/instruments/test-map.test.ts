import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { MOMENTS, scoreOf, TESTS } from '../../../src/components/lesson/test-map/tests-of-breck.ts';
import { lessonText, listing } from '../lessons/stated.ts';

const lesson = lessonText('deploy-test-monitor', 'tests-for-data-model-infrastructure');

test('the 28 tests stand at the moments, and in the words, of the lesson’s map', () => {
  const rows = lesson.split('| Moment | Tests |')[1]?.split('</Figure>')[0] ?? '';
  for (const { id, label, moment } of TESTS) {
    const words = MOMENTS.find((one) => one.id === moment)?.label ?? '';
    const row = rows.split('\n').find((line) => line.toLowerCase().startsWith(`| ${words} |`));
    assert.ok(row, words);
    const said = row
      .split(' · ')
      .join(' | ')
      .split(' | ')
      .find((one) => one.startsWith(`${id} `));
    assert.ok(said, `${id} at ${words}`);
    if (id !== 'I2') assert.equal(said.replace(/ \|$/, ''), `${id} ${label}`);
  }
  assert.equal(TESTS.length, 28);
});

test('the points are those of docs/readiness.yaml', () => {
  const readiness = parse(listing(lesson, 'docs/readiness.yaml')) as Record<
    string,
    Record<string, number>
  >;
  const { data, model, infrastructure, watching } = readiness;
  assert.deepEqual(Object.fromEntries(TESTS.map(({ id, points }) => [id, points])), {
    ...data,
    ...model,
    ...infrastructure,
    ...watching,
  });
});

test('the lowest sum is the score: I7 moves nothing, W3 a whole point', () => {
  assert.deepEqual(scoreOf({}), { sums: { D: 4.5, M: 4, I: 5.5, W: 2 }, score: 2, mean: 4 });
  assert.equal(scoreOf({ I7: 1 }).score, 2);
  assert.equal(scoreOf({ W3: 1 }).score, 3);
  const all = Object.fromEntries(TESTS.map(({ id }) => [id, 1 as const]));
  assert.equal(scoreOf(all).score, 7);
});

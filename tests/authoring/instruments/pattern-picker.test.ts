import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asked,
  eurosPerMonth,
  follow,
  NEEDS,
  objection,
  PATTERNS,
} from '../../../src/components/lesson/pattern-picker/patterns.ts';
import { grouped, lessonText } from '../lessons/stated.ts';

const lesson = lessonText('deploy-test-monitor', 'batch-online-stream-edge');

test('the four questions lead each need to the pattern of the lesson’s table', () => {
  assert.deepEqual(
    NEEDS.map(({ facts }) => follow(facts)),
    ['online', 'batch', 'stream', 'batch', 'look-up', 'edge'].map((pattern) => ({ pattern })),
  );
  const rows = [...lesson.matchAll(/^\| [^|]+ \| [^|]+ \| ([\d,]+|unknown) \| (\S+) \|/gm)];
  assert.deepEqual(
    rows.slice(0, 5).map(([, answers]) => answers),
    NEEDS.slice(0, 5).map(({ answersPerMonth }) => grouped(answersPerMonth)),
  );
});

test('only the questions on the way are asked', () => {
  assert.deepEqual(asked({}), ['travels']);
  assert.deepEqual(asked({ travels: false }), ['travels']);
  assert.deepEqual(asked({ travels: true, waits: true }), ['travels', 'waits', 'known']);
  assert.deepEqual(asked({ travels: true, waits: false, known: true }), [
    'travels',
    'waits',
    'old',
  ]);
});

test('a month costs what the lesson says', () => {
  const [shop, rescore, limit, letter] = NEEDS;
  assert.ok(shop && rescore && limit && letter);
  assert.equal(eurosPerMonth('online', shop, 0.08).toFixed(2), '115.20');
  assert.equal(eurosPerMonth('batch', rescore, 0.08).toFixed(2), '0.17');
  assert.equal(eurosPerMonth('stream', limit, 0.08).toFixed(2), '57.60');
  assert.equal(eurosPerMonth('batch', letter, 0.08).toFixed(3), '0.002');
  assert.equal(eurosPerMonth('look-up', shop, 0.08), 0);
});

test('an online service grows by machines when two do not keep up', () => {
  const [shop] = NEEDS;
  assert.ok(shop);
  const busy = { ...shop, answersPerMonth: 51 * 720 * 3600 * 2 };
  assert.equal(eurosPerMonth('online', busy, 1), 3 * 720);
});

test('the pattern of each need would do, and costs no more than an online service', () => {
  for (const need of NEEDS) {
    const way = follow(need.facts);
    assert.ok('pattern' in way);
    assert.equal(objection(way.pattern, need), undefined, need.id);
    assert.ok(eurosPerMonth(way.pattern, need, 0.08) <= eurosPerMonth('online', need, 0.08));
  }
});

test('for the shop and for the photo there is only one pattern', () => {
  const doing = NEEDS.map((need) =>
    PATTERNS.filter(({ id }) => objection(id, need) === undefined).map(({ id }) => id),
  );
  assert.deepEqual([doing[0], doing[2], doing[5]], [['online'], ['online', 'stream'], ['edge']]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  promote,
  registerLeaky,
  reload,
  resolve,
  rollBack,
  setAlias,
  SUNDAY,
} from '../../../src/components/lesson/registry-board/registry.ts';
import { lessonText, listing } from '../lessons/stated.ts';

const lesson = lessonText('versioning-and-reproducibility', 'registry-aliases-rollback');
const [promoted, back] = listing(lesson, 'registry/audit.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { by: string; reason: string });
const monday = promote(SUNDAY, 3, promoted?.by ?? '', promoted?.reason ?? '').registry;
const tuesday = rollBack(monday, back?.by ?? '', back?.reason ?? '').registry;

test('Monday and Tuesday write the two lines that the lesson prints', () => {
  assert.deepEqual(tuesday.trail, [promoted, back]);
});

test('the aliases move as in the drawing, and the versions never do', () => {
  assert.deepEqual(monday.aliases, { champion: 3, previous: 1 });
  assert.deepEqual(tuesday.aliases, { champion: 1 });
  assert.equal(tuesday.versions, SUNDAY.versions);
});

test('a second rollback, a failed version, and an act without name or reason are refused whole', () => {
  for (const [act, said] of [
    [rollBack(tuesday, 'tomasz', 'again'), 'there was no promotion since the last rollback'],
    [promote(SUNDAY, 2, 'bo', 'better'), 'version 2 carries validation_status: failed'],
    [promote(SUNDAY, 1, 'bo', 'same'), 'version 1 is the champion already'],
    [promote(SUNDAY, 3, ' ', 'x'), 'a name is missing; somebody must have decided'],
    [promote(SUNDAY, 3, 'bo', ''), 'a reason is missing; “cause unknown” is a good one'],
  ] as const) {
    assert.equal(act.isDone, false);
    assert.equal(act.said, `Refused: ${said}.`);
  }
  assert.equal(rollBack(tuesday, 'tomasz', 'again').registry, tuesday);
});

test('a service holds what it loaded until it looks again', () => {
  assert.equal(monday.served, 1);
  const loaded = reload(monday).registry;
  assert.equal(loaded.served, 3);
  assert.equal(rollBack(loaded, 'duarte', 'cause unknown').registry.served, 3);
});

test('a new version changes nobody’s answer', () => {
  const after = registerLeaky(SUNDAY).registry;
  assert.deepEqual(after.versions.at(-1), { number: 4, run: 'E', validation: 'failed' });
  assert.equal(resolve(after, 'models:/loan-default@champion'), 'Version 1, the package of run B.');
});

test('what could be taken for a version is no alias', () => {
  assert.match(setAlias(SUNDAY, 'Latest', 3).said, /“Latest”: "latest" is reserved/);
  assert.match(setAlias(SUNDAY, 'v3', 3).said, /reserved for versions/);
  assert.match(setAlias(SUNDAY, 'champion', 3).said, /promote and rollback/);
  const { registry } = setAlias(SUNDAY, 'canary', 3);
  assert.equal(
    resolve(registry, 'models:/loan-default@canary'),
    'Version 3, the package of run D.',
  );
  assert.equal(resolve(registry, 'models:/loan-default/9'), 'There is no version 9.');
  assert.match(resolve(registry, 'models:/loan-default'), /names no model; the forms are/);
});

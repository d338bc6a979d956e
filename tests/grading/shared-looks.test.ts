import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SharedLook } from '#grading';
import { SharedLooks, type Seen } from '../../src/grading/shared-looks.ts';

/** Looks that are taken by a script: what each taking of any look gives, in order. */
function looks(script: readonly (Seen<unknown> | Error)[]) {
  const taken: number[] = [];
  const left = [...script];
  const shared = new SharedLooks((_, nth) => {
    taken.push(nth);
    const next = left.shift();
    if (next === undefined) throw new Error('taken more often than the script says');
    return next instanceof Error
      ? Promise.reject(next)
      : (Promise.resolve(next) as Promise<Seen<never>>);
  });
  return { shared, taken };
}

const LOOK: SharedLook<string> = { run: () => Promise.resolve('') };
const OTHER: SharedLook<string> = { run: () => Promise.resolve('') };
const fine = (value: string) => ({ value, interpreterDied: false });
const died = (value: string) => ({ value, interpreterDied: true });

test('a look is taken once, by identity, also when two ask at a time', async () => {
  const { shared, taken } = looks([fine('a'), fine('b')]);
  const [one, two] = await Promise.all([shared.take(LOOK), shared.take(LOOK)]);
  assert.deepEqual([one, two], [fine('a'), fine('a')]);
  assert.deepEqual(await shared.take(OTHER), fine('b'));
  assert.deepEqual(await shared.take(LOOK), fine('a'));
  assert.deepEqual(taken, [1, 2]);
});

test('what was seen well outlives the container; what broke is looked at again', async () => {
  const { shared } = looks([fine('a'), new Error('the container is gone'), fine('b')]);
  await shared.take(LOOK);
  await assert.rejects(shared.take(OTHER), /the container is gone/);
  await shared.forgetDoubtful();
  assert.deepEqual(await shared.take(LOOK), fine('a'));
  assert.deepEqual(await shared.take(OTHER), fine('b'));
});

test('an interpreter that dies twice under a look is the work’s doing, and is not doubted again', async () => {
  const { shared, taken } = looks([died('first'), died('second')]);
  assert.deepEqual(await shared.take(LOOK), died('first'));
  await shared.forgetDoubtful();
  assert.deepEqual(await shared.take(LOOK), died('second'));
  await shared.forgetDoubtful();
  assert.deepEqual(await shared.take(LOOK), fine('second'));
  assert.deepEqual(taken, [1, 2]);
});

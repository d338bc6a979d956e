import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  COMMANDS,
  isJanuary,
  sourceOf,
  START,
  VERSIONS,
  type Desk,
} from '../../../src/components/lesson/pointer-tracer/data-desk.ts';
import { APRIL, file, TRAIN } from '../lessons/stated.ts';

function typed(...commands: readonly string[]): { readonly desk: Desk; readonly said: string } {
  let now = { desk: START, said: '' };
  for (const one of commands) {
    const command = COMMANDS.find(({ typed }) => typed === one);
    assert.ok(command, `there is no button ${one}`);
    now = command.run(now.desk);
  }
  return now;
}

const TO_JANUARY = 'git checkout data-v1 -- data/applications.csv.dvc';

test('the two versions are the seeded tables', () => {
  assert.deepEqual(VERSIONS['data-v1'], file(TRAIN));
  assert.deepEqual(VERSIONS['data-v2'], file([...TRAIN, ...APRIL]));
});

test('after the first command alone the file is still today’s, and only dvc status tells', () => {
  const half = typed(TO_JANUARY, 'dvc status');
  assert.equal(half.desk.file, 'data-v2');
  assert.equal(isJanuary(half.desk), false);
  assert.equal(
    half.said,
    'data/applications.csv.dvc: changed outs: modified: data/applications.csv',
  );
});

test('two commands in this order restore January', () => {
  assert.equal(isJanuary(typed(TO_JANUARY, 'dvc checkout').desk), true);
  assert.equal(isJanuary(typed('dvc checkout', TO_JANUARY).desk), false);
});

test('a clone needs a fetch first; a checkout without it leaves nothing and says so', () => {
  const clone = 'git clone … && cd loan-risk';
  const early = typed(clone, TO_JANUARY, 'dvc checkout');
  assert.equal(early.desk.file, undefined);
  assert.match(early.said, /^Checkout failed: the cache has no object 9f356cb8…/);
  assert.equal(isJanuary(typed(clone, TO_JANUARY, 'dvc fetch', 'dvc checkout').desk), true);
});

test('a clean-up of the cache can be mended by a fetch, one with --cloud cannot', () => {
  const local = typed('dvc gc --workspace', TO_JANUARY, 'dvc checkout');
  assert.match(local.said, /^Checkout failed/);
  assert.equal(sourceOf(local.desk, 'data-v1'), 'remote');
  const both = typed('dvc gc --workspace --cloud', TO_JANUARY, 'dvc fetch');
  assert.equal(sourceOf(both.desk, 'data-v1'), 'nowhere');
  assert.match(both.said, /^Fetch failed: the remote has no object 9f356cb8…/);
  assert.deepEqual(typed('dvc gc --workspace --all-tags --cloud').desk, START);
});

test('a push brings back to the remote what only the cache has', () => {
  const lost: Desk = { ...START, remote: [] };
  const push = COMMANDS.find((command) => command.typed === 'dvc push');
  assert.deepEqual(push?.run(lost).desk.remote, ['data-v2']);
  assert.equal(push.run({ ...lost, cache: [] }).desk.remote.length, 0);
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import {
  FIELDS,
  LETTER,
  objections,
  replies,
} from '../../../src/components/lesson/decision-log/fields.ts';
import {
  canonicalJson,
  chain,
  CHECKPOINT,
  TAMPERINGS,
  verify,
  WRITTEN,
} from '../../../src/components/lesson/decision-log/hash-chain.ts';
import { lessonText, states } from '../lessons/stated.ts';

const lesson = lessonText('data-governance-that-survives-an-audit', 'records-a-regulator-can-read');

const answered = (fields: readonly string[]) =>
  replies(new Set(fields)).flatMap(({ demand, missing }) =>
    missing.length === 0 ? demand.id : [],
  );

test('the operators’ log answers for the period alone', () => {
  assert.deepEqual(answered(['ts', 'status_code', 'latency_ms']), ['period']);
});

test('the line of the lesson answers the whole letter, and no more is kept', () => {
  const line = /"seq": 4812[^}]*/.exec(lesson)?.[0] ?? '';
  const fields = FIELDS.filter(({ id }) => line.includes(`"${id}"`)).map(({ id }) => id);
  assert.match(line, /"prev"[^}]*"hash"/);
  const chosen = [...fields, 'prev, hash'];
  assert.deepEqual(
    answered(chosen),
    LETTER.map(({ id }) => id),
  );
  assert.deepEqual(objections(new Set(chosen), 184), []);
});

test('what is missing is told on the shortest way', () => {
  const [person, , , inputs, result] = replies(new Set(['p']));
  assert.deepEqual(person?.missing, ['subject_token']);
  assert.deepEqual(inputs?.missing, ['input_digest']);
  assert.deepEqual(result?.missing, ['threshold', 'decision']);
});

test('names, features and a short keeping are objected to', () => {
  states(lesson, 'In days it is 184');
  assert.equal(objections(new Set(['email', 'features']), 183).length, 3);
});

test('the chain of the lesson has its two hashes', () => {
  const [first, second] = chain([
    { seq: 1, event: 'decision', application_id: 'A-003001' },
    { seq: 2, event: 'override', application_id: 'A-003001' },
  ]);
  states(lesson, `begins \`${first?.hash.slice(0, 8) ?? ''}…\``);
  states(lesson, `has \`${second?.hash.slice(0, 8) ?? ''}…\``);
  const own = createHash('sha256')
    .update(`${'0'.repeat(64)}{"application_id":"A-003001","event":"decision","seq":1}`)
    .digest('hex');
  assert.equal(first?.hash, own);
  assert.equal(canonicalJson({ b: 1, a: 'ä' }), '{"a":"ä","b":1}');
});

test('where a verifier stops, with and without a checkpoint', () => {
  const stops = (id: string, withCheckpoint: boolean) => {
    const lines = TAMPERINGS.find((one) => one.id === id)?.lines ?? [];
    return verify(lines, withCheckpoint ? CHECKPOINT : undefined)?.line ?? 0;
  };
  const all = TAMPERINGS.map(({ id }) => [id, stops(id, false), stops(id, true)]);
  assert.deepEqual(all, [
    ['none', 0, 0],
    ['edit', 2, 2],
    ['rehash', 3, 3],
    ['rewrite', 0, 4],
    ['delete', 3, 3],
    ['cut', 0, 3],
  ]);
  assert.equal(WRITTEN.length, 4);
});

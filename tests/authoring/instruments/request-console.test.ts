import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readExposition } from '#formats';
import {
  answer,
  type Server,
} from '../../../src/components/lesson/request-console/model-server.ts';
import { SAMPLES } from '../../../src/components/lesson/request-console/samples.ts';
import { servedModels } from '../../../src/components/lesson/request-console/served-models.ts';
import { lessonText, listing } from '../lessons/stated.ts';

const lesson = lessonText('deploy-test-monitor', 'a-protocol-not-a-pet-api');
const SERVER: Server = { models: servedModels(), champion: '3', counts: {}, log: [] };
const sample = (id: string) => {
  const found = SAMPLES.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};
const sent = (id: string, server = SERVER) => answer(server, sample(id));

interface Answered {
  readonly outputs: readonly {
    readonly data: readonly unknown[];
    readonly shape: readonly number[];
  }[];
}

test('the lesson’s request gets the lesson’s answer', () => {
  assert.deepEqual(
    JSON.parse(sample('one').body),
    JSON.parse(listing(lesson, 'POST /v2/models/loan-default/infer')),
  );
  const { status, body } = sent('one');
  const rounded = JSON.parse(
    JSON.stringify(body, (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toFixed(4)) : value,
    ),
  ) as unknown;
  assert.equal(status, 200);
  assert.deepEqual(rounded, JSON.parse(listing(lesson, '200 OK')));
});

test('each mistake of a caller gets its status and a sentence with found and expected', () => {
  assert.deepEqual(
    ['short', 'nan', 'true', 'null', 'int', 'empty', 'version-9'].map((id) => {
      const { status, body } = sent(id);
      return [status, (body as { error: string }).error];
    }),
    [
      [400, 'features: shape [2, 13] needs 26 numbers, got 13'],
      [400, 'the body is not JSON: NaN is none'],
      [400, 'features: data[2] is true; finite numbers are expected'],
      [400, 'features: data[3] is null; finite numbers are expected'],
      [400, 'features: datatype FP64 is expected, found "INT64"'],
      [400, 'features: shape [N, 13] with N of 1 or more is expected, found [0,13]'],
      [404, 'loan-default has no version 9'],
    ],
  );
  assert.ok(lesson.includes('features: shape [2, 13] needs 26 numbers, got 13'));
});

test('no body whatever brings the server down', () => {
  for (const body of [
    '',
    'null',
    '[]',
    '{"inputs":[null]}',
    '{"inputs":[{"name":"features"}]}',
    'x'.repeat(1_000_001),
  ]) {
    const { status, body: said } = answer(SERVER, { ...sample('one'), body });
    assert.equal(status, 400, body.slice(0, 40));
    assert.match((said as { error: string }).error, /\S/);
  }
});

test('nested data has one answer for each row, and an id comes back only when it was sent', () => {
  const { body } = sent('two');
  assert.deepEqual(
    (body as Answered).outputs.map(({ shape }) => shape),
    [[2], [2]],
  );
  const without = answer(SERVER, {
    ...sample('one'),
    body: sample('one').body.replace(/"id".*\n/, ''),
  });
  assert.equal('id' in (without.body as object), false);
});

test('each version decides by its own threshold', () => {
  const decision = (id: string): unknown => (sent(id).body as Answered).outputs[1]?.data[0];
  assert.deepEqual([decision('one'), decision('version-2')], ['approve', 'refer']);
});

test('while the model is fetched the server lives and is not ready', () => {
  const waiting = { ...SERVER, champion: undefined };
  assert.deepEqual(
    ['live', 'ready', 'one', 'metadata'].map((id) => sent(id, waiting).status),
    [200, 400, 400, 400],
  );
});

test('it counts by version and code, and logs a line for each row without the request', () => {
  const after = ['two', 'short', 'version-2', 'version-9'].reduce(
    (server, id) => sent(id, server).server,
    SERVER,
  );
  const { body } = sent('metrics', after);
  const read = readExposition(String(body), 'metrics');
  assert.ok(read.value);
  assert.match(String(body), /version="3",code="200"} 1\n.*version="3",code="400"} 1$/m);
  assert.equal(after.log.length, 3);
  assert.deepEqual(Object.keys(JSON.parse(after.log[0] ?? '') as object), [
    'request_id',
    'model_version',
    'p',
    'decision',
  ]);
});

test('what is not in the protocol is not there', () => {
  assert.equal(answer(SERVER, { method: 'POST', path: '/score', body: '{}' }).status, 404);
  assert.equal(answer(SERVER, { method: 'GET', path: '/v2/models/other', body: '' }).status, 404);
  assert.equal(
    answer(SERVER, { method: 'GET', path: '/v2/models/loan-default/infer', body: '' }).status,
    404,
  );
});

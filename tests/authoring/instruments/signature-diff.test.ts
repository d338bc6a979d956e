import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import {
  CANDIDATES,
  columnsText,
  readColumns,
  releaseOf,
  SERVING,
} from '../../../src/components/lesson/signature-diff/release.ts';
import { lessonText, listing } from '../lessons/stated.ts';

const lesson = lessonText('versioning-and-reproducibility', 'model-package-and-signature');

test('the signature that serves is the one of the lesson’s MLmodel', () => {
  const { signature } = parse(listing(lesson, 'MLmodel')) as {
    signature: { inputs: string; outputs: string };
  };
  assert.deepEqual(SERVING.inputs, JSON.parse(signature.inputs));
  assert.deepEqual(SERVING.outputs, JSON.parse(signature.outputs));
});

test('each candidate calls for the version that the lesson’s rules give', () => {
  assert.deepEqual(
    CANDIDATES.map(({ id, signature }) => `${id} ${releaseOf(signature).needs}`),
    ['weights 4.0.1', 'rename 5.0.0', 'order 4.0.1', 'long 5.0.0', 'region 4.1.0', 'output 5.0.0'],
  );
});

test('what is shown as text reads back the same', () => {
  for (const { signature } of CANDIDATES)
    assert.deepEqual(readColumns(columnsText(signature.inputs)), signature.inputs);
});

test('text that is no list of columns is told as what it is', () => {
  assert.match(readColumns('[{"type":') as string, /^not JSON yet: /);
  assert.equal(readColumns('{}'), 'a list of columns was expected');
  assert.equal(
    readColumns('[{"type":"double","name":"a"},{"type":"double","name":"b","required":"no"}]'),
    'column 2 must have a type and a name as text, and required as true or false',
  );
});

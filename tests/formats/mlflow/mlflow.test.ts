import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aliasFault, faultSentence, parseModelUri, readMlModel } from '#formats';

const MODEL = `artifact_path: model
flavors:
  python_function: {loader_module: harborlight.pyfunc, python_version: 3.14.0}
mlflow_version: 3.2.0
run_id: 9f1c2d3e4b5a69788796a5b4c3d2e1f0
signature:
  inputs: '[{"type": "double", "name": "dti", "required": true}]'
  outputs: '[{"type": "double", "name": "p_default", "required": true}]'
  params: null
utc_time_created: '2026-04-02 10:21:33.120000'
`;

test('a signature is JSON inside of YAML', () => {
  const { value } = readMlModel(MODEL);
  assert.deepEqual(value?.signature, {
    inputs: [{ type: 'double', name: 'dti', required: true }],
    outputs: [{ type: 'double', name: 'p_default', required: true }],
  });
  assert.deepEqual(value.flavors, ['python_function']);
  assert.equal(value.runId, '9f1c2d3e4b5a69788796a5b4c3d2e1f0');
});

test('a model without a signature is one; its signature is undefined, not empty', () => {
  const { value } = readMlModel(MODEL.replace(/signature:[^]*params: null\n/, ''));
  assert.equal(value?.signature, undefined);
  assert.equal(value?.content['artifact_path'], 'model');
});

test('a signature that is YAML, or broken JSON, is told with its line', () => {
  const faults = (text: string) => (readMlModel(text).faults ?? []).map(faultSentence);
  assert.deepEqual(faults(MODEL.replace(/inputs: .*/, 'inputs: [{type: double}]')), [
    'MLmodel, line 7, signature.inputs: found a list; the format wants JSON in a text (MLflow keeps it in quotes).',
  ]);
  const [broken] = faults(MODEL.replace(/inputs: .*/, "inputs: '[{'"));
  assert.match(
    broken ?? '',
    /^MLmodel, line 7, signature\.inputs: found something that is not JSON;/,
  );
});

test('an alias that would be taken for a version is refused', () => {
  assert.equal(aliasFault('champion'), undefined);
  assert.equal(aliasFault('Latest'), '"latest" is reserved');
  assert.equal(aliasFault('V2'), '"v" and a number is reserved for versions');
  assert.match(aliasFault('my alias') ?? '', /letters, digits/);
  assert.match(aliasFault('a'.repeat(256)) ?? '', /256 characters/);
});

test('a model is named by version or by alias', () => {
  assert.deepEqual(parseModelUri('models:/loan-default/12'), {
    model: 'loan-default',
    version: 12,
  });
  assert.deepEqual(parseModelUri('models:/loan-default@champion'), {
    model: 'loan-default',
    alias: 'champion',
  });
  assert.throws(
    () => parseModelUri('models:/loan-default@latest'),
    /names no model; the forms are/,
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultSentence, faultsOfFile, readInferenceBody, type InferenceBody } from '#formats';

const said = (value: unknown, body: InferenceBody = 'request') =>
  (
    readInferenceBody(
      typeof value === 'string' ? value : JSON.stringify(value),
      body,
      'request.json',
    ).faults ?? []
  ).map(faultSentence);

const tensor = { name: 'features', shape: [2, 3], datatype: 'FP64', data: [1, 2, 3, 4, 5, 6.5] };

test('a request holds with flat and with nested data, and with keys of its own', () => {
  assert.deepEqual(said({ id: 'A-1', inputs: [tensor] }), []);
  assert.deepEqual(
    said({
      inputs: [
        {
          ...tensor,
          data: [
            [1, 2, 3],
            [4, 5, 6],
          ],
        },
      ],
      parameters: { trace: 'x' },
      more: 1,
    }),
    [],
  );
});

const BAD: readonly (readonly [unknown, string])[] = [
  [
    { inputs: [] },
    'request.json, line 1, inputs: found an empty list; the format wants a list of at least 1.',
  ],
  [
    { id: 'x' },
    'request.json, line 1, inputs: found nothing; the format wants the key "inputs", which is required.',
  ],
  [
    { id: 7, inputs: [tensor] },
    'request.json, line 1, id: found the number 7; the format wants text.',
  ],
  [
    { inputs: [{ ...tensor, shape: [2, 2] }] },
    'request.json, line 1, inputs[0].data: found 6 values; the format wants 4 values, as the shape [2, 2] says.',
  ],
  [
    { inputs: [{ ...tensor, shape: [-1, 3] }] },
    'request.json, line 1, inputs[0].shape[0]: found the number -1; the format wants 0 or more.',
  ],
  [
    { inputs: [{ ...tensor, data: [1, 2, 3, true, 5, 6] }] },
    'request.json, line 1, inputs[0].data: found true; the format wants values of the datatype FP64.',
  ],
  [
    { inputs: [{ ...tensor, datatype: 'UINT8', data: [1, 2, 3, 4, 5, -6] }] },
    'request.json, line 1, inputs[0].data: found -6; the format wants values of the datatype UINT8.',
  ],
];

for (const [value, sentence] of BAD) {
  test(sentence.slice('request.json, line 1, '.length), () => {
    assert.deepEqual(said(value), [sentence]);
  });
}

test('a fault names the line of a request on many lines, in the editor too', () => {
  const text = JSON.stringify({ inputs: [{ ...tensor, shape: [2, 2] }] }, null, 2);
  assert.deepEqual(
    faultsOfFile('samples/request.json', text).faults.map(({ line, path }) => [line, path]),
    [[10, 'inputs[0].data']],
  );
  assert.equal(faultsOfFile('samples/request.json', text).format, 'Open Inference request');
});

test('NaN is no JSON, and an unknown datatype is told with those that there are', () => {
  assert.match(said('{"inputs": [NaN]}').join(), /found something that is not JSON/);
  assert.match(
    said({ inputs: [{ ...tensor, datatype: 'float64' }] }).join(),
    /inputs\[0\]\.datatype: found the text "float64"; the format wants one of "BOOL", .*"FP64", "BYTES"/,
  );
});

test('an answer, the metadata of a model and an error have their own forms', () => {
  assert.deepEqual(
    said(
      {
        model_name: 'm',
        model_version: '3',
        outputs: [{ name: 'decision', shape: [1], datatype: 'BYTES', data: ['approve'] }],
      },
      'response',
    ),
    [],
  );
  assert.deepEqual(
    said({ name: 'm', versions: [3], platform: 'x', inputs: [], outputs: [] }, 'metadata'),
    ['request.json, line 1, versions[0]: found the number 3; the format wants text.'],
  );
  assert.deepEqual(
    said(
      {
        name: 'm',
        versions: ['3'],
        platform: 'x',
        inputs: [{ name: 'f', datatype: 'FP64', shape: [-1, 13] }],
        outputs: [],
      },
      'metadata',
    ),
    [],
  );
  assert.deepEqual(said({ message: 'no' }, 'error'), [
    'request.json, line 1, error: found nothing; the format wants the key "error", which is required.',
  ]);
});

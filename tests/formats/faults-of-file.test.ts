import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultSentence, faultsOfFile, hasKnownFormat } from '#formats';

const said = (path: string, text: string): string[] =>
  faultsOfFile(path, text).faults.map(faultSentence);

test('a file is held to the format that its name promises', () => {
  assert.deepEqual(
    said('data/a.csv.dvc', 'outs:\n- md5: 12\n  size: 3\n  hash: md5\n  path: a.csv\n'),
    [
      'data/a.csv.dvc, line 2, outs[0].md5: found the number 12; the format wants an md5 of 32 lower-case hex digits ' +
        '(with .dir behind for a folder), as text.',
    ],
  );
  assert.equal(faultsOfFile('dvc.lock', 'schema: 2.0\n').format, 'dvc.lock');
  assert.deepEqual(
    faultsOfFile('dvc.lock', 'schema: 2.0\n').faults.map(({ path }) => path),
    ['', 'schema'],
  );
});

test('a contract is known by its name, and by what it says of itself', () => {
  assert.equal(faultsOfFile('a.odcs.yaml', 'x: 1\n').format, 'ODCS data contract');
  assert.equal(faultsOfFile('contract.yaml', 'kind: DataContract\n').format, 'ODCS data contract');
  assert.equal(faultsOfFile('contract.yaml', 'kind: Other\n').format, 'YAML');
});

test('JSON and YAML without a format of their own are held to their grammar', () => {
  const [fault = ''] = said('metrics.json', '{\n  "auc": 0.8,\n}\n');
  assert.match(
    fault,
    /^metrics\.json, line 3: found something that is not JSON \(.+\); the format wants JSON\.$/,
  );
  assert.deepEqual(said('params.yaml', 'a: 1\na: 2\n'), [
    'params.yaml, line 2: found the key "a" a second time; the format wants each key once.',
  ]);
  assert.deepEqual(said('metrics.json', '{"auc": 0.8}'), []);
});

test('other files, and files without text, have no faults', () => {
  assert.deepEqual(said('train.py', 'import ('), []);
  assert.deepEqual(said('params.yaml', '\n'), []);
  assert.deepEqual(['a.py', 'a.json', 'x/dvc.lock', 'x.dvc', 'a.yml'].map(hasKnownFormat), [
    false,
    true,
    true,
    true,
    true,
  ]);
});

test('an MLmodel file is known by its name and held to what MLflow reads', () => {
  const { format, faults } = faultsOfFile('model/MLmodel', 'flavors: {}\nsignature: {}\n');
  assert.deepEqual(
    [format, ...faults.map(faultSentence)],
    [
      'MLmodel',
      'model/MLmodel, line 2, signature: found no key "inputs"; the format wants the key "inputs".',
    ],
  );
});

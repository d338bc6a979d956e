import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  defaultRemote,
  dvcConfigText,
  faultSentence,
  objectPath,
  readDvcConfig,
  readDvcFile,
  readDvcLock,
  readDvcYaml,
  type Reading,
} from '#formats';

const POINTER = `outs:
- md5: 9f356cb81300c9da632089b420cb45da
  size: 425929
  hash: md5
  path: applications.csv
`;
const faultsOf = (reading: Reading<unknown>) => (reading.faults ?? []).map(faultSentence);

test('a pointer is read whatever the order of its keys, the quotes and the comments', () => {
  const expected = {
    outs: [
      {
        md5: '9f356cb81300c9da632089b420cb45da',
        size: 425929,
        hash: 'md5',
        path: 'applications.csv',
      },
    ],
  };
  assert.deepEqual(readDvcFile(POINTER, 'a.dvc').value, expected);
  const other = `# by hand\nouts: [{path: 'applications.csv', hash: "md5", size: 425929, md5: 9f356cb81300c9da632089b420cb45da}]\n`;
  assert.deepEqual(readDvcFile(other, 'a.dvc').value, expected);
});

test('a pointer without hash is of DVC 2, and told so', () => {
  assert.deepEqual(faultsOf(readDvcFile(POINTER.replace('  hash: md5\n', ''), 'data/a.dvc')), [
    'data/a.dvc, line 2, outs[0]: found no key "hash"; the format wants the key "hash".',
  ]);
});

test('an md5 of digits alone needs quotes: unquoted it is a number', () => {
  const digits = '12345678901234567890123456789012';
  const faults = faultsOf(
    readDvcFile(POINTER.replace('9f356cb81300c9da632089b420cb45da', digits), 'a.dvc'),
  );
  assert.match(faults[0] ?? '', /^a\.dvc, line 2, outs\[0\]\.md5: found the number 1\.234/);
  const quoted = POINTER.replace('9f356cb81300c9da632089b420cb45da', `'${digits}'`);
  assert.equal(readDvcFile(quoted, 'a.dvc').value?.outs[0]?.md5, digits);
});

test('every fault of a pointer is told, each with its line', () => {
  const text =
    'outs:\n- md5: 9F356CB81300C9DA632089B420CB45DA\n  size: "12"\n  hash: sha256\n  path: a\n  colour: red\n';
  assert.deepEqual(
    faultsOf(readDvcFile(text, 'a.dvc')).map((fault) => fault.split(': found')[0]),
    [
      'a.dvc, line 2, outs[0].md5',
      'a.dvc, line 3, outs[0].size',
      'a.dvc, line 4, outs[0].hash',
      'a.dvc, line 6, outs[0].colour',
    ],
  );
  assert.deepEqual(faultsOf(readDvcFile('', 'a.dvc')), [
    'a.dvc, line 1: found null; the format wants a mapping.',
  ]);
});

test('a pipeline is one thing however it is written', () => {
  const long = `stages:
  train:
    cmd: python3 src/train.py
    deps:
    - src/train.py
    - build/train.csv
    params:
    - train.l2
    - train.max_iter
    outs:
    - build/model.json
    metrics:
    - metrics.json:
        cache: false
`;
  const short = `stages: {train: {metrics: [{metrics.json: {cache: false}}], outs: [build/model.json],
  params: [{params.yaml: [train.l2, train.max_iter]}], cmd: [python3 src/train.py],
  deps: [src/train.py, build/train.csv]}}\n`;
  const stage = {
    name: 'train',
    cmd: ['python3 src/train.py'],
    wdir: '.',
    deps: ['src/train.py', 'build/train.csv'],
    params: { 'params.yaml': ['train.l2', 'train.max_iter'] },
    outs: [
      { path: 'build/model.json', kind: 'outs', cache: true, persist: false },
      { path: 'metrics.json', kind: 'metrics', cache: false, persist: false },
    ],
    frozen: false,
    alwaysChanged: false,
  };
  assert.deepEqual(readDvcYaml(long).value, { stages: [stage] });
  assert.deepEqual(readDvcYaml(short).value, { stages: [stage] });
});

test('a stage without a command, or with an unknown key, is told with its place', () => {
  assert.deepEqual(faultsOf(readDvcYaml('stages:\n  train:\n    dep: [a]\n')), [
    'dvc.yaml, line 2, stages.train: found no key "cmd"; the format wants the key "cmd".',
    'dvc.yaml, line 3, stages.train.dep: found the key "dep"; the format wants one of cmd, wdir, deps, params, outs, metrics, plots, frozen, always_changed, desc, meta.',
  ]);
  assert.deepEqual(faultsOf(readDvcYaml('stages:\n  train:\n    cmd: a\n    deps: src\n')), [
    'dvc.yaml, line 4, stages.train.deps: found the text "src"; the format wants a list.',
  ]);
});

test('a template is a fault that says whose limit it is', () => {
  const [fault] = faultsOf(readDvcYaml('stages:\n  train:\n    cmd: a ${train.l2}\n'));
  assert.match(fault ?? '', /found the template \$\{train\.l2\}; .*Plumbline does not unfold them/);
});

test('the schema of a lock is text: 2.0 without quotes is a number and a fault', () => {
  const lock = (schema: string) => `schema: ${schema}\nstages:\n  a:\n    cmd: b\n`;
  assert.deepEqual(readDvcLock(lock("'2.0'")).value?.stages, {
    a: { cmd: ['b'], deps: [], outs: [], params: {} },
  });
  assert.deepEqual(faultsOf(readDvcLock(lock('2.0'))), [
    "dvc.lock, line 1, schema: found the number 2; the format wants the text '2.0', in quotes (without them it is a number).",
  ]);
});

test('an object stands in a folder named after the first two digits of its md5', () => {
  assert.equal(
    objectPath('9f356cb81300c9da632089b420cb45da'),
    'files/md5/9f/356cb81300c9da632089b420cb45da',
  );
});

test('the config is read as DVC writes it, and by hand without quotes', () => {
  const text = `[core]\n    remote = lake\n['remote "lake"']\n    url = ../../lake/dvc\n`;
  const config = readDvcConfig(text);
  assert.deepEqual(defaultRemote(config), { name: 'lake', url: '../../lake/dvc' });
  assert.equal(dvcConfigText(config), text);
  assert.deepEqual(readDvcConfig('; mine\n[remote "lake"]\nURL=../x\n'), {
    'remote "lake"': { url: '../x' },
  });
  assert.equal(defaultRemote(readDvcConfig('[core]\nremote = gone\n')), undefined);
});

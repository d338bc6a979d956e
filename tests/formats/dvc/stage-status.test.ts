import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  digestOfBytes,
  digestOfFolder,
  inProject,
  paramsNow,
  readDvcLock,
  readDvcYaml,
  stageChanges,
  stageOrder,
  type DvcStage,
  type ProjectState,
} from '#formats';

const bytes = (text: string) => new TextEncoder().encode(text);
const [train] = readDvcYaml(`stages:
  train:
    cmd: python3 src/train.py
    deps: [src/train.py, build]
    params: [train.l2]
    outs: [model.json]
`).value?.stages as readonly [DvcStage];
const FILES: Readonly<Record<string, string>> = {
  'src/train.py': 'print(1)\n',
  'build/train.csv': 'a,b\n1,2\n',
  'build/holdout.csv': 'a,b\n3,4\n',
  'model.json': '{}\n',
};

function project(files: Readonly<Record<string, string>>, l2: unknown = 1): ProjectState {
  return {
    digestOf(path) {
      const text = files[path];
      if (text !== undefined) return digestOfBytes(bytes(text));
      const inside = Object.entries(files).filter(([file]) => file.startsWith(`${path}/`));
      if (inside.length === 0) return undefined;
      return digestOfFolder(
        inside.map(([file, content]) => [
          file.slice(path.length + 1),
          digestOfBytes(bytes(content)),
        ]),
      );
    },
    paramsIn: (file) => (file === 'params.yaml' ? { train: { l2, max_iter: 8 } } : undefined),
  };
}

const locked = readDvcLock(`schema: '2.0'
stages:
  train:
    cmd: python3 src/train.py
    deps:
    - {path: build, hash: md5, md5: ef23c32f645d7c44a982ba988bf3f443.dir, size: 16, nfiles: 2}
    - {path: src/train.py, hash: md5, md5: ${digestOfBytes(bytes('print(1)\n')).md5}, size: 9}
    params: {params.yaml: {train.l2: 1.0}}
    outs:
    - {path: model.json, hash: md5, md5: ${digestOfBytes(bytes('{}\n')).md5}, size: 3}
`).value?.stages['train'];

test('a stage whose lock tells the truth has no changes; a folder counts by its files', () => {
  assert.deepEqual(stageChanges(train, locked, project(FILES)), []);
});

test('a changed dep, a changed file in a folder, a missing out and another parameter are changes', () => {
  const changes = stageChanges(
    train,
    locked,
    project({ 'src/train.py': 'print(2)\n', 'build/train.csv': 'a,b\n' }, 2),
  );
  assert.deepEqual(changes, [
    { what: 'deps', path: 'src/train.py', how: 'modified' },
    { what: 'deps', path: 'build', how: 'modified' },
    { what: 'outs', path: 'model.json', how: 'deleted' },
    { what: 'params', file: 'params.yaml', key: 'train.l2', how: 'modified' },
  ]);
});

test('an unused parameter and an unknown file change nothing', () => {
  assert.deepEqual(stageChanges(train, locked, project({ ...FILES, 'README.md': 'new' })), []);
});

test('another command, and a dep that the lock does not know or dvc.yaml no longer has, are changes', () => {
  const other = { ...train, cmd: ['python3 src/train.py --fast'], deps: ['build', 'extra.csv'] };
  assert.deepEqual(stageChanges(other, locked, project({ ...FILES, 'extra.csv': 'x' })), [
    { what: 'cmd' },
    { what: 'deps', path: 'extra.csv', how: 'new' },
    { what: 'deps', path: 'src/train.py', how: 'deleted' },
  ]);
});

test('a stage that the lock does not know is new in everything', () => {
  const changes = stageChanges(train, undefined, project(FILES));
  assert.deepEqual(
    new Set(changes.map((change) => change.what)),
    new Set(['cmd', 'deps', 'outs', 'params']),
  );
});

test('a stage may name all of a params file', () => {
  const whole = { ...train, params: { 'params.yaml': null } };
  assert.deepEqual(paramsNow(whole, project(FILES)), {
    'params.yaml': { train: { l2: 1, max_iter: 8 } },
  });
});

test('paths of a stage are from its working directory', () => {
  assert.equal(inProject({ ...train, wdir: 'model/v2' }, '../data.csv'), 'model/data.csv');
});

test('stages come after what they depend on, whatever the order of the file', () => {
  const stages = readDvcYaml(`stages:
  evaluate: {cmd: c, deps: [model.json]}
  train: {cmd: b, deps: [build], outs: [model.json]}
  prepare: {cmd: a, outs: [build/train.csv]}
`).value?.stages as readonly DvcStage[];
  assert.deepEqual(
    stageOrder(stages).map(({ name }) => name),
    ['prepare', 'train', 'evaluate'],
  );
});

test('stages in a circle, and two that make one file, are refused by name', () => {
  const stages = (text: string) => readDvcYaml(text).value?.stages as readonly DvcStage[];
  assert.throws(
    () =>
      stageOrder(
        stages(
          'stages:\n  a: {cmd: a, deps: [y], outs: [x]}\n  b: {cmd: b, deps: [x], outs: [y]}\n',
        ),
      ),
    /The stages wait for each other: a -> b -> a\./,
  );
  assert.throws(
    () => stageOrder(stages('stages:\n  a: {cmd: a, outs: [x]}\n  b: {cmd: b, outs: [x]}\n')),
    /The stages a and b both make x\./,
  );
});

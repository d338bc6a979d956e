import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runPython } from './python-process.ts';

const PROGRAM = `
import sys, yaml
document = yaml.safe_load(open('dvc.yaml'))
print(document)
yaml.safe_dump(document, sys.stdout, sort_keys=False)
try:
    yaml.safe_load('a: [1, 2')
except yaml.YAMLError as error:
    print(str(error).splitlines()[0])
print(yaml.__version__, yaml.__with_libyaml__)
`;

describe('PyYAML', () => {
  const files = {
    'dvc.yaml':
      'stages:\n  train:\n    cmd: python train.py\n    deps: [a.csv, "2.0"]\n    n: 2.0\n',
    'program.py': PROGRAM,
  };
  const expected = {
    code: 0,
    stderr: '',
    stdout: [
      "{'stages': {'train': {'cmd': 'python train.py', 'deps': ['a.csv', '2.0'], 'n': 2.0}}}",
      'stages:',
      '  train:',
      '    cmd: python train.py',
      '    deps:',
      '    - a.csv',
      "    - '2.0'",
      '    n: 2.0',
      'while parsing a flow sequence',
      '6.0 False',
      '',
    ].join('\n'),
  };

  test('is there with every interpreter', async () => {
    const { code, stdout, stderr } = await runPython(['program.py'], { files });
    assert.deepEqual({ code, stdout, stderr }, expected);
  });

  test('is there without a snapshot too', async () => {
    const { code, stdout, stderr } = await runPython(['program.py'], { files, snapshot: null });
    assert.deepEqual({ code, stdout, stderr }, expected);
  });

  test('a learner may bring another one, as a package may be brought anywhere', async () => {
    const own = { 'yaml.py': 'name = "mine"\n' };
    const { stdout } = await runPython(['-c', 'import yaml; print(yaml.name)'], { files: own });
    assert.equal(stdout, 'mine\n');
  });
});

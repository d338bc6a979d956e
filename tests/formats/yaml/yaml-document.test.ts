import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultSentence, readYamlDocument, type YamlDialect } from '#formats';

function valueOf(text: string, dialect: YamlDialect): unknown {
  const { value, faults } = readYamlDocument(text, 'file.yaml', dialect);
  assert.equal(faults, undefined);
  return value.value;
}

function faultsOf(text: string, dialect: YamlDialect): string[] {
  return (readYamlDocument(text, 'file.yaml', dialect).faults ?? []).map(faultSentence);
}

test('NO, yes and off are text to DVC and truth values to Python’s yaml', () => {
  const text = 'a: NO\nb: yes\nc: off\nd: y\n';
  assert.deepEqual(valueOf(text, 'ruamel'), { a: 'NO', b: 'yes', c: 'off', d: 'y' });
  assert.deepEqual(valueOf(text, 'pyyaml'), { a: false, b: true, c: false, d: 'y' });
});

test('2.0 is a number unless it is quoted, in both', () => {
  for (const dialect of ['ruamel', 'pyyaml'] as const) {
    assert.deepEqual(valueOf("a: 2.0\nb: '2.0'\n", dialect), { a: 2, b: '2.0' });
  }
});

test('an exponent without a point is a number to DVC and text to Python’s yaml', () => {
  assert.deepEqual(valueOf('a: 1e3\nb: 1.0e+3\n', 'ruamel'), { a: 1000, b: 1000 });
  assert.deepEqual(valueOf('a: 1e3\nb: 1.0e+3\n', 'pyyaml'), { a: '1e3', b: 1000 });
});

test('a leading zero makes an octal number in YAML 1.1 alone', () => {
  assert.deepEqual(valueOf('a: 010\n', 'ruamel'), { a: 10 });
  assert.deepEqual(valueOf('a: 010\n', 'pyyaml'), { a: 8 });
});

test('a key that stands twice is an error to DVC; Python’s yaml takes the last', () => {
  assert.deepEqual(faultsOf('a: 1\nb: 2\na: 3\n', 'ruamel'), [
    'file.yaml, line 3: found the key "a" a second time; the format wants each key once.',
  ]);
  assert.deepEqual(valueOf('a: 1\nb: 2\na: 3\n', 'pyyaml'), { a: 3, b: 2 });
});

test('anchors, aliases and merge keys are followed', () => {
  const text = 'base: &base {l2: 1.0, max_iter: 8}\ntrain:\n  <<: *base\n  l2: 2.0\n';
  const expected = { base: { l2: 1, max_iter: 8 }, train: { l2: 2, max_iter: 8 } };
  assert.deepEqual(valueOf(text, 'ruamel'), expected);
  assert.deepEqual(valueOf(text, 'pyyaml'), expected);
});

test('aliases that multiply without end are refused', () => {
  const levels = Array.from(
    { length: 9 },
    (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`,
  );
  const [fault] = faultsOf(`l0: &l0 [lol]\n${levels.join('\n')}\n`, 'ruamel');
  assert.match(fault ?? '', /^file\.yaml, line 1: found an alias that cannot be followed/);
});

test('what is not YAML is told with its line', () => {
  const [fault] = faultsOf('outs:\n- md5: "abc\n  path: x\n', 'ruamel');
  assert.match(
    fault ?? '',
    /^file\.yaml, line \d: found something that is not YAML \(.+\); the format wants YAML\.$/,
  );
});

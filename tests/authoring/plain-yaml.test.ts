import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { plainYaml } from '../../src/authoring/plain-yaml.ts';

const HEAD = /^---\n([\s\S]*?)^---$/m;

/** The heads of all texts and all manifests, as authors write them. */
const written = (): readonly string[] => {
  const heads = globSync(['content/**/*.mdx', 'labs/*/brief.mdx'])
    .map((file) => HEAD.exec(readFileSync(file, 'utf8'))?.[1] ?? '')
    .filter((head) => head !== '');
  const files = globSync(['content/**/*.yaml', 'labs/*/lab.yaml']);
  return [...heads, ...files.map((file) => readFileSync(file, 'utf8'))];
};

test('what authors write is plain nearly always, and is read as the reader with places reads it', () => {
  const texts = written();
  assert.ok(texts.length > 200, `${texts.length} texts`);
  let plain = 0;
  for (const text of texts) {
    const value = plainYaml(text);
    if (value === undefined) continue;
    plain += 1;
    assert.deepEqual(value, parseDocument(text).toJS());
  }
  // Every other one is parsed a second time, ten times as slowly.
  assert.ok(plain > 0.75 * texts.length, `${plain} of ${texts.length} are plain`);
});

/** Pieces of YAML, right and wrong, of which any text may be made. */
const PIECES = [
  ...[
    'a',
    'b c',
    'key',
    'k: v\n',
    'k:\n  - ',
    'm:\n  n: ',
    '"q": ',
    '- a: b\n  c: d\n',
    'x:y',
    'a-b',
    'é',
    '’',
  ],
  ...[
    ': ',
    ':',
    '- ',
    '-',
    ', ',
    ',',
    ' ',
    '\n',
    '\n ',
    '\n  ',
    '\n    ',
    '\t',
    '\r\n',
    '\u2028',
    '\ufeff',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '?',
    '#',
    ' #c',
    '!',
    '&a',
    '*a',
    '<<',
    '%',
    '@',
    '`',
    '=',
    '---\n',
    '...\n',
    '!!str ',
  ],
  ...[
    '|',
    '>',
    '|-',
    '>-',
    '|+',
    '>\n',
    '|\n  ',
    '|2\n',
    '"x"',
    "'y'",
    '"a\n  b"',
    '\\',
    "''",
    '"',
    "'",
    '\\n',
  ],
  ...[
    '1',
    '-1',
    '+1',
    '012',
    '0',
    '1.',
    '.5',
    '+.5',
    '1e3',
    '1_0',
    '0x1F',
    '0o7',
    '0b1',
    '12:30',
    '2026-01-01',
  ],
  ...['~', 'null', 'true', 'False', 'yes', '.inf', '.NaN', '__proto__'],
];

test('a text that is taken for plain has no fault for the other reader, and means the same to it', () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const value = plainYaml(text);
      if (value === undefined) return;
      plain += 1;
      const document = parseDocument(text);
      assert.deepEqual(document.errors, [], JSON.stringify(text));
      assert.deepEqual(value, document.toJS(), JSON.stringify(text));
    }),
    { numRuns: 20_000, seed: 5 },
  );
  assert.ok(plain > 200, `${plain} texts were plain`);
});

test('tags, anchors, merged keys, comments and quotes of several lines are left to the other reader', () => {
  for (const text of [
    'a: !!str 1',
    'a: &x 1\nb: *x',
    '<<: {a: 1}',
    'a: 1 # one',
    'a: "b\n  c"',
    "a: 'b\n  c'",
    'a: 1_000',
    'a: 1e999',
    'a:\t1',
    'a: 1\r\nb: 2',
    '~: 1',
    '--- \na: 1',
    'a: 1\na: 2',
    'a: [1',
    'one',
    '',
  ])
    assert.equal(plainYaml(text), undefined, JSON.stringify(text));
  assert.deepEqual(plainYaml('a: 1\nb: [x, "y"]\nc: >-\n  d\n  e\n'), {
    a: 1,
    b: ['x', 'y'],
    c: 'd e',
  });
});

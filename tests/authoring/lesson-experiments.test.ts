import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CACHE,
  isSound,
  WANTED,
} from '../../src/components/lesson/hash-playground/cache-puzzle.ts';
import { directoryObject } from '../../src/components/lesson/hash-playground/directory-digest.ts';
import {
  bytesOf,
  fromHex,
  md5Of,
  sha256Of,
  toHex,
} from '../../src/components/lesson/hash-playground/file-bytes.ts';
import { readFeatureCode } from '../../src/components/lesson/toggle-demo/feature-code.ts';
import { INGREDIENTS, JANUARY } from '../../src/components/lesson/toggle-demo/ingredients.ts';
import {
  areaUnderCurve,
  inPairs,
  oneByOne,
} from '../../src/components/lesson/toggle-demo/logistic-regression.ts';
import { outcomeOf, sayOutcome } from '../../src/components/lesson/toggle-demo/outcome.ts';
import { stableExp } from '../../src/components/lesson/toggle-demo/stable-exp.ts';
import { trainingRun } from '../../src/components/lesson/toggle-demo/training-run.ts';

test('the same recipe gives the same bytes; each thing that changes gives others', () => {
  const january = trainingRun(JANUARY);
  assert.equal(trainingRun({ ...JANUARY }).model, january.model);
  const digests = INGREDIENTS.map((one) => trainingRun({ ...JANUARY, [one]: 'today' }).modelDigest);
  assert.equal(new Set([january.modelDigest, ...digests]).size, 6);
});

test('only the digest of a changed ingredient changes', () => {
  const january = trainingRun(JANUARY).inputs;
  for (const one of INGREDIENTS) {
    const { inputs } = trainingRun({ ...JANUARY, [one]: 'today' });
    assert.deepEqual(
      INGREDIENTS.filter((other) => inputs[other] !== january[other]),
      [one],
    );
  }
});

test('what a run says counts the predictions that hold', () => {
  const january = trainingRun(JANUARY);
  const run = trainingRun({ ...JANUARY, environment: 'today' });
  const outcome = outcomeOf(january, run);
  assert.deepEqual(outcome, {
    differs: { digest: true, auc: false, decisions: false },
    decisions: 0,
  });
  assert.equal(
    sayOutcome(run, outcome, { digest: true, auc: true, decisions: true }),
    'The digest differs. The AUC stays 0.8148. No decision differs. 1 of your 3 predictions holds.',
  );
});

test('feature code is read with the usual order of operations', () => {
  const [feature] = readFeatureCode('f = (known(score, 640) - 650) / 100 + 2 * 3\n');
  assert.equal(feature?.of({ score: 700 }), 6.5);
  assert.equal(feature.of({ score: undefined }), 5.9);
  assert.throws(() => readFeatureCode('f = (1 + 2'), { name: 'SyntaxError' });
  assert.throws(() => readFeatureCode('f = 1 2'), { name: 'SyntaxError' });
  assert.throws(() => readFeatureCode('no equals sign'), { name: 'SyntaxError' });
});

test('the order of adding changes the last digits and nothing more', () => {
  const at = (i: number): number => 1 / (i + 1);
  const a = oneByOne(2400, at);
  const b = inPairs(2400, at);
  assert.notEqual(a, b);
  assert.ok(Math.abs(a - b) < 1e-13);
});

test('the exponential of the page agrees with the machine to its last digits', () => {
  for (const x of [-30, -3.3, -1e-9, 0, 0.5, 1, 12.25]) {
    assert.ok(Math.abs(stableExp(x) / Math.exp(x) - 1) < 4e-16, `at ${x}`);
  }
});

test('the area under the curve counts ties half', () => {
  assert.equal(areaUnderCurve([0.1, 0.2, 0.3, 0.4], [0, 0, 1, 1]), 1);
  assert.equal(areaUnderCurve([0.4, 0.3, 0.2, 0.1], [0, 0, 1, 1]), 0);
  assert.equal(areaUnderCurve([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1]), 0.5);
});

test('text and bytes lead to each other', () => {
  assert.equal(toHex(bytesOf('a\n', 'CRLF')), '61 0d 0a');
  assert.deepEqual(fromHex('61 0D0a'), Uint8Array.of(0x61, 0x0d, 0x0a));
  assert.equal(fromHex('6'), undefined);
  assert.equal(fromHex('zz'), undefined);
  assert.equal(bytesOf('Łódź', 'LF').length, 7);
});

test('the digests are the usual ones', () => {
  assert.equal(md5Of(bytesOf('', 'LF')), 'd41d8cd98f00b204e9800998ecf8427e');
  assert.equal(
    sha256Of(bytesOf('abc', 'LF')),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('names in a folder are written as Python writes them', () => {
  const { json } = directoryObject([{ relpath: 'Łódź "a".csv', md5: 'x' }]);
  assert.equal(json, '[{"md5": "x", "relpath": "\\u0141\\u00f3d\\u017a \\"a\\".csv"}]');
});

test('the cache of the puzzle holds the wanted object, and one whose name does not hold', () => {
  assert.equal(CACHE.filter(({ name }) => name === WANTED).length, 1);
  assert.equal(CACHE.filter((object) => !isSound(object)).length, 1);
  assert.ok(isSound(CACHE.find(({ name }) => name === WANTED) ?? { name: '', text: '' }));
});

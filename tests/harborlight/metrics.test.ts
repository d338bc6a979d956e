import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auc, aucStandardError, brier, logLoss, sliceAuc } from '#harborlight';

test('AUC is 1 for a perfect order, 0 for its reverse, and one half when all scores are equal', () => {
  const positive = [false, false, true, true];
  assert.equal(auc([0.1, 0.2, 0.3, 0.4], positive), 1);
  assert.equal(auc([0.4, 0.3, 0.2, 0.1], positive), 0);
  assert.equal(auc([7, 7, 7, 7], positive), 0.5);
});

test('a tie between the classes counts one half', () => {
  assert.equal(auc([0.1, 0.5, 0.5], [false, false, true]), 0.75);
});

test('AUC of one class alone is refused, not zero', () => {
  assert.throws(() => auc([0.1, 0.2], [true, true]), /2 positives and 0 negatives/);
});

test('Brier and log loss of known probabilities', () => {
  assert.equal(brier([0.5, 0.9], [false, true]).toFixed(6), '0.130000');
  assert.equal(logLoss([0.5, 0.9], [false, true]).toFixed(6), '0.399254');
});

test('a slice with too few rows, or too few of a class, has no AUC', () => {
  const rows = Array.from({ length: 300 }, (_, i) => i);
  const slices = rows.map((i) => (i < 150 ? 'large' : i < 249 ? 'few rows' : 'few positives'));
  const positive = rows.map((i) => i % 10 === 0);
  assert.deepEqual(Object.keys(sliceAuc(rows, positive, slices)), ['large']);
});

test('the standard error of an AUC of 0.82 with 150 and 850 cases is about 0.02', () => {
  assert.equal(aucStandardError(0.82, 150, 850).toFixed(4), '0.0217');
});

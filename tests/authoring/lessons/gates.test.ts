import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aucStandardError } from '#harborlight';
import { HOLDOUT, heldOut, lessonText, loanDefault, states } from './stated.ts';

/** The figures of "Gates that say no". */

const lesson = lessonText('deploy-test-monitor', 'gates-that-say-no');
const champion = heldOut(loanDefault());

test('the table of slices is that of the reference model', () => {
  for (const { country, rows, defaults, auc, approved } of champion.byCountry) {
    states(
      lesson,
      `| ${country} | ${rows} | ${defaults} | ${auc.toFixed(3)} | ${(approved * 100).toFixed(1)} % |`,
    );
  }
  states(lesson, `The whole is ${champion.auc.toFixed(4)}.`);
  const rates = champion.byCountry.map(({ approved }) => approved);
  states(lesson, `is ${(Math.min(...rates) / Math.max(...rates)).toFixed(2)}.`);
});

test('the standard error is that of Hanley and McNeil, and the bar of the drawing follows it', () => {
  const defaults = HOLDOUT.filter(({ defaulted }) => defaulted).length;
  const error = aucStandardError(champion.auc, defaults, HOLDOUT.length - defaults);
  states(
    lesson,
    `with ${defaults} defaults and ${HOLDOUT.length - defaults} repayments it is ${error.toFixed(3)}`,
    `from ${(champion.auc - error).toFixed(3)} to ${(champion.auc + error).toFixed(3)}`,
  );
  assert.equal(((0.831 - champion.auc) / error).toFixed(1), '0.2');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import {
  HOLDOUT,
  TRAIN,
  file,
  grouped,
  heldOut,
  lessonText,
  listing,
  loanDefault,
  states,
} from './stated.ts';

/** The figures, digests and dates of "The governance file". */

const lesson = lessonText('data-governance-that-survives-an-audit', 'the-governance-file');
const model = loanDefault();
const result = heldOut(model);
const approved = 1 - result.referred.filter(Boolean).length / HOLDOUT.length;

test('the cover names both tables by the digests of their bytes', () => {
  const cover = parse(listing(lesson, 'governance/file.yaml')) as {
    data: { md5: string; rows: number };
    evaluated_on: { md5: string; rows: number };
    decision_rule: string;
    signed: { on: string };
    look_again: string;
  };
  const { md5, rows } = file(TRAIN);
  assert.deepEqual([cover.data.md5, cover.data.rows], [md5, rows]);
  assert.deepEqual(cover.evaluated_on, { rows: HOLDOUT.length, md5: file(HOLDOUT).md5 });
  assert.equal(cover.decision_rule, `refer to a person when p >= ${model.threshold.toFixed(2)}`);
  assert.ok(cover.signed.on < cover.look_again);
});

test('each line of the card comes out again', () => {
  const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
  const defaults = HOLDOUT.filter(({ defaulted }) => defaulted).length;
  states(
    lesson,
    `| All | ${grouped(HOLDOUT.length)} | ${defaults} | ${result.auc.toFixed(4)} | ${percent(approved)} |`,
    `${Math.round((1 - approved) * HOLDOUT.length)} of these 1,000 go to a reviewer`,
  );
  for (const slice of result.byCountry) {
    states(
      lesson,
      `| ${slice.country} | ${slice.rows} | ${slice.defaults} | ${slice.auc.toFixed(4)} | ${percent(slice.approved)} |`,
    );
  }
  const worst = result.byCountry.find(({ auc }) => auc === result.worstCountry);
  assert.equal(worst?.country, 'SE');
  states(
    lesson,
    `In Sweden it is ${worst.auc.toFixed(4)}, from ${worst.rows} applications with ${worst.defaults} defaults`,
    `for Sweden. It is ${worst.auc.toFixed(4)}.`,
  );
  assert.ok(worst.rows >= 100 && worst.defaults >= 10);
});

test('the data sheet counts what the training table holds', () => {
  const bad = TRAIN.filter(({ defaulted }) => defaulted).length;
  const from = (country: string): number => TRAIN.filter(({ row }) => row[6] === country).length;
  const seen = new Set(TRAIN.map(({ row }) => row[2]));
  const again = new Set(HOLDOUT.map(({ row }) => row[2]).filter((customer) => seen.has(customer)));
  states(
    lesson,
    `of which ${bad} defaulted, ${((bad / TRAIN.length) * 100).toFixed(1)} per cent`,
    `${from('SE')} from Sweden and ${grouped(from('DE'))} from Germany`,
    `Of the people in the held-out table, ${again.size} are in the training table too`,
  );
});

test('the signs of the first risk are quiet, and the second has an owner and a later date', () => {
  const register = parse(listing(lesson, 'governance/risk-register.yaml')) as readonly Record<
    string,
    string
  >[];
  for (const line of register) {
    assert.deepEqual(Object.keys(line), ['id', 'risk', 'sign', 'owner', 'measure', 'look_again']);
    assert.ok((line['look_again'] ?? '') > '2026-04-07');
  }
  const shares = result.byCountry.map((slice) => slice.approved);
  const ratio = Math.min(...shares) / Math.max(...shares);
  states(lesson, `a ratio of ${ratio.toFixed(2)}`);
  assert.ok(ratio > 0.8 && result.worstCountry > 0.75);
  const lowest = result.byCountry.find((slice) => slice.approved === Math.min(...shares));
  assert.equal(lowest?.country, 'PT');
});

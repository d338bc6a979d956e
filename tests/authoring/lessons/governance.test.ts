import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { TRAIN, lessonText, quotedLines, states } from './stated.ts';

/** The figures of "The contract as code" and "Keep, hold, forget". */

const COURSE = 'data-governance-that-survives-an-audit';
const contract = lessonText(COURSE, 'the-contract-as-code');
const forget = lessonText(COURSE, 'keep-hold-forget');
/** The file that the lesson quotes. */
const periods = readFileSync('labs/keep-hold-forget/starter/governance/retention.yaml', 'utf8');

test('the share of missing scores, and of the debt, are those of the training table', () => {
  const missing = TRAIN.filter(({ row }) => row[13] === '').length;
  states(
    contract,
    `${missing} have no bureau score, ${((missing / 3000) * 100).toFixed(1)} per cent`,
  );
  assert.equal(Math.round(3000 / missing), 12);
  for (const { row } of TRAIN) assert.ok(Number(row[10]) <= 0.4 * Number(row[9]));
});

test('the three rules are one operator each', () => {
  const { quality } = parse(quotedLines(contract, 'quality:')) as {
    quality: Record<string, unknown>[];
  };
  assert.equal(quality.length, 3);
  for (const rule of quality)
    assert.equal(Object.keys(rule).filter((key) => key.startsWith('mustBe')).length, 1);
});

test('no six months in a row are longer than 184 days', () => {
  const starts = Array.from({ length: 48 }, (_, month) => month);
  const days = starts.map((m) => (Date.UTC(2024, m + 6, 1) - Date.UTC(2024, m, 1)) / 86_400_000);
  assert.equal(Math.max(...days), 184);
  states(forget, 'no six in a row have more than 184 days', '<LabFile lab="keep-hold-forget"');
  states(periods, 'days: 184');
});

test('five years are 1,826 days, and the token is the keyed one', () => {
  assert.equal((Date.UTC(2031, 0, 1) - Date.UTC(2026, 0, 1)) / 86_400_000, 1826);
  states(periods, 'days: 1826');
  const token = createHmac('sha256', 'lab-key-2026-04').update('customer_id|C-01028').digest('hex');
  states(forget, `\`k2.${token.slice(0, 16)}\``);
});

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { HOLDOUT, lessonText, sha256, states } from './stated.ts';

/** The hashes of "Records a regulator can read". */

const lesson = lessonText('data-governance-that-survives-an-audit', 'records-a-regulator-can-read');

test('the chain of two lines has the hashes that text and drawing state', () => {
  const first = sha256('0'.repeat(64) + '{"application_id":"A-003001","event":"decision","seq":1}');
  const second = sha256(first + '{"application_id":"A-003001","event":"override","seq":2}');
  states(lesson, `begins \`${first.slice(0, 8)}…\``, `has \`${second.slice(0, 8)}…\``);
  states(lesson, `hash ${first.slice(0, 8)}…`, `prev ${second.slice(0, 8)}…`);
  assert.equal(first.length, 64);
});

test('the line in the listing is about the first held-out application', () => {
  const row = HOLDOUT[0]?.row ?? [];
  const token = createHmac('sha256', 'lab-key-2026-04').update(`customer_id|${row[2] ?? ''}`);
  states(
    lesson,
    `"application_id": "${row[0] ?? ''}"`,
    `"ts": "${row[1] ?? ''}"`,
    `"k2.${token.digest('hex').slice(0, 16)}"`,
  );
});

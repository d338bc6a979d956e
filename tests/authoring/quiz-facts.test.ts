import assert from 'node:assert/strict';
import { test } from 'node:test';
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { readQuizzes } from '#authoring';
import { applicationsCsv, table } from '#harborlight';

/** Figures that the banks of versioning state, computed again from the seeded data. */
const january = applicationsCsv(
  table('train', 'harborlight-1', { rows: 3000, first: 1, startDay: 0, spanDays: 84 }),
);
const digest = (text: string): string => bytesToHex(md5(utf8ToBytes(text)));

function itemOf(quiz: string, id: string) {
  const item = readQuizzes()
    .find((one) => one.id === `versioning-and-reproducibility/${quiz}`)
    ?.items.find((one) => one.id === id);
  assert.ok(item, id);
  return item;
}

test('the January table has the bytes and digests that the items state', () => {
  const converted = january.replaceAll('\n', '\r\n');
  const lineEnds = itemOf('what-to-version', 'line-ends');
  assert.equal(lineEnds.kind === 'number' && lineEnds.answer, converted.length);
  const copies = itemOf('what-to-version', 'ten-copies');
  assert.equal(copies.kind === 'number' && copies.answer, january.length);
  const mismatch = itemOf('what-to-version', 'digest-mismatch').artifact?.text ?? '';
  assert.ok(mismatch.includes(`${digest(converted)}  9f/${digest(january).slice(2)}`));
  const pointer = itemOf('data-and-pipelines', 'read-a-pointer');
  assert.equal(pointer.kind === 'number' && pointer.answer, january.length);
  assert.ok(pointer.artifact?.text?.includes(digest(january)));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readQuizzes } from '#authoring';
import type { QuizItem } from '#curriculum';
import { APRIL, HOLDOUT, TRAIN, file, heldOut, loanDefault, sha256 } from './lessons/stated.ts';

/** Figures of the bank on records and the governance file, computed again. */

const bank = readQuizzes().find(
  ({ id }) => id === 'data-governance-that-survives-an-audit/prove',
)?.items;

function itemOf(id: string): QuizItem {
  const item = bank?.find((one) => one.id === id);
  assert.ok(item, id);
  return item;
}

const answerOf = (item: QuizItem): unknown =>
  item.kind === 'number' ? item.answer : item.kind === 'mark' ? item.lines : undefined;
const linesOf = ({ artifact }: QuizItem): readonly string[] =>
  (artifact?.text ?? '').trim().split('\n');

test('the chain shows the edit of line 2 at line 3', () => {
  const line = (seq: number, event: string, application = 'A-003001'): string =>
    JSON.stringify({ application_id: application, event, seq });
  const first = sha256('0'.repeat(64) + line(1, 'decision'));
  const second = sha256(first + line(2, 'override'));
  const edited = sha256(first + line(2, 'override', 'A-003002'));
  const third = sha256(second + line(3, 'decision'));
  const fourth = sha256(third + line(4, 'decision'));
  const item = itemOf('broken-link');
  const shown = linesOf(item).map((text) => text.split(/\s+/));
  const links = [
    ['0'.repeat(64), first],
    [first, edited],
    [second, third],
    [third, fourth],
  ].map((link) => link.map((hash) => hash.slice(0, 8)));
  assert.deepEqual(
    shown.map((cells) => [cells[4], cells[6]]),
    links,
  );
  const broken = links.findIndex(([prev], i) => i > 0 && prev !== links[i - 1]?.[1]);
  assert.deepEqual(answerOf(item), [broken + 1]);
});

test('the checkpoint, the years and the dates are counted', () => {
  const cut = linesOf(itemOf('lines-cut-off')).join(' ');
  const [, last = '', checkpoint = ''] =
    /last line +seq (\d+).+checkpoint +seq (\d+)/.exec(cut) ?? [];
  assert.equal(answerOf(itemOf('lines-cut-off')), Number(checkpoint) - Number(last));
  assert.equal(answerOf(itemOf('kept-until')), 2026 + 10);
  const overdue = itemOf('lines-overdue');
  const failing = linesOf(overdue).flatMap((line, i) =>
    line.includes('owner - ') || line.slice(-10) < '2026-06-01' ? [i + 1] : [],
  );
  assert.deepEqual(answerOf(overdue), failing);
});

test('digests are those of the tables, and the shares those of the held-out applications', () => {
  const cover = itemOf('cover-and-pointer');
  const stated = parse(linesOf(cover).join('\n')) as Record<string, { md5: string; rows: number }>;
  assert.deepEqual(
    [stated['data'], stated['evaluated_on']].map((one) => [one?.rows, one?.md5]),
    [TRAIN, HOLDOUT].map((rows) => [rows.length, file(rows).md5]),
  );
  assert.ok(cover.ask.includes(file([...TRAIN, ...APRIL]).md5));
  const { byCountry, referred } = heldOut(loanDefault());
  const ratio = itemOf('ratio-of-approvals');
  assert.deepEqual(
    linesOf(ratio)
      .slice(1)
      .map((line) => line.split(/\s+/)),
    byCountry.map((one) => [one.country, String(one.rows), `${(one.approved * 100).toFixed(1)}%`]),
  );
  const shares = byCountry.map(({ approved }) => approved);
  const lowest = Math.min(...shares) / Math.max(...shares);
  assert.equal(answerOf(ratio), Number(lowest.toFixed(2)));
  assert.equal(answerOf(itemOf('how-many-to-people')), referred.filter(Boolean).length);
});

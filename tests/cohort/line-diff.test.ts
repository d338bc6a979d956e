import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folded, lineDiff } from '../../src/components/teach/review/line-diff.ts';
import { newComment, newOverride } from '#cohort';

const letters = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `line ${from + index}\n`).join('');

test('a work is compared with its starter line by line, each side with its own numbers', () => {
  assert.deepEqual(lineDiff('a\nb\nc\n', 'a\nB\nc\nd\n'), [
    { kind: 'same', before: 1, after: 1, text: 'a' },
    { kind: 'removed', before: 2, text: 'b' },
    { kind: 'added', after: 2, text: 'B' },
    { kind: 'same', before: 3, after: 3, text: 'c' },
    { kind: 'added', after: 4, text: 'd' },
  ]);
  assert.deepEqual(lineDiff('', 'x'), [{ kind: 'added', after: 1, text: 'x' }]);
});

test('what both have is folded away, but around changes and lines with a comment', () => {
  const before = letters(1, 40);
  const parts = folded(lineDiff(before, before.replace('line 10\n', 'LINE 10\n')), new Set([30]));
  assert.deepEqual(
    parts.map((part) => ('lines' in part ? part.lines.length : -part.hidden.length)),
    [-6, 8, -13, 7, -6],
  );
});

test('two long texts with nothing in common are shown whole within a moment', () => {
  const startedAt = performance.now();
  const before = Array.from({ length: 20_000 }, (_, index) => `a${index * 7}`).join('\n');
  const after = Array.from({ length: 20_000 }, (_, index) => `b${index * 11}`).join('\n');
  const lines = lineDiff(before, after);
  assert.equal(lines.length, 40_000);
  assert.ok(performance.now() - startedAt < 10_000);
});

test('a grade that a person sets needs its reason and points that there are; a comment needs words', () => {
  const at = new Date('2026-11-27T09:00:00Z');
  const draft = { points: 80, maxPoints: 100, passed: true, reason: ' The file share was down. ' };
  assert.deepEqual(newOverride(draft, 'Ada', at), {
    points: 80,
    maxPoints: 100,
    passed: true,
    reason: 'The file share was down.',
    by: 'Ada',
    at: '2026-11-27T09:00:00.000Z',
  });
  assert.throws(() => newOverride({ ...draft, reason: 'ok' }, 'Ada', at), /needs a reason of 10/);
  assert.throws(() => newOverride({ ...draft, points: 101 }, 'Ada', at), /from 0 to 100/);
  assert.throws(() => newOverride({ ...draft, points: NaN }, 'Ada', at), /from 0 to 100/);
  assert.throws(() => newComment(' ', {}, 'Ada', at), /needs words/);
  assert.equal(newComment('Good.', { path: 'a.py', line: 3 }, 'Ada', at).line, 3);
});

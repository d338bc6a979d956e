import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diffLines } from '../../../../src/engines/embedded/git/changes/line-diff.ts';
import { mergeText } from '../../../../src/engines/embedded/git/merging/merge-text.ts';

const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '  d\n', '\n', '}\n'), {
  maxLength: 30,
});
const text = lines.map((all) => all.join(''));
const names = { ours: 'ours', theirs: 'theirs' };

test('the changes between two lists of lines turn one into the other', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const result: string[] = [];
      let at = 0;
      for (const { oldStart, oldEnd, newStart, newEnd } of diffLines(before, after)) {
        assert.ok(oldStart >= at && oldEnd >= oldStart && newEnd >= newStart);
        result.push(...before.slice(at, oldStart), ...after.slice(newStart, newEnd));
        at = oldEnd;
      }
      result.push(...before.slice(at));
      assert.deepEqual(result, after);
    }),
  );
});

test('a merge with a side that changed nothing is the other side', () => {
  fc.assert(
    fc.property(text, text, (base, side) => {
      assert.deepEqual(mergeText(base, side, base, names), { text: side, conflicts: 0 });
      assert.deepEqual(mergeText(base, base, side, names), { text: side, conflicts: 0 });
      assert.deepEqual(mergeText(base, side, side, names), { text: side, conflicts: 0 });
    }),
  );
});

test('thousands of lines without one in common are compared at once', { timeout: 20_000 }, () => {
  const many = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word} ${at % 97}\n`);
  assert.equal(diffLines(many('x'), many('y')).length, 1);
  const shuffled = many('x').map((_, at) => `x ${(at * 31) % 97}\n`);
  assert.ok(diffLines(many('x'), shuffled).length > 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import lunr from 'lunr';
import { countWords, packIndex, unpackIndex } from '../../src/search/compact-index.ts';
import { Packed, Unpacked } from '../../src/search/packed.ts';
import { Expected } from '../../src/search/range-coder.ts';

test('numbers, texts and words come back as they were packed', () => {
  const word = fc.stringMatching(/^[a-c0-2]{1,6}$/);
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 2 ** 31 - 2 })),
      fc.string({ unit: 'grapheme' }),
      fc.uniqueArray(word),
      (numbers, text, words) => {
        const packed = new Packed();
        const [written, read] = [new Expected(), new Expected()];
        for (const number of numbers) packed.num(number, written);
        packed.text(text);
        packed.words(words.toSorted());
        packed.num(7, written);
        const unpacked = new Unpacked(packed.bytes());
        assert.deepEqual(
          numbers.map(() => unpacked.num(read)),
          numbers,
        );
        assert.equal(unpacked.text(), text);
        assert.deepEqual(unpacked.words(), words.toSorted());
        assert.equal(unpacked.num(read), 7);
      },
    ),
  );
});

test('an index gives the scores of lunr, whichever words its reader knows already', () => {
  const pages = ['drift drift window', 'window noise floor', 'floor floor floor drift', 'seed'];
  const builder = new lunr.Builder();
  builder.ref('ref');
  builder.field('body');
  pages.forEach((body, index) => builder.add({ ref: String(index), body }));
  const whole = builder.build();
  const counted = countWords(
    { body: 1 },
    pages.map((body) => ({ body: countsOf(body) })),
  );
  for (const known of [
    [],
    ['absent', 'drift', 'seed'],
    ['drift', 'floor', 'noise', 'seed', 'window'],
  ]) {
    const index = unpackIndex(packIndex(counted, known), known);
    assert.deepEqual(index.terms, ['drift', 'floor', 'noise', 'seed', 'window']);
    for (const term of index.terms) {
      const found = whole.query((query) => query.term(term, { usePipeline: false }));
      assert.deepEqual(
        index.scores([[term, 1]]),
        found.map(({ ref, score }) => [Number(ref), score]),
        term,
      );
    }
  }
});

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

test('numbers that are mostly alike take a fraction of a bit each', () => {
  const packed = new Packed();
  const kind = new Expected();
  for (let at = 0; at < 8000; at += 1) packed.num(at % 100 === 0 ? 9 : 0, kind);
  assert.ok(packed.bytes().length < 120, `${packed.bytes().length} bytes`);
});

test('words come back as they were packed, spelt as known words are or not', () => {
  const known = ['contract', 'data', 'drift', 'pointer', 'version', 'window'];
  const words = ['contractor', 'data-sheet', 'driftwindow', 'x9', 'zürich', 'ž'];
  const packed = new Packed();
  packed.words(words, known);
  packed.words([], known);
  packed.words(['versions'], known);
  const read = new Unpacked(packed.bytes());
  assert.deepEqual(read.words(known), words);
  assert.deepEqual(read.words(known), []);
  // A reader that has another list of its own, equal to the writer's.
  assert.deepEqual(read.words([...known]), ['versions']);
});

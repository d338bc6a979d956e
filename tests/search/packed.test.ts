import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import lunr from 'lunr';
import { packIndex, unpackIndex } from '../../src/search/compact-index.ts';
import { Packed, Unpacked } from '../../src/search/packed.ts';

test('numbers, texts and words come back as they were packed', () => {
  const word = fc.stringMatching(/^[a-c0-2]{1,6}$/);
  fc.assert(
    fc.property(
      fc.array(fc.nat()),
      fc.string({ unit: 'grapheme' }),
      fc.uniqueArray(word),
      (numbers, text, words) => {
        const packed = new Packed();
        for (const number of numbers) packed.num(number);
        packed.text(text);
        packed.words(words.toSorted());
        packed.num(7);
        const read = new Unpacked(packed.bytes());
        assert.deepEqual(
          numbers.map(() => read.num()),
          numbers,
        );
        assert.equal(read.text(), text);
        assert.deepEqual(read.words(), words.toSorted());
        assert.equal(read.num(), 7);
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
  for (const known of [
    [],
    ['absent', 'drift', 'seed'],
    ['drift', 'floor', 'noise', 'seed', 'window'],
  ]) {
    const index = unpackIndex(packIndex(builder, known), known);
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

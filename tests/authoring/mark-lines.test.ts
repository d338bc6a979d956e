import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markLines } from '../../src/components/site/mark-lines.ts';

const LISTING = '<pre tabindex="0"><code><span class="k">a:</span> 1\nb: 2\nc: 3\n</code></pre>';

test('lines and ranges of a listing are marked, colours kept', () => {
  assert.equal(
    markLines(LISTING, '1, 3'),
    '<pre tabindex="0"><code><mark><span class="k">a:</span> 1</mark>\nb: 2\n<mark>c: 3</mark></code></pre>',
  );
  assert.equal(
    markLines(LISTING, '2-3'),
    '<pre tabindex="0"><code><span class="k">a:</span> 1\n<mark>b: 2</mark>\n<mark>c: 3</mark></code></pre>',
  );
});

test('a mark that is in no line of the listing says which, and what would fit', () => {
  assert.throws(
    () => markLines(LISTING, '4'),
    /"4" is not a line or a range in a listing of 3 lines/,
  );
  assert.throws(() => markLines(LISTING, 'two'), /"two" is not a line/);
  assert.throws(() => markLines('<p>no code</p>', '1'), /one block of code/);
});

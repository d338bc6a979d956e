import assert from 'node:assert/strict';
import { test } from 'node:test';
import lunr from 'lunr';
import { buildSearch } from '../../src/search/build-search.ts';
import type { SearchPage } from '../../src/search/search-page.ts';

/** Words that no page's title has. */
const WORDS = 'drifting windows alerted rollbacks sampled latencies contracts pointers'.split(' ');

const lesson = (index: number): SearchPage => ({
  kind: 'lesson',
  path: `/courses/c/l-${index}/`,
  title: 'Zoo',
  course: 'c',
  description: '',
  headings: [],
  body: Array.from({ length: 40 }, (_, at) => WORDS[(at + index) % WORDS.length]).join(' '),
});

test('each word of the texts is stemmed once, however many pages have it', (t) => {
  const stemmer = t.mock.method(lunr, 'stemmer');
  const ofWords = (): number => {
    const asked = stemmer.mock.calls.map(({ arguments: [token] }) => String(token));
    stemmer.mock.resetCalls();
    return asked.filter((word) => word !== 'zoo').length;
  };
  // A second build of the same process has them already.
  for (const [pages, stemmed] of [
    [100, WORDS.length],
    [10, 0],
  ] as const) {
    const files = buildSearch(
      Array.from({ length: pages }, (_, at) => lesson(at)),
      new Map([['c', 'C']]),
    );
    assert.ok(files.has('c'));
    assert.equal(ofWords(), stemmed, `${pages} pages`);
  }
});

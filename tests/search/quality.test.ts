import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCourses, readSearchPages } from '#authoring';
import { buildSearch, Search, WORDS } from '#search';
import { wireBytes } from '../../src/cli/wire-bytes.ts';
import { BLIND_QUERIES } from './blind-queries.ts';
import { QUERIES } from './queries.ts';

const pages = readSearchPages();
const files = buildSearch(pages, new Map(readCourses().map(({ id, title }) => [id, title])));
const lessons = pages.filter(({ kind }) => kind === 'lesson').length;

/** As the queries name a page: without slashes at its ends, courses by a letter. */
function nameOf(path: string): string {
  const plain = path
    .replace(/^\/|\/$/g, '')
    .replace(/^courses\//, '')
    .replace('/#', '#')
    .replace(/^versioning-and-reproducibility\//, 'v/')
    .replace(/^data-governance-that-survives-an-audit\//, 'g/')
    .replace(/^deploy-test-monitor\//, 'd/');
  return plain.replace(/^([^/]+)\/quizzes\//, 'quiz:$1/');
}

function searchWith(shards: boolean): Search {
  const search = new Search(files.get('titles') ?? new Uint8Array());
  if (!shards) return search;
  search.addWords(files.get(WORDS) ?? new Uint8Array());
  for (const [shard, { name }] of search.head.shards.entries()) {
    search.addShard(shard, files.get(name) ?? new Uint8Array());
  }
  return search;
}

const known = new Set(pages.map(({ path }) => nameOf(path)));

function ranksOf(search: Search, queries = QUERIES) {
  return queries.map(([kind, query, ...answers]) => {
    const there = answers.filter((answer) => known.has(answer));
    const found = search.find(query).map(({ path }) => nameOf(path));
    const rank = found.findIndex((one) => there.includes(one)) + 1;
    return { kind, query, rank: rank || Infinity, found };
  });
}

test('every query has an answer that is on the site', () => {
  assert.ok(QUERIES.length >= 80);
  assert.ok(BLIND_QUERIES.length >= 40);
  for (const [, query, ...answers] of [...QUERIES, ...BLIND_QUERIES]) {
    assert.ok(
      answers.some((answer) => known.has(answer)),
      query,
    );
  }
});

test('the answer is among the first three for nine of ten queries, and for most of them first', (t) => {
  const ranks = ranksOf(searchWith(true));
  const misses = ranks.filter(({ rank }) => rank > 3);
  for (const { query, rank, found } of misses) {
    t.diagnostic(`${query}: rank ${rank}; ${found.slice(0, 4).join(', ')}`);
  }
  const hits = 1 - misses.length / ranks.length;
  const mrr = ranks.reduce((sum, { rank }) => sum + 1 / rank, 0) / ranks.length;
  t.diagnostic(`hit@3 ${hits.toFixed(3)}, MRR ${mrr.toFixed(3)}, ${ranks.length} queries`);
  // The goal is 0.97 and 0.92; what a new lesson answers better than the old ones is added to the queries.
  assert.ok(hits >= 0.96, `hit@3 is ${hits.toFixed(3)}`);
  assert.ok(mrr >= 0.9, `MRR is ${mrr.toFixed(3)}`);
  for (const kind of new Set(ranks.map((one) => one.kind))) {
    const own = ranks.filter((one) => one.kind === kind);
    const hit = own.filter(({ rank }) => rank <= 3).length / own.length;
    assert.ok(hit >= 0.7, `${kind}: hit@3 is ${hit.toFixed(3)}`);
  }
});

test('queries that nobody tuned to are answered nearly as well', (t) => {
  const ranks = ranksOf(searchWith(true), BLIND_QUERIES);
  const misses = ranks.filter(({ rank }) => rank > 3);
  for (const { query, rank, found } of misses) {
    t.diagnostic(`${query}: rank ${rank}; ${found.slice(0, 4).join(', ')}`);
  }
  const hits = 1 - misses.length / ranks.length;
  const mrr = ranks.reduce((sum, { rank }) => sum + 1 / rank, 0) / ranks.length;
  t.diagnostic(`hit@3 ${hits.toFixed(3)}, MRR ${mrr.toFixed(3)}, ${ranks.length} queries`);
  assert.ok(hits >= 0.96, `hit@3 is ${hits.toFixed(3)}`);
  assert.ok(mrr >= 0.9, `MRR is ${mrr.toFixed(3)}`);
});

test('before any text is there, titles alone answer four of five queries', (t) => {
  const ranks = ranksOf(searchWith(false));
  const hits = ranks.filter(({ rank }) => rank <= 3).length / ranks.length;
  t.diagnostic(`titles alone: hit@3 ${hits.toFixed(3)}`);
  assert.ok(hits >= 0.8, `hit@3 is ${hits.toFixed(3)}`);
});

test('the files are small: titles for all, and the texts of a course', (t) => {
  const sizes = [...files].map(([name, bytes]) => [name, wireBytes(bytes)] as const);
  for (const [name, bytes] of sizes) t.diagnostic(`${name}: ${bytes} bytes, brotli`);
  t.diagnostic(`${lessons} lessons, ${pages.length} pages`);
  const titles = sizes.find(([name]) => name === 'titles')?.[1] ?? 0;
  assert.ok(titles <= 60 * pages.length, `titles: ${titles} bytes for ${pages.length} pages`);
});

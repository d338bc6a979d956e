import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCourses, readSearchPages } from '#authoring';
import { buildSearch, Search, titlesFile, WORDS, type SearchFiles, type SearchPage } from '#search';
import { Words } from '../../src/cli/bench/build/words.ts';
import { wireBytes } from '../../src/cli/wire-bytes.ts';
import { QUERIES } from './queries.ts';

const LESSONS_IN_A_COURSE = 40;

/** Courses of 40 lessons, written as the bench writes them, with less text. */
function catalogueOf(lessons: number): {
  pages: readonly SearchPage[];
  courses: ReadonlyMap<string, string>;
} {
  const pages: SearchPage[] = [];
  const courses = new Map<string, string>();
  for (let first = 0; first < lessons; first += LESSONS_IN_A_COURSE) {
    const words = new Words(`course-${first}`);
    const course = `course-${first / LESSONS_IN_A_COURSE + 1}`;
    const titles = (count: number): { id: string; text: string }[] =>
      Array.from({ length: count }, (_, at) => ({ id: `h${at}`, text: words.title() }));
    const page = (kind: 'course' | 'lesson', path: string, headings: number): SearchPage => ({
      kind,
      path,
      title: `${words.title()} ${path.replace(/\D/g, '')}`,
      course,
      description: words.sentence(),
      headings: titles(headings),
      body: words.sentence(),
    });
    const own = page('course', `/courses/${course}/`, 5);
    courses.set(course, own.title);
    pages.push(own);
    for (let at = 1; at <= LESSONS_IN_A_COURSE; at += 1)
      pages.push(page('lesson', `/courses/${course}/lesson-${first + at}/`, 5));
  }
  return { pages, courses };
}

const fileOf = (files: SearchFiles, name: string): Uint8Array => {
  const file = files.get(name);
  assert.ok(file, `there is no ${name}`);
  return file;
};

/** A search that has the files of one course, or of all. */
function searchIn(files: SearchFiles, own?: number): Search {
  const search = new Search(fileOf(files, 'titles'));
  for (const volume of search.head.volumes.keys())
    if (volume > 0 && (own === undefined || search.head.shards[own]?.volume === volume))
      search.addTitles(volume, fileOf(files, titlesFile(volume)));
  search.addWords(fileOf(files, WORDS));
  for (const [shard, { name }] of search.head.shards.entries())
    if (own === undefined || own === shard) search.addShard(shard, fileOf(files, name));
  return search;
}

test('the titles that the first result waits for weigh no more at 1,600 lessons than at 200, but for the courses', (t) => {
  const sizes = [200, 1600].map((lessons) => {
    const { pages, courses } = catalogueOf(lessons);
    const files = buildSearch(pages, courses);
    const titles = [...files].filter(([name]) => /^titles\b/.test(name));
    const [first = 0, ...others] = titles.map(([, file]) => wireBytes(file));
    t.diagnostic(`${lessons} lessons: ${first} bytes; further titles ${others.join(', ')}`);
    // The box, its style and its worker weigh 16 kB; `tests/pages/lesson-weight.test.ts` weighs them with the real titles.
    assert.ok(Math.max(first, ...others) <= 9000, `${first}, ${others.join()}`);
    return { pages, courses, files, first };
  });
  const [small, large] = sizes;
  assert.ok(small && large);
  assert.ok(large.first <= small.first + 40 * large.courses.size, `${small.first}, ${large.first}`);

  // A lesson of the last course is found from within it by the first titles, its own, and its own text; and by all files.
  const wanted = large.pages.at(-1);
  const own = [...large.courses.keys()].length - 1;
  assert.ok(wanted);
  const [inCourse] = searchIn(large.files, own).find(wanted.title, own);
  assert.equal(inCourse?.path, wanted.path);
  assert.equal(inCourse.description, wanted.description);
  const all = searchIn(large.files);
  for (const page of large.pages.filter((_, at) => at % 97 === 5)) {
    const [found] = all.find(page.title);
    assert.equal(found?.path, page.path, page.title);
    assert.equal(found.description, page.description, page.title);
  }
  // Every course is known from the first file on.
  const first = new Search(fileOf(large.files, 'titles'));
  for (const { kind, path, title } of large.pages.filter((page) => page.kind === 'course')) {
    const [found] = first.find(title);
    assert.deepEqual([found?.kind, found?.path], [kind, path]);
  }
});

test('a catalogue whose titles are in several files answers as well as one whose titles are in one', () => {
  const pages = readSearchPages();
  const courses = new Map(readCourses().map(({ id, title }) => [id, title]));
  const hitsOf = (mostLetters?: number): { volumes: number; hits: number } => {
    const search = searchIn(buildSearch(pages, courses, mostLetters));
    const hits = QUERIES.filter(([, query, ...answers]) => {
      const found = search.find(query).slice(0, 3);
      return found.some(({ path }) => answers.some((answer) => path.includes(lastOf(answer))));
    });
    return { volumes: search.head.volumes.length, hits: hits.length };
  };
  const [one, several] = [hitsOf(), hitsOf(3000)];
  assert.equal(one.volumes, 1);
  assert.ok(several.volumes > 3, `${several.volumes} files`);
  assert.ok(several.hits >= one.hits - 1, `${several.hits} of ${one.hits}`);
});

/** The queries name courses by a letter: what is left is the name of the lesson, lab, quiz or term. */
const lastOf = (answer: string): string => answer.split(/[/#]/).at(-1) ?? answer;

test('texts are refused before the titles of their pages, and say so', () => {
  const { pages, courses } = catalogueOf(400);
  const files = buildSearch(pages, courses);
  const search = new Search(fileOf(files, 'titles'));
  search.addWords(fileOf(files, WORDS));
  const far = search.head.shards.findLast(({ volume }) => volume > 0);
  assert.ok(far);
  assert.throws(
    () => search.addShard(search.head.shards.indexOf(far), fileOf(files, far.name)),
    /its titles, are not there yet/,
  );
});

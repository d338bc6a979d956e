import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LESSON_FILE, problemsWith, replacing } from '../sound-project.ts';

test('a link to a page that is not there names the nearest page', (t) => {
  assert.deepEqual(
    problemsWith(t, { [LESSON_FILE]: replacing('(/labs/small-lab/)', '(/labs/smal-lab/)') }),
    [
      `content/courses/small/lessons/first.mdx:10: The link "/labs/smal-lab/" leads to no page.
  Did you mean "/labs/small-lab/"? Pages end in "/"; a lesson that is coming has none.`,
    ],
  );
});

test('a link to a lesson that is coming leads to no page', (t) => {
  assert.deepEqual(
    problemsWith(t, { [LESSON_FILE]: replacing('(/labs/small-lab/)', '(/courses/small/second/)') }),
    [
      `content/courses/small/lessons/first.mdx:10: The link "/courses/small/second/" leads to no page.
  Did you mean "/courses/small/first/"? Pages end in "/"; a lesson that is coming has none.`,
    ],
  );
});

test('a link to a heading that is not there names those that are', (t) => {
  assert.deepEqual(problemsWith(t, { [LESSON_FILE]: replacing('#a-heading', '#a-heding') }), [
    `content/courses/small/lessons/first.mdx:24: There is no heading "#a-heding" on this page.
  Did you mean "a-heading"? Headings there: a-heading, another.`,
  ]);
});

test('a link to a heading of another lesson is followed there', (t) => {
  const problems = problemsWith(t, {
    'content/glossary/digest.mdx': (text) =>
      `${text}\nSee [the lesson](/courses/small/first/#anotter).\n`,
  });
  assert.deepEqual(problems, [
    `content/glossary/digest.mdx:6: There is no heading "#anotter" on /courses/small/first/.
  Did you mean "another"? Headings there: a-heading, another.`,
  ]);
});

test('a link to a term that is not there is found', (t) => {
  assert.deepEqual(
    problemsWith(t, { [LESSON_FILE]: replacing('/glossary/#digest', '/glossary/#digets') }),
    [
      `content/courses/small/lessons/first.mdx:24: There is no heading "#digets" on /glossary/.
  Did you mean "digest"? Headings there: digest.`,
    ],
  );
});

test('a relative link is refused, because it breaks when the page moves', (t) => {
  assert.deepEqual(
    problemsWith(t, { [LESSON_FILE]: replacing('(/labs/small-lab/)', '(../small-lab)') }),
    [
      `content/courses/small/lessons/first.mdx:10: The link "../small-lab" is relative.
  Write it from the root of the site: "/courses/<course>/<lesson>/", "/labs/<lab>/" or "/glossary/#<term>".`,
    ],
  );
});

test('links to fixed pages and to other sites are let be', (t) => {
  const change = replacing(
    '## Another',
    'See [the catalogue](/courses/), [the start](/) and [DVC](https://dvc.org/doc).\n\n## Another',
  );
  assert.deepEqual(problemsWith(t, { [LESSON_FILE]: change }), []);
});

test('a raw <a> is followed too', (t) => {
  const change = replacing('## Another', '<a href="/nowhere/">No page</a>\n\n## Another');
  assert.deepEqual(problemsWith(t, { [LESSON_FILE]: change }), [
    `content/courses/small/lessons/first.mdx:22: The link "/nowhere/" leads to no page.
  Pages end in "/"; a lesson that is coming has none.`,
  ]);
});

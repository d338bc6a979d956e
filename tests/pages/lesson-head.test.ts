import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastChanged, readLessons, readSiteSettings } from '#authoring';
import { lessonPages, pages, textOf } from './built-site.ts';

const days = lastChanged('content/courses');
const { source } = readSiteSettings();

for (const { course, slug, head } of readLessons()) {
  const path = `/courses/${course}/${slug}/`;
  const html = lessonPages.find((page) => page.path === path)?.html ?? '';

  test(`${path} says how long it takes, as its course does, and when it was last changed`, () => {
    assert.ok(textOf(html).includes(`${head.minutes} minutes`), `${head.minutes} minutes`);
    const outline = pages.find((page) => page.path === `/courses/${course}/`)?.html ?? '';
    const entry = outline.slice(outline.indexOf(`data-id="${course}/${slug}"`)).slice(0, 2_000);
    assert.match(textOf(entry), new RegExp(`^[^]*?Lesson, ${head.minutes} min`));
    const day = days.get(`content/courses/${course}/lessons/${slug}.mdx`);
    if (day !== undefined) assert.ok(html.includes(`<time>${day}</time>`), day);
  });

  test(`${path} leads to the file that it is written in where site.yaml says where, and only there`, () => {
    const words = 'The file that this page is written in';
    const file = `content/courses/${course}/lessons/${slug}.mdx`;
    assert.equal(html.includes(words), source !== undefined);
    if (source !== undefined) assert.ok(html.includes(source.replace('{path}', file)));
  });
}

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { readCourses, readLabs } from '#authoring';
import { lessonPath } from '#curriculum';
import { GRADING_LIST, type CourseList } from '../../src/components/site/offline/course-list.ts';
import { filesOf, islandParts, pages, tags, withImports } from './built-site.ts';

const worker = readFileSync('dist/service-worker.js', 'utf8');

for (const course of readCourses()) {
  const list = JSON.parse(
    readFileSync(`dist/courses/${course.id}/offline.json`, 'utf8'),
  ) as CourseList;
  const paths = list.files.map(({ path }) => path);

  test(`${course.id}: its list names its pages, quizzes and labs, each once and with its size`, () => {
    for (const { path, bytes } of list.files) {
      const file = `dist/${path}${path.endsWith('/') ? 'index.html' : ''}`;
      assert.equal(statSync(file).size, bytes, path);
    }
    assert.equal(new Set(paths).size, paths.length);
    const written = course.modules
      .flatMap((module) => module.lessons)
      .filter(({ status }) => status === 'open')
      .map(({ id }) => lessonPath(id).slice(1));
    const quizzes = filesOf('dist')
      .filter((file) => file.startsWith(`courses/${course.id}/quizzes/`))
      .map((file) => file.replace(/index\.html$/, ''));
    const labs = readLabs().filter(({ manifest }) => manifest.course === course.id);
    for (const path of [...written, ...quizzes, ...labs.map(({ id }) => `labs/${id}/`)])
      assert.ok(paths.includes(path), `${path} is listed`);
    assert.equal(list.labs, labs.length > 0);
    assert.equal(
      paths.some((path) => path.startsWith('engine/pyodide.asm.wasm')),
      labs.length > 0,
    );
  });

  test(`${course.id}: what its pages call for is in the list, or on the device from the first visit on`, () => {
    const own = pages.filter(({ path }) => paths.includes(path.slice(1)));
    const islands = own.flatMap(({ html }) =>
      tags(html, 'div').flatMap((tag) => tag['data-island'] ?? []),
    );
    const scripts = new Set<string>();
    for (const island of islands)
      for (const part of islandParts(island)) withImports(part, scripts);
    for (const { html } of own)
      for (const { src } of tags(html, 'script')) if (src !== undefined) withImports(src, scripts);
    for (const script of scripts) {
      assert.ok(existsSync(`dist${script}`));
      assert.ok(paths.includes(script.slice(1)) || worker.includes(script.slice(1)), script);
    }
  });
}

test('the instructor’s page: its list names all that grades hand-ins without a network, each once and with its size', () => {
  const { files } = JSON.parse(readFileSync(`dist/${GRADING_LIST}`, 'utf8')) as CourseList;
  const paths = files.map(({ path }) => path);
  for (const { path, bytes } of files) {
    const file = `dist/${path}${path.endsWith('/') ? 'index.html' : ''}`;
    assert.equal(statSync(file).size, bytes, path);
  }
  assert.equal(new Set(paths).size, paths.length);
  const here = (path: string): boolean => paths.includes(path) || worker.includes(path);
  const papers = filesOf('dist').filter((file) => /^exams\/[^/]+\/paper\.json$/.test(file));
  const engine = filesOf('dist/engine').filter(
    (file) => !/html\.(?:br|gz)$|json\.(?:br|gz)$/.test(file),
  );
  assert.ok(papers.length > 0 && engine.length > 10);
  // A work is shown against what its learner began with.
  const starters = readLabs().map(({ id }) => `labs/${id}/starter.json`);
  for (const path of ['teach/', 'teach/demo.json', 'regrade/labs.json', ...papers, ...starters])
    assert.ok(here(path), path);
  for (const file of engine) assert.ok(paths.includes(`engine/${file}`), file);
  const scripts = new Set<string>();
  for (const part of islandParts('teach/desk')) withImports(part, scripts);
  for (const script of scripts) assert.ok(here(script.slice(1)), script);
});

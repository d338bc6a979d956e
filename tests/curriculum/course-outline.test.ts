import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  courseSchema,
  lessonAt,
  lessonPath,
  lessonSchema,
  lessonsInOrder,
  moduleOf,
  neighboursOf,
  glossaryPath,
  outlineCourse,
  type CourseOutline,
} from '#curriculum';

const COMING = { minutes: 8, status: 'coming', objective: 'do it' };
const file = courseSchema.parse({
  title: 'T',
  summary: 'S.',
  level: 'L2',
  challenge: 3,
  competencies: ['VER'],
  hours: 1,
  modules: [
    { id: 'm1', title: 'One', summary: 'S.', lessons: ['a', { ...COMING, slug: 'b', title: 'B' }] },
    { id: 'm2', title: 'Two', summary: 'S.', lessons: [{ ...COMING, slug: 'c', title: 'C' }, 'd'] },
  ],
});
const head = lessonSchema.parse({ title: 'H', objective: 'do', minutes: 5, sources: [] });
const course: CourseOutline = outlineCourse(
  'c',
  file,
  new Map([
    ['c/a', head],
    ['c/d', head],
  ]),
);

test('lessons are numbered through all modules', () => {
  assert.deepEqual(
    lessonsInOrder(course).map(({ id, number, status }) => [id, number, status]),
    [
      ['c/a', 1, 'open'],
      ['c/b', 2, 'coming'],
      ['c/c', 3, 'coming'],
      ['c/d', 4, 'open'],
    ],
  );
});

test('neighbours are the written lessons, whatever is coming between them', () => {
  assert.equal(neighboursOf(course, 'a').previous, undefined);
  assert.equal(neighboursOf(course, 'a').next?.slug, 'd');
  assert.equal(neighboursOf(course, 'd').previous?.slug, 'a');
  assert.equal(neighboursOf(course, 'd').next, undefined);
  assert.deepEqual(neighboursOf(course, 'unknown'), {});
});

test('a lesson knows its module', () => {
  assert.equal(moduleOf(course, 'c')?.number, 2);
  assert.equal(moduleOf(course, 'unknown'), undefined);
});

test('a listed lesson without a head is named', () => {
  assert.throws(() => outlineCourse('c', file, new Map()), {
    message: 'The lesson c/a is listed in course.yaml and does not exist.',
  });
});

test('addresses lead to lessons and back', () => {
  assert.equal(lessonPath('c/a'), '/courses/c/a/');
  assert.equal(lessonPath('c/a#why'), '/courses/c/a/#why');
  assert.equal(glossaryPath('md5'), '/glossary/#md5');
  assert.equal(lessonAt('/courses/c/a/'), 'c/a');
  assert.equal(lessonAt('/below/a/path/courses/c/a/'), 'c/a');
  assert.equal(lessonAt('/courses/c/'), undefined);
});

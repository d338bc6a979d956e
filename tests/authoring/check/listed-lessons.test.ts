import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COURSE_FILE, LESSON_FILE, problemsWith, replacing } from '../sound-project.ts';

const THIRD = '---\ntitle: T\nobjective: do\nminutes: 3\nsources: []\n---\n\nText.\n';

test('a lesson in no list is named with the line to add', (t) => {
  assert.deepEqual(problemsWith(t, { 'content/courses/small/lessons/third.mdx': THIRD }), [
    `content/courses/small/lessons/third.mdx:1: The lesson "third" is in no list.
  Add the line "- third" to a module in content/courses/small/course.yaml.`,
  ]);
});

test('a listed lesson that is missing is named with the one that was meant', (t) => {
  const problems = problemsWith(t, {
    [COURSE_FILE]: replacing('- first', '- first\n      - thrid'),
    'content/courses/small/lessons/third.mdx': THIRD,
  });
  assert.deepEqual(problems, [
    `content/courses/small/course.yaml:13: The lesson "thrid" is listed and does not exist.
  Did you mean "third"? Write content/courses/small/lessons/thrid.mdx, or list it with "status: coming".`,
    `content/courses/small/lessons/third.mdx:1: The lesson "third" is in no list.
  Add the line "- third" to a module in content/courses/small/course.yaml.`,
  ]);
});

test('a lesson that is listed twice is refused', (t) => {
  assert.deepEqual(
    problemsWith(t, { [COURSE_FILE]: replacing('- first', '- first\n      - first') }),
    [
      `content/courses/small/course.yaml:13: The lesson "first" is listed twice.
  Keep it at one place in the order.`,
    ],
  );
});

test('a lesson that is written is not coming', (t) => {
  assert.deepEqual(problemsWith(t, { 'content/courses/small/lessons/second.mdx': THIRD }), [
    `content/courses/small/course.yaml:13: The lesson "second" is listed as coming, and content/courses/small/lessons/second.mdx exists.
  List it by its slug alone: "- second".`,
  ]);
});

test('a course with a written lesson is not coming', (t) => {
  assert.deepEqual(
    problemsWith(t, { [COURSE_FILE]: replacing('hours: 1', 'hours: 1\nstatus: coming') }),
    [
      `content/courses/small/course.yaml:7: The course is "coming", and a lesson of it is written.
  Take the line "status: coming" away.`,
    ],
  );
});

test('a course without a written lesson is not open', (t) => {
  const problems = problemsWith(t, {
    [COURSE_FILE]: replacing('      - first\n', ''),
    [LESSON_FILE]: null,
    'labs/small-lab/lab.yaml': replacing('lessons: [small/first]\n', ''),
  });
  assert.deepEqual(problems, [
    `content/courses/small/course.yaml:1: The course is open, and no lesson of it is written.
  Write a lesson, or add the line "status: coming".`,
  ]);
});

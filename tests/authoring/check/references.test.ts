import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUIZ_FILE, SOUND_QUIZ } from '../sound-quiz.ts';
import { COURSE_FILE, LAB_FILE, LESSON_FILE, problemsWith, replacing } from '../sound-project.ts';

test('a lesson names a lab that exists', (t) => {
  assert.deepEqual(
    problemsWith(t, { [LESSON_FILE]: replacing('lab: small-lab', 'lab: smal-lab') }),
    [
      `content/courses/small/lessons/first.mdx:5: There is no lab "smal-lab".
  Did you mean "small-lab"? A lab stands in labs/.`,
    ],
  );
});

test('a lesson names terms that exist', (t) => {
  assert.deepEqual(problemsWith(t, { [LESSON_FILE]: replacing('[digest]\n', '[digets]\n') }), [
    `content/courses/small/lessons/first.mdx:6: There is no glossary entry "digets".
  Did you mean "digest"? A glossary entry stands in content/glossary/.`,
  ]);
});

test('a lab names lessons and a course that exist', (t) => {
  const problems = problemsWith(t, {
    [LAB_FILE]: (text) =>
      text.replace('small/first', 'small/frist').replace('course: small', 'course: smal'),
  });
  assert.deepEqual(problems, [
    `labs/small-lab/lab.yaml:6: There is no course "smal".
  Did you mean "small"? A course stands in content/courses/.`,
    `labs/small-lab/lab.yaml:7: There is no lesson "small/frist".
  Did you mean "small/first"? A lesson stands in content/courses/<course>/lessons/.`,
  ]);
});

test('a glossary entry names entries that exist', (t) => {
  const problems = problemsWith(t, {
    'content/glossary/digest.mdx': replacing('term: digest\n', 'term: digest\nsee: [hash]\n'),
  });
  assert.deepEqual(problems, [
    `content/glossary/digest.mdx:3: There is no glossary entry "hash".
  A glossary entry stands in content/glossary/.`,
  ]);
});

test('a certificate of a course names labs that exist', (t) => {
  const problems = problemsWith(t, {
    [COURSE_FILE]: replacing('hours: 1\n', 'hours: 1\ncertificate: { labs: [small-labs] }\n'),
  });
  assert.deepEqual(problems, [
    `content/courses/small/course.yaml:7: There is no lab "small-labs".
  Did you mean "small-lab"? A lab stands in labs/.`,
  ]);
});

test('a program names courses and modules that exist', (t) => {
  assert.deepEqual(
    problemsWith(t, {
      'content/programs/one.yaml': replacing('modules: [only]', 'modules: [onli]'),
    }),
    [
      `content/programs/one.yaml:4: The course "small" has no module "onli".
  Did you mean "only"? Its modules: only.`,
    ],
  );
  assert.deepEqual(
    problemsWith(t, { 'content/programs/one.yaml': replacing('course: small', 'course: other') }),
    [
      `content/programs/one.yaml:4: There is no course "other".
  A course stands in content/courses/.`,
    ],
  );
});

test('a quiz names a module of its course', (t) => {
  assert.deepEqual(
    problemsWith(t, { [QUIZ_FILE]: SOUND_QUIZ.replace('module: only', 'module: onyl') }),
    [
      `content/courses/small/quizzes/end.yaml:2: The course "small" has no module "onyl".
  Did you mean "only"? Its modules: only.`,
    ],
  );
});

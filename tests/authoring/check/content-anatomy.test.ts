import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsWith } from '../sound-project.ts';

const PLACES =
  'Lessons stand in courses/<course>/lessons/<lesson>.mdx, quizzes in quizzes/, pictures in images/, exam banks in exams/bank/<level>-<competency>.yaml, terms in glossary/, certificates in programs/; names are lower-case words joined by hyphens.';

test('a file that nothing reads is refused', (t) => {
  const problems = problemsWith(t, {
    'content/courses/small/lessons/Third.mdx': '---\n---\n',
    'content/notes.md': '',
  });
  assert.deepEqual(
    problems.filter((problem) => problem.includes('Nothing reads')),
    [
      `content/courses/small/lessons/Third.mdx:1: Nothing reads content/courses/small/lessons/Third.mdx.\n  ${PLACES}`,
      `content/notes.md:1: Nothing reads content/notes.md.\n  ${PLACES}`,
    ],
  );
});

test('a course folder without course.yaml is found', (t) => {
  const lesson = '---\ntitle: T\nobjective: do\nminutes: 3\nsources: []\n---\n\nText.\n';
  assert.deepEqual(problemsWith(t, { 'content/courses/other/lessons/one.mdx': lesson }), [
    `content/courses/other/course.yaml:1: The course "other" has no course.yaml.
  Add it: title, summary, level, challenge, competencies, hours, modules.`,
  ]);
});

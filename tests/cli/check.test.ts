import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { COURSE_FILE, LESSON_FILE, projectWith, replacing } from '../authoring/sound-project.ts';

function check(root: string): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('src/cli/check.ts')], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('content that holds ends in one line and exit code 0', (t) => {
  assert.deepEqual(check(projectWith(t)), {
    status: 0,
    stdout:
      'The content holds: 1 course, 1 lesson, 0 quizzes, 0 exam items, 1 lab, 1 glossary entry, 1 certificate.\n',
    stderr: '',
  });
});

test('faults are printed all at once, with exit code 1', (t) => {
  const root = projectWith(t, {
    [COURSE_FILE]: replacing('hours: 1', 'hours: none'),
    [LESSON_FILE]: replacing('[the lab]', '[here]'),
  });
  assert.deepEqual(check(root), {
    status: 1,
    stdout: '',
    stderr: `content/courses/small/course.yaml:6: "hours" must be a number; it is "none".
  Hours for the whole course, labs included; halves allowed.

content/courses/small/lessons/first.mdx:10: The link text "here" does not say where it leads.
  Name the page or the thing that the link leads to.

2 problems in 2 files.
`,
  });
});

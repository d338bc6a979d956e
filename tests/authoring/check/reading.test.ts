import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  COURSE_FILE,
  LAB_FILE,
  LESSON_FILE,
  problemsWith,
  replacing,
  type Change,
} from '../sound-project.ts';

test('content without a fault has no problem', (t) => {
  assert.deepEqual(problemsWith(t, {}), []);
});

const ONE_FAULT: readonly (readonly [string, string, Change, string])[] = [
  [
    'an unknown key is named with the key that was meant, once',
    COURSE_FILE,
    replacing('summary: One sentence.\nlevel', 'sumary: One sentence.\nlevel'),
    `content/courses/small/course.yaml:2: Unknown key "sumary".
  Did you mean "summary"? Keys allowed here: title, summary, level, challenge, touches, competencies, hours, status, modules, certificate.`,
  ],
  [
    'an unknown key deep in a list is found at its line',
    COURSE_FILE,
    replacing('        minutes: 8', '        minuts: 8'),
    `content/courses/small/course.yaml:15: Unknown key "minuts".
  Did you mean "minutes"? Keys allowed here: slug, title, minutes, status, objective.`,
  ],
  [
    'a missing key says what belongs there',
    LESSON_FILE,
    replacing('objective: do the first thing\n', ''),
    `content/courses/small/lessons/first.mdx:2: The key "objective" is missing.
  Add it. What the learner can do afterwards; completes "Afterwards you can".`,
  ],
  [
    'a value of the wrong type is shown',
    LESSON_FILE,
    replacing('minutes: 8', 'minutes: eight'),
    `content/courses/small/lessons/first.mdx:4: "minutes" must be whole minutes, such as 8; it is "eight".
  Minutes to read and try, without the lab.`,
  ],
  [
    'a list where text belongs is named as a list',
    COURSE_FILE,
    replacing('title: Small course', 'title: [a, b]'),
    `content/courses/small/course.yaml:1: "title" must be text; it is a list of 2.
  Title of the course: a noun phrase.`,
  ],
  [
    'a word outside the allowed ones is shown with the nearest',
    LAB_FILE,
    replacing('needs: [shell]', 'needs: [shel]'),
    `labs/small-lab/lab.yaml:5: An entry of "needs" cannot be "shel".
  Did you mean "shell"? Allowed: shell, git, python, node, servers, sqlite.`,
  ],
  [
    'a name that is no slug is refused',
    COURSE_FILE,
    replacing('- first', '- First Lesson'),
    `content/courses/small/course.yaml:12: An entry of "lessons" must be lower-case words joined by hyphens, such as "pin-the-data"; it is "First Lesson".
  Lessons in the order of reading: a slug, or an entry with "status: coming".`,
  ],
  [
    'a key that stands twice is an error, not the last one',
    COURSE_FILE,
    replacing('level: L2', 'level: L2\nlevel: L3'),
    `content/courses/small/course.yaml:4: The key "level" stands twice.
  Keep one of the two.`,
  ],
  [
    'YAML that cannot be read says so at its line',
    COURSE_FILE,
    replacing('competencies: [VER]', 'competencies: [VER'),
    `content/courses/small/course.yaml:6: This is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ].
  Put a value in quotes when it has ": " in it or begins with a sign such as [ { * & @.`,
  ],
  [
    'a lab.yaml that is a list is refused',
    LAB_FILE,
    '- a\n- b\n',
    `labs/small-lab/lab.yaml:1: The file must be a group of keys; it is a list of 2.
  Write lines of "key: value"; docs/authoring/ says which keys there are.`,
  ],
  [
    'an empty lab.yaml is one problem, not one for each key',
    LAB_FILE,
    '',
    `labs/small-lab/lab.yaml:1: The file is empty.
  Write lines of "key: value"; docs/authoring/ says which keys there are.`,
  ],
  [
    'a lesson without a head is one problem',
    LESSON_FILE,
    'Text alone.\n',
    `content/courses/small/lessons/first.mdx:1: The file has no head.
  Begin it with a line of "---", then keys such as "title: …", then "---" again.`,
  ],
  [
    'three hints are not four',
    LAB_FILE,
    replacing('[One., Two., Three., Four.]', '[One., Two., Three.]'),
    `labs/small-lab/lab.yaml:16: "hints" must be four hints: orientation, where to look, the method, nearly the solution; it is a list of 3.
  Four hints: orientation, where to look, the method, nearly the solution.`,
  ],
  [
    'a version that YAML reads as a number is refused',
    LAB_FILE,
    replacing('version: 1.0.0', 'version: 1'),
    `labs/small-lab/lab.yaml:2: "version" must be a version in quotes, such as "1.0.0"; it is 1.
  Version, such as "1.0.0"; raise it when starter, tasks or checks change.`,
  ],
  [
    'MDX with an open brace says so at its line',
    LESSON_FILE,
    replacing('## Another', 'a {b\n\n## Another'),
    `content/courses/small/lessons/first.mdx:22: This is not MDX: Unexpected end of file in expression, expected a corresponding closing brace for \`{\`.
  Mend it. In text, write "\\{" for a brace and "\\<" for a less-than sign.`,
  ],
];

for (const [name, file, change, problem] of ONE_FAULT) {
  test(name, (t) => assert.deepEqual(problemsWith(t, { [file]: change }), [problem]));
}

test('faults in different files come all at once, by file and line', (t) => {
  const problems = problemsWith(t, {
    [LAB_FILE]: replacing('minutes: 15', 'minutes: 15.5'),
    [COURSE_FILE]: replacing('hours: 1', 'hours: 0'),
    [LESSON_FILE]: replacing('minutes: 8', 'minutes: 0'),
  });
  assert.deepEqual(
    problems.map((problem) => problem.split(': ')[0]),
    [
      'content/courses/small/course.yaml:6',
      'content/courses/small/lessons/first.mdx:4',
      'labs/small-lab/lab.yaml:3',
    ],
  );
});

test('a retrieval question has exactly one right option', (t) => {
  const questions = `questions:
  - id: which
    ask: Which?
    options:
      - { text: One, right: true, why: Yes. }
      - { text: Two, right: true, why: Yes. }
`;
  assert.deepEqual(
    problemsWith(t, { [LESSON_FILE]: replacing('sources: []\n', `sources: []\n${questions}`) }),
    [
      `content/courses/small/lessons/first.mdx:11: "options" must have exactly one option with "right: true"; it is a list of 2.
  Options in the order shown; exactly one is right.`,
    ],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LAB_FILE, problemsWith, replacing } from '../sound-project.ts';

test('a file that is no part of a lab is refused', (t) => {
  const problems = problemsWith(t, {
    'labs/small-lab/check.ts': '',
    'labs/small-lab/mutants/loose.txt': '',
    'labs/small-lab/accepted/loose.txt': '',
    'labs/notes.txt': '',
  });
  assert.deepEqual(problems, [
    `labs/notes.txt:1: labs/notes.txt is not a part of a lab.
  A lab is a folder. Move it or delete it.`,
    `labs/small-lab/accepted/loose.txt:1: labs/small-lab/accepted/loose.txt is not a part of a lab.
  An accepted answer is a folder: accepted/<what-is-different>/. Move it or delete it.`,
    `labs/small-lab/check.ts:1: labs/small-lab/check.ts is not a part of a lab.
  Did you mean "checks.ts"? A lab holds: lab.yaml, brief.mdx, checks.ts, generate.ts, mistakes.json, starter/, solution/, mutants/, accepted/. Move it or delete it.`,
    `labs/small-lab/mutants/loose.txt:1: labs/small-lab/mutants/loose.txt is not a part of a lab.
  A mutant is a folder: mutants/<check>/<what-is-wrong>/. Move it or delete it.`,
  ]);
});

test('a module that another module of the lab imports is a part of it', (t) => {
  const problems = problemsWith(t, {
    'labs/small-lab/hidden-inputs.ts': "export const nothing = '';\n",
    'labs/small-lab/generate.ts': "import { nothing } from './hidden-inputs.ts';\nvoid nothing;\n",
  });
  assert.deepEqual(
    problems.filter((problem) => problem.includes('hidden-inputs')),
    [],
  );
});

test('a lab without its checks is not whole', (t) => {
  assert.deepEqual(problemsWith(t, { 'labs/small-lab/checks.ts': null }), [
    `labs/small-lab/checks.ts:1: The lab "small-lab" has no checks.ts.
  Add it; labs/README.md says what it holds.`,
  ]);
});

test('the points of a lab give 100', (t) => {
  assert.deepEqual(problemsWith(t, { [LAB_FILE]: replacing('points: 100', 'points: 90') }), [
    `labs/small-lab/lab.yaml:8: The tasks give 90 points together.
  Make them give 100.`,
  ]);
});

test('with must-checks the pass mark is theirs and 60 % of the rest', (t) => {
  const must = replacing(
    '        claim: It holds.\n',
    '        claim: It holds.\n        must: true\n',
  );
  assert.deepEqual(problemsWith(t, { [LAB_FILE]: must }), [
    `labs/small-lab/lab.yaml:1: The pass mark is 70; the tasks with must-checks give 100 points.
  Make it 100: all of theirs and 60 % of the rest. Or move points between the tasks.`,
  ]);
});

test('a check without a mutant, and mutants without a check, are both named', (t) => {
  const problems = problemsWith(t, {
    'labs/small-lab/mutants/it-holds/not-done/README.md': null,
    'labs/small-lab/mutants/it-hold/not-done/README.md': 'not done\n',
  });
  assert.deepEqual(problems, [
    `labs/small-lab/lab.yaml:14: The check "it-holds" has no mutant.
  Add a known-wrong answer: labs/small-lab/mutants/it-holds/<what-is-wrong>/.`,
    `labs/small-lab/mutants/it-hold:1: There are mutants for "it-hold", and the lab has no such check.
  Did you mean "it-holds"? Checks of the lab: it-holds.`,
  ]);
});

test('a check stands in a lab once', (t) => {
  const problems = problemsWith(t, {
    [LAB_FILE]: replacing(
      '        claim: It holds.\n',
      '        claim: It holds.\n      - id: it-holds\n        claim: Again.\n',
    ),
  });
  assert.deepEqual(problems, [
    `labs/small-lab/lab.yaml:16: The check "it-holds" stands twice.
  Give each check a name of its own.`,
  ]);
});

test('a file that the editor opens is in the starter', (t) => {
  assert.deepEqual(
    problemsWith(t, { [LAB_FILE]: replacing('open: [README.md]', 'open: [READM.md]') }),
    [
      `labs/small-lab/lab.yaml:17: "READM.md" is opened first and is not in the starter.
  Did you mean "README.md"? Files of the starter: README.md.`,
    ],
  );
});

test('a lab folder without lab.yaml is found', (t) => {
  const problems = problemsWith(t, {
    'labs/half/brief.mdx': 'Text.\n',
    'labs/half/checks.ts': '',
    'labs/half/starter/a': '',
    'labs/half/solution/a': '',
    'labs/half/mutants/x/y/a': '',
  });
  assert.deepEqual(problems, [
    `labs/half/lab.yaml:1: The lab "half" has no lab.yaml.
  Add it; labs/README.md says what it holds.`,
  ]);
});

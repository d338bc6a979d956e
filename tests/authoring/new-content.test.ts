import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test, type TestContext } from 'node:test';
import { checkContent, formatProblem, listLesson, newContent, readQuizzes } from '#authoring';
import type { LabError } from '#container';
import { prove } from '#grading';
import { createEmbeddedEngine } from '#host';
import { readProvableLab } from '../../src/cli/provable-lab.ts';

/** An empty project inside this one, so that a lab's code finds the zones. */
function emptyProject(context: TestContext): string {
  mkdirSync('.cache', { recursive: true });
  const root = mkdtempSync(join('.cache', 'new-content-'));
  context.after(() => rmSync(root, { recursive: true }));
  for (const folder of ['content/courses', 'content/glossary', 'content/programs', 'labs']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  cpSync('src/components/lesson', join(root, 'src/components/lesson'), { recursive: true });
  return relative('.', root);
}

const faultsOf = (root: string): string[] => checkContent(root).problems.map(formatProblem);

test('a new course, a lesson in it and a lab for it hold at once', (context) => {
  const root = emptyProject(context);
  assert.deepEqual(newContent('course', 'models-at-night', { root }), [
    'content/courses/models-at-night/course.yaml',
  ]);
  assert.deepEqual(faultsOf(root), []);
  newContent('lesson', 'models-at-night/the-first-lesson', { root });
  newContent('lesson', 'models-at-night/another', { root, module: 'first-things' });
  newContent('lab', 'count-the-applications', { root, course: 'models-at-night' });
  assert.deepEqual(faultsOf(root), []);
  const course = readFileSync(join(root, 'content/courses/models-at-night/course.yaml'), 'utf8');
  assert.doesNotMatch(course, /^status:/m);
  assert.match(course, /lessons:\n {6}- the-first-lesson\n {6}- another\n$/);
});

test('a new quiz holds at once, ends the first module without one, and asks about every lesson', (context) => {
  const root = emptyProject(context);
  newContent('course', 'models-at-night', { root });
  newContent('lesson', 'models-at-night/the-first-lesson', { root });
  newContent('lesson', 'models-at-night/another', { root });
  assert.deepEqual(newContent('quiz', 'models-at-night/first-things-asked', { root }), [
    'content/courses/models-at-night/quizzes/first-things-asked.yaml',
  ]);
  assert.deepEqual(faultsOf(root), []);
  const [quiz] = readQuizzes(root);
  assert.equal(quiz?.module, 'first-things');
  assert.equal(quiz.items.length, 20);
  assert.deepEqual([...new Set(quiz.items.map(({ kind }) => kind))].sort(), [
    'choice',
    'mark',
    'match',
    'multiple',
    'number',
    'order',
    'short',
  ]);
  assert.throws(() => newContent('quiz', 'models-at-night/once-more', { root }), {
    name: 'ModuleHasItsQuiz',
    message: 'Every module of "models-at-night" has its quiz already.',
  });
  assert.throws(
    () => newContent('quiz', 'models-at-night/once-more', { root, module: 'last-things' }),
    { name: 'ModuleNotFound' },
  );
});

test('a new lab is proved as it stands', async (context) => {
  const root = emptyProject(context);
  newContent('course', 'models-at-night', { root });
  newContent('lab', 'count-the-applications', { root });
  const engine = createEmbeddedEngine();
  context.after(() => engine.dispose());
  const provable = await readProvableLab('count-the-applications', root);
  const proof = await prove(provable, engine, { seeds: 2 });
  assert.deepEqual(proof.faults, []);
  assert.deepEqual(
    proof.runs.map(({ id, points }) => [id.replace(/-proof-\d.*/, ''), points]),
    [
      ['accepted a-loop', 100],
      ['mutant every-application-counts/header-counted-too', 0],
      ...Array.from({ length: 4 }, () => ['solution count-the-applications', 100]),
      ['starter', 0],
    ],
  );
});

test('nothing is written over, and a bad name is refused in words', (context) => {
  const root = emptyProject(context);
  newContent('course', 'models-at-night', { root });
  const refusals: readonly [() => unknown, string][] = [
    [
      () => newContent('course', 'models-at-night', { root }),
      'AlreadyThere: content/courses/models-at-night/course.yaml exists already. Choose another name.',
    ],
    [
      () => newContent('lab', 'Pin_it', { root }),
      'BadName: "Pin_it" cannot be a name here. It must be lower-case words joined by hyphens: pin-the-data.',
    ],
    [
      () => newContent('lesson', 'models-at-nite/first', { root }),
      'CourseNotFound: There is no course "models-at-nite". Did you mean "models-at-night"? Courses: models-at-night.',
    ],
    [
      () => newContent('lesson', 'models-at-night/first', { root, module: 'last-things' }),
      'ModuleNotFound: There is no module "last-things". Modules of the course: first-things.',
    ],
  ];
  for (const [act, expected] of refusals) {
    assert.throws(act, (error: LabError) => {
      assert.equal(`${error.name}: ${error.message} ${error.hint}`, expected);
      return true;
    });
  }
});

test('a planned lesson becomes its slug, and every other line stays', () => {
  const before = `# a comment
title: Small # and another
modules:
  - id: a
    lessons:
      - one
      - slug: two
        title: Two
        status: coming
  - id: b
    lessons: [three]
`;
  assert.equal(
    listLesson(before, 'two'),
    before.replace(/ {6}- slug: two\n.*\n.*\n/, '      - two\n'),
  );
  assert.equal(listLesson(before, 'four'), before.replace('[three]', '[three, four]'));
  assert.throws(() => listLesson(before, 'one'), { name: 'LessonIsListed' });
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { glossaryEntry, readCourses, readLessons, readPrograms } from '#authoring';
import { COURSE_FILE, LESSON_FILE, projectWith, replacing } from './sound-project.ts';

test('a course comes with the heads of its lessons, written and coming', (t) => {
  const [course] = readCourses(projectWith(t));
  assert.deepEqual(course?.modules, [
    {
      id: 'only',
      number: 1,
      title: 'Only module',
      summary: 'One sentence.',
      lessons: [
        {
          id: 'small/first',
          slug: 'first',
          number: 1,
          title: 'First',
          minutes: 8,
          objective: 'do the first thing',
          status: 'open',
          lab: 'small-lab',
        },
        {
          id: 'small/second',
          slug: 'second',
          number: 2,
          title: 'Second',
          minutes: 8,
          objective: 'do the second thing',
          status: 'coming',
        },
      ],
    },
  ]);
});

test('a lesson comes with its headings as the page will number them', (t) => {
  const [lesson] = readLessons(projectWith(t));
  assert.deepEqual(lesson?.headings, [
    { depth: 2, text: 'A heading', id: 'a-heading', line: 12 },
    { depth: 2, text: 'Another', id: 'another', line: 22 },
  ]);
});

test('courses with faults are not read', (t) => {
  const root = projectWith(t, { [COURSE_FILE]: replacing('level: L2', 'level: L9') });
  assert.throws(() => readCourses(root), { name: 'ContentBroken' });
});

test('a file that changed is read again', (t) => {
  const root = projectWith(t);
  assert.equal(readLessons(root)[0]?.head.title, 'First');
  const changed = readLessons(root)[0]?.body ?? '';
  writeFileSync(
    join(root, LESSON_FILE),
    `---\ntitle: First and last\nobjective: do it\nminutes: 8\nsources: []\n---\n${changed}`,
  );
  assert.equal(readLessons(root)[0]?.head.title, 'First and last');
});

test('a term that is not there is named with the one that was meant', (t) => {
  const root = projectWith(t);
  assert.equal(glossaryEntry('digest', root).short, 'A short name made from bytes.');
  assert.throws(() => glossaryEntry('digets', root), {
    name: 'TermNotFound',
    hint: 'Did you mean "digest"? Entries are the files in content/glossary/.',
  });
});

test('programs are read', (t) => {
  assert.deepEqual(readPrograms(projectWith(t)), [
    {
      id: 'one',
      title: 'One',
      promise: 'do it',
      kind: 'certificate',
      level: 'L1',
      status: 'coming',
      courses: [{ course: 'small', modules: ['only'] }],
      targets: { VER: 1 },
    },
  ]);
});

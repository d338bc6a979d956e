import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inReadingOrder, type CourseOutline } from '#curriculum';

const course = (id: string): CourseOutline => ({
  id,
  title: id,
  summary: 'One sentence.',
  level: 'L2',
  challenge: 3,
  touches: [],
  competencies: ['VER'],
  hours: 1,
  status: 'open',
  modules: [],
});

test('courses stand as the certificates name them; what none names comes last, as given', () => {
  const courses = ['audit', 'extra', 'people', 'versions'].map(course);
  const programs = [
    { courses: [{ course: 'versions' }, { course: 'audit' }] },
    { courses: [{ course: 'people' }, { course: 'versions' }] },
  ];
  assert.deepEqual(
    inReadingOrder(courses, programs).map(({ id }) => id),
    ['versions', 'audit', 'people', 'extra'],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  classesBy,
  releaseWith,
  studentsLost,
  type Columns,
} from '../../../src/components/lesson/k-anonymity/release.ts';

const release = (columns: Columns, wanted: number) => {
  const { classes, ...rest } = releaseWith(classesBy(columns), wanted);
  return { classes: classes.length, ...rest };
};

test('the four rows of the lesson', () => {
  const counted = (age: Columns['age'], employment: boolean) => {
    const { classes, k, suppressed } = release({ country: true, age, employment }, 5);
    return [classes, k, suppressed];
  };
  assert.deepEqual(counted('band', false), [24, 60, 0]);
  assert.deepEqual(counted('band', true), [139, 1, 58]);
  assert.deepEqual(counted('year', true), [907, 1, 1271]);
  assert.deepEqual(counted('date', true), [2424, 1, 2989]);
});

test('without any column all rows are one class', () => {
  assert.deepEqual(release({ country: false, age: 'none', employment: false }, 20), {
    classes: 1,
    k: 3000,
    suppressed: 0,
    smallClasses: 0,
    left: 3000,
  });
});

test('a larger k never leaves fewer rows out, and k = 1 leaves none out', () => {
  const classes = classesBy({ country: true, age: 'band', employment: true });
  const prices = Array.from({ length: 20 }, (_, i) => releaseWith(classes, i + 1).suppressed);
  assert.equal(prices[0], 0);
  assert.deepEqual(
    prices,
    prices.toSorted((a, b) => a - b),
  );
  assert.equal(releaseWith(classes, 5).left, 2942);
});

test('students are counted among those who are left out and among all', () => {
  const classes = classesBy({ country: true, age: 'band', employment: true });
  const { lost, all } = studentsLost(classes, 5);
  assert.equal(
    all,
    classes.reduce((sum, { students }) => sum + students, 0),
  );
  assert.ok(lost > 0 && lost < all);
  assert.deepEqual(studentsLost(classes, 1), { lost: 0, all });
});

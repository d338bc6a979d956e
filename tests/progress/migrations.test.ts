import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  migrateValue,
  MIGRATIONS,
  migrationsFrom,
  SCHEMA_VERSION,
  type Migration,
} from '../../src/progress/migrations.ts';

const STEPS: readonly Migration[] = [
  { version: 1, adds: ['settings'] },
  {
    version: 2,
    adds: [],
    rewrite: (shelf, value) => (shelf === 'settings' ? `${String(value)}-2` : value),
  },
  { version: 3, adds: ['lessons'] },
  { version: 4, adds: [], rewrite: (_shelf, value) => `${String(value)}-4` },
];

test('the released steps are numbered without gaps and end at the version that is written', () => {
  assert.deepEqual(
    MIGRATIONS.map(({ version }) => version),
    Array.from({ length: SCHEMA_VERSION }, (_, index) => index + 1),
  );
});

test('a value passes every step after the version that it was written with, in order', () => {
  assert.equal(migrateValue(0, 'settings', 'a', STEPS), 'a-2-4');
  assert.equal(migrateValue(2, 'settings', 'a', STEPS), 'a-4');
  assert.equal(migrateValue(1, 'lessons', 'a', STEPS), 'a-4');
  assert.equal(migrateValue(4, 'settings', 'a', STEPS), 'a');
  assert.deepEqual(
    migrationsFrom(2, STEPS).map(({ version }) => version),
    [3, 4],
  );
});

test('a record of a later build is refused, not guessed at', () => {
  assert.throws(() => migrateValue(5, 'settings', 'a', STEPS), { name: 'RecordTooNew' });
});

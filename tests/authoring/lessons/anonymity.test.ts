import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TRAIN, grouped, lessonText, states } from './stated.ts';

/** The figures of "Pseudonymise is not anonymise". */

const lesson = lessonText(
  'data-governance-that-survives-an-audit',
  'pseudonymise-is-not-anonymise',
);

type Row = readonly string[];
const country = (row: Row): string => row[6] ?? '';
const employment = (row: Row): string => row[8] ?? '';
const birthDate = (row: Row): string => row[5] ?? '';
const birthYear = (row: Row): string => birthDate(row).slice(0, 4);

function ageBand(row: Row): string {
  const age = Number((row[1] ?? '').slice(0, 4)) - Number(birthYear(row));
  return ['18', '25', '35', '45', '55', '65'].findLast((from) => age >= Number(from)) ?? '';
}

/** Classes of rows that share all these columns. */
function classes(...columns: readonly ((row: Row) => string)[]): {
  readonly count: number;
  readonly k: number;
  readonly small: number;
  readonly single: number;
} {
  const sizes = new Map<string, number>();
  for (const { row } of TRAIN) {
    const key = columns.map((column) => column(row)).join('|');
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  const all = [...sizes.values()];
  const small = all.filter((size) => size < 5).reduce((sum, size) => sum + size, 0);
  return {
    count: all.length,
    k: Math.min(...all),
    small,
    single: all.filter((n) => n === 1).length,
  };
}

test('each row of the table of classes', () => {
  for (const [words, columns] of [
    ['country, age band', [country, ageBand]],
    ['country, age band, employment', [country, ageBand, employment]],
    ['country, birth year, employment', [country, birthYear, employment]],
    ['country, birth date, employment', [country, birthDate, employment]],
  ] as const) {
    const { count, k, small } = classes(...columns);
    states(lesson, `| ${words} | ${grouped(count)} | ${k} | ${grouped(small)} |`);
  }
});

test('who is unique, and what suppression costs', () => {
  const { single } = classes(country, birthDate, employment);
  states(lesson, `are unique for ${grouped(single)} rows`);
  const { small } = classes(country, ageBand, employment);
  states(
    lesson,
    `only ${small} rows, ${((small / 3000) * 100).toFixed(1)} per cent`,
    `with ${grouped(3000 - small)} rows`,
  );
});

test('the one that Anke asks for is the first row, and there is no other', () => {
  const asked = TRAIN.filter(
    ({ row }) =>
      country(row) === 'DE' && birthDate(row) === '2004-02-13' && employment(row) === 'retired',
  );
  assert.deepEqual(
    asked.map(({ row }) => row[0]),
    ['A-000001'],
  );
});

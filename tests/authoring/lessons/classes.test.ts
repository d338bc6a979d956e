import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { applicationsTable } from '#harborlight';
import { TRAIN, file, grouped, lessonText, listing, states } from './stated.ts';

/** The classes and figures of "Classify before you copy". */

const lesson = lessonText('data-governance-that-survives-an-audit', 'classify-before-you-copy');
const HEADER = applicationsTable(TRAIN).header;
const ORDER = ['public', 'internal', 'confidential', 'restricted'];

interface Contract {
  readonly schema: readonly {
    readonly properties: readonly { readonly name: string; readonly classification: string }[];
  }[];
}

/** Class of each column, as the reference contract of the lab says it. */
const CLASSES = new Map(
  (
    parse(
      readFileSync('labs/sign-the-contract/solution/contracts/applications.odcs.yaml', 'utf8'),
    ) as Contract
  ).schema[0]?.properties.map(({ name, classification }) => [name, classification]),
);

const ROWS = [...lesson.matchAll(/^\| ([a-z0-9_]+) \| ([a-z]+) \| (.+) \|$/gm)];
const MODEL = [
  'channel',
  'employment',
  'income_month_eur',
  'debt_month_eur',
  'amount_eur',
  'term_months',
  'bureau_score',
  'late_payments_12m',
  'device_risk',
];

/** Rows that no other row equals in these columns. */
function unique(...columns: readonly string[]): number {
  const at = columns.map((column) => HEADER.indexOf(column));
  const sizes = new Map<string, number>();
  for (const { row } of TRAIN) {
    const key = at.map((column) => row[column]).join('|');
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  return [...sizes.values()].filter((size) => size === 1).length;
}

const highest = (columns: readonly string[]): string =>
  ORDER[Math.max(...columns.map((column) => ORDER.indexOf(CLASSES.get(column) ?? '')))] ?? '';
const having = (wanted: string): readonly string[] =>
  HEADER.filter((column) => CLASSES.get(column) === wanted);

test('the table classifies the seventeen columns as the contract of the lab does', () => {
  assert.deepEqual(
    ROWS.map(([, column, its]) => [column, its]),
    HEADER.map((column) => [column, CLASSES.get(column)]),
  );
  assert.deepEqual(
    ORDER.map((one) => having(one).length),
    [0, 7, 7, 3],
  );
  states(lesson, 'Seven are internal, seven confidential, three restricted, none public');
  const kinds = (kind: string): number => ROWS.filter(([, , , is]) => is === kind).length;
  assert.deepEqual([kinds('directly'), kinds('together with others')], [2, 3]);
});

test('each copy of the drawing may lie where the listing says', () => {
  const rules = parse(listing(lesson, 'governance/classes.yaml')) as Record<
    string,
    { lies: string | readonly string[] }
  >;
  assert.deepEqual(Object.keys(rules), ORDER);
  const copies = [
    [HEADER, 'restricted', ['lake']],
    [['application_id', ...MODEL], 'confidential', ['lake', 'workbench']],
    [having('internal'), 'internal', ['lake', 'workbench', 'laptop']],
  ] as const;
  for (const [columns, its, places] of copies) {
    assert.equal(highest(columns), its);
    assert.deepEqual(rules[its]?.lies, places);
    states(lesson, `, ${columns.length} columns</text>`);
  }
  assert.deepEqual(
    ORDER.map((one) => MODEL.filter((column) => CLASSES.get(column) === one).length),
    [0, 3, 6, 0],
  );
});

test('the copies have the sizes that the story gives', () => {
  const kept = ['application_id', ...MODEL].map((column) => HEADER.indexOf(column));
  const lines = [HEADER, ...TRAIN.map(({ row }) => row)];
  const small = lines.map((cells) => kept.map((column) => cells[column]).join(',')).join('\n');
  states(
    lesson,
    `${grouped(file(TRAIN).size)} bytes, two seconds`,
    `ten columns and ${grouped(small.length + 1)} bytes`,
    `whether ${grouped(new Set(TRAIN.map(({ row }) => row[4])).size)} people`,
  );
});

test('what is unique together', () => {
  states(
    lesson,
    `${unique('country', 'birth_date')} of the 3,000 rows are unique in country and birth date`,
    `unique in ${grouped(unique('income_month_eur', 'debt_month_eur'))} of the 3,000 rows`,
  );
  assert.equal(unique('income_month_eur', 'debt_month_eur', 'amount_eur'), 3000);
  assert.equal(unique('applied_at'), 3000);
});

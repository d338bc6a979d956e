import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  applicationsCsv,
  applicationsTable,
  DEFECTS,
  DRIFTS,
  outcomesCsv,
  plantDefect,
  readTableCsv,
  table,
  tableCsv,
  type ApplicationsTable,
  type TableDefect,
} from '#harborlight';

const SEED = 'harborlight-1';
const RANGE = { rows: 250, first: 4001, startDay: 84, spanDays: 7 };
const april = table('april', SEED, RANGE);
const clean = applicationsTable(april);

const column = (data: ApplicationsTable, name: string) =>
  data.rows.map((row) => row[data.header.indexOf(name)] ?? '');
/** Rows of the clean table that the defect changed. */
const changedRows = (data: ApplicationsTable) =>
  clean.rows.flatMap((row, i) => (row.join() === data.rows[i]?.join() ? [] : [i]));
const plant = (defect: TableDefect, asOf?: string) =>
  plantDefect(defect, clean, SEED, asOf === undefined ? {} : { asOf });

test('there are nineteen defects, all named', () => {
  const ids = Array.from({ length: 19 }, (_, i) => `DF${String(i + 1).padStart(2, '0')}`);
  assert.deepEqual(Object.keys(DEFECTS).sort(), ids);
});

test('a table without defects is written as it was drawn, and read back', () => {
  assert.equal(tableCsv(clean), applicationsCsv(april));
  assert.deepEqual(readTableCsv(tableCsv(clean)).rows, clean.rows);
  assert.throws(() => readTableCsv('a,b\n1,2\n3\n'), /Line 3 has 1 cells; the header has 2/);
});

test('the same seed hits the same rows, another seed others, and the table given stays as it was', () => {
  const before = tableCsv(clean);
  assert.deepEqual(plant('DF03'), plant('DF03'));
  assert.notDeepEqual(plant('DF03'), plantDefect('DF03', clean, 'harborlight-2'));
  assert.equal(tableCsv(clean), before);
});

test('DF01 repeats rows at the end; DF02 repeats them under new ids', () => {
  const twice = plant('DF01');
  assert.equal(twice.rows.length, 255);
  assert.equal(twice.defaulted.length, 255);
  assert.equal(new Set(twice.rows.map((row) => row.join())).size, 250);
  const near = plant('DF02');
  assert.deepEqual(column(near, 'application_id').slice(250), [
    'A-004251',
    'A-004252',
    'A-004253',
    'A-004254',
    'A-004255',
  ]);
  const persons = column(near, 'customer_id').map(
    (id, i) => id + (column(near, 'applied_at')[i] ?? ''),
  );
  assert.equal(new Set(persons).size, 250);
});

test('DF03 and DF04 put impossible scores and odd countries into five rows', () => {
  const scores = column(plant('DF03'), 'bureau_score').filter((s) => s === '999' || s === '-1');
  assert.equal(scores.length, 5);
  const odd = column(plant('DF04'), 'country').filter((c) => !/^[A-Z]{2}$/.test(c));
  assert.deepEqual([...new Set(odd)].sort(), [' DE', 'Deutschland', 'Se']);
  assert.equal(odd.length, 5);
});

test('DF05 renames a column and leaves the rows alone', () => {
  const renamed = plant('DF05');
  assert.equal(renamed.header[9], 'income');
  assert.deepEqual(renamed.rows, clean.rows);
  assert.throws(() => plantDefect('DF05', renamed, SEED), /no column income_month_eur/);
});

test('DF06 multiplies the money of all Swedish rows, and of no other', () => {
  const slipped = plant('DF06');
  const swedish = clean.rows.flatMap((row, i) => (row[6] === 'SE' ? [i] : []));
  assert.deepEqual(changedRows(slipped), swedish);
  const [first = 0] = swedish;
  for (const name of ['income_month_eur', 'debt_month_eur', 'amount_eur']) {
    const then = Number(column(clean, name)[first]);
    assert.equal(column(slipped, name)[first], `${then * 11}.00`);
  }
});

test('DF07 adds a column that knows most defaults', () => {
  const train = table('train', SEED, { rows: 3000, first: 1, startDay: 0, spanDays: 84 });
  const leaky = plantDefect('DF07', applicationsTable(train), SEED);
  assert.equal(leaky.header.at(-1), 'collections_flag');
  const share = (defaulted: boolean) => {
    const flags = leaky.rows.filter((_, i) => leaky.defaulted[i] === defaulted);
    return flags.filter((row) => row.at(-1) === '1').length / flags.length;
  };
  assert.ok(Math.abs(share(true) - 0.92) < 0.04, String(share(true)));
  assert.ok(Math.abs(share(false) - 0.03) < 0.01, String(share(false)));
});

test('DF08 empties two fifths of the scores', () => {
  const emptied = plant('DF08');
  const hadNone = column(clean, 'bureau_score').filter((score) => score === '').length;
  const none = column(emptied, 'bureau_score').filter((score) => score === '').length;
  assert.ok(none >= 100 && none <= 100 + hadNone);
});

test('DF09 leaves nothing younger than 9 days, and needs to know the day', () => {
  const stale = plant('DF09', '2026-04-07');
  const youngest = column(stale, 'applied_at').toSorted().at(-1) ?? '';
  assert.ok(youngest <= '2026-03-29T00:00:00Z', youngest);
  assert.ok(youngest > '2026-03-28T00:00:00Z', youngest);
  assert.throws(() => plant('DF09'), /the day on which the file is read/);
});

test('DF10 is a header only; DF13 is the same text after a byte order mark', () => {
  assert.equal(tableCsv(plant('DF10')), `${clean.header.join()}\n`);
  assert.equal(tableCsv(plant('DF13')), `\ufeff${tableCsv(clean)}`);
  assert.equal(readTableCsv(tableCsv(plant('DF13'))).byteOrderMark, true);
});

test('DF11 moves three rows one year on; DF14 moves six per cent one week back', () => {
  const years = column(plant('DF11'), 'applied_at').filter((at) => at.startsWith('2027'));
  assert.equal(years.length, 3);
  const late = plant('DF14');
  assert.equal(changedRows(late).length, 15);
  assert.equal(column(late, 'applied_at').filter((at) => at < '2026-03-30').length, 15);
});

test('DF12 swaps income and debt in five per cent; DF19 makes debt exceed income in five rows', () => {
  const swapped = plant('DF12');
  const hit = changedRows(swapped);
  assert.equal(hit.length, 12);
  const [first = 0] = hit;
  assert.equal(swapped.rows[first]?.[9], clean.rows[first]?.[10]);
  assert.equal(swapped.rows[first]?.[10], clean.rows[first]?.[9]);
  const above = plant('DF19').rows.filter((row) => Number(row[10]) === Number(row[9]) + 50);
  assert.equal(above.length, 5);
});

test('clean debt never exceeds two fifths of income', () => {
  assert.ok(clean.rows.every((row) => Number(row[10]) <= Number(row[9]) * 0.4));
});

test('the drifts DF15 to DF17 move defaults, scores and channels', () => {
  const usual = table('week', SEED, { ...RANGE, rows: 2000 });
  const drifted = (drift: (typeof DRIFTS)[keyof typeof DRIFTS]) =>
    table('week', SEED, { ...RANGE, rows: 2000, drift });
  const defaults = (rows: typeof usual) => outcomesCsv(rows).match(/,1$/gm)?.length ?? 0;
  const partners = (rows: typeof usual) => rows.filter(({ row }) => row[7] === 'partner').length;
  const meanScore = (rows: typeof usual) => {
    const scores = rows.flatMap(({ row }) => (row[13] === '' ? [] : [Number(row[13])]));
    return scores.reduce((sum, score) => sum + score, 0) / scores.length;
  };
  assert.ok(defaults(drifted(DRIFTS.DF15)) > defaults(usual) + 40);
  const moved = meanScore(usual) - meanScore(drifted(DRIFTS.DF16));
  assert.ok(moved > 44 && moved < 45.1, String(moved));
  assert.ok(Math.abs(partners(drifted(DRIFTS.DF17)) / 2000 - 0.45) < 0.04);
  assert.ok(Math.abs(partners(usual) / 2000 - 0.18) < 0.03);
});

test('a defect that needs more rows than there are is refused', () => {
  const small = { ...clean, rows: clean.rows.slice(0, 3) };
  assert.throws(() => plantDefect('DF01', small, SEED), /has 3 rows; the defect needs 5/);
});

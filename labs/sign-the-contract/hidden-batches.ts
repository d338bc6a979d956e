import {
  applicationsTable,
  plantDefect,
  Random,
  table,
  tableCsv,
  type ApplicationsTable,
  type TableDefect,
} from '#harborlight';

/** One hidden file for the enforcer, and what holding it to the contract must say. */
export interface HiddenBatch {
  /** What is in it, in words for a learner. */
  readonly given: string;
  readonly csv: string | Uint8Array;
  readonly asOf: string;
  /** The rules that must fail, as `kind column`, `*` standing for no column. */
  readonly failing: readonly string[];
  readonly verdict: 'pass' | 'warn' | 'fail';
  readonly exitCode: 0 | 1 | 2;
}

const RUN_DATE = '2026-04-07T00:00:00Z';
const LATER = '2026-04-20T00:00:00Z';
const BUREAU_SCORE = 13;

/** The hidden files by name. Rows, run and amounts come from the seed. */
export function hiddenBatches(seed: string): Readonly<Record<string, HiddenBatch>> {
  const random = new Random(`${seed}/batches`);
  const rows = () => 1 + random.below(4);
  const fails = (
    given: string,
    csv: string | Uint8Array,
    failing: readonly string[],
    asOf = RUN_DATE,
  ): HiddenBatch => ({ given, csv, asOf, failing, verdict: 'fail', exitCode: 1 });
  const planted = (name: string, defect: TableDefect) =>
    tableCsv(plantDefect(defect, cleanTable(name, seed), seed, { count: rows() }));
  const passing = { asOf: RUN_DATE, verdict: 'pass', exitCode: 0 } as const;
  return {
    clean: {
      ...passing,
      given: 'a hidden file in order, with some bureau scores empty',
      csv: tableCsv(cleanTable('clean', seed)),
      failing: [],
    },
    duplicates: fails('a hidden file in which some rows stand twice', planted('dup', 'DF01'), [
      'unique application_id',
      'duplicateValues *',
    ]),
    pattern: fails(
      'a hidden file in which an application_id has seven digits',
      seventhDigit(cleanTable('pattern', seed), random),
      ['pattern application_id'],
    ),
    range: fails('a hidden file with bureau scores of 999 or -1', planted('range', 'DF03'), [
      'range bureau_score',
    ]),
    values: fails('a hidden file with other spellings of a country', planted('enum', 'DF04'), [
      'enum country',
    ]),
    renamed: fails(
      'a hidden file whose column income_month_eur is called income',
      planted('rename', 'DF05'),
      ['missing_column income_month_eur', 'unexpected_column income'],
    ),
    leak: fails('a hidden file with one more column, collections_flag', planted('leak', 'DF07'), [
      'unexpected_column collections_flag',
    ]),
    debts: fails('a hidden file with debts above the income', planted('sql', 'DF19'), ['sql *']),
    nulls: {
      ...passing,
      given: 'a hidden file in which four bureau scores in ten are empty',
      csv: nullFlood(cleanTable('nullwarn', seed), random),
      failing: ['nullValues bureau_score'],
      verdict: 'warn',
    },
    stale: fails(
      'a hidden file read thirteen days later than the clean one',
      tableCsv(cleanTable('stale', seed)),
      ['latency applied_at'],
      LATER,
    ),
    empty: fails('a hidden file with a header only', planted('empty', 'DF10'), ['rowCount *']),
    unreadable: {
      given: 'a hidden file that is no text',
      csv: Uint8Array.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 0xe9, ...random.bytes(300)]),
      asOf: RUN_DATE,
      failing: ['unreadable *'],
      verdict: 'fail',
      exitCode: 2,
    },
  };
}

/**
 * A clean week of 200 rows. By chance a week may lack more bureau scores than the contract likes, or have two
 * applications of one second: then the next table of the same name is taken.
 */
export function cleanTable(name: string, seed: string): ApplicationsTable {
  for (let turn = 0; ; turn++) {
    const range = { rows: 200, first: 5001, startDay: 84, spanDays: 7 };
    const drawn = applicationsTable(table(`g1-${name}${turn || ''}`, seed, range));
    const missing = drawn.rows.filter((row) => row[BUREAU_SCORE] === '').length;
    const seconds = new Set(drawn.rows.map((row) => `${row[1] ?? ''} ${row[2] ?? ''}`));
    const newest =
      drawn.rows
        .map((row) => row[1] ?? '')
        .sort()
        .at(-1) ?? '';
    const young = newest >= '2026-04-05';
    if (missing >= 4 && missing <= 26 && seconds.size === drawn.rows.length && young) return drawn;
  }
}

function seventhDigit(clean: ApplicationsTable, random: Random): string {
  const row = 1 + random.below(clean.rows.length - 1);
  const rows = clean.rows.map((cells, i) =>
    i === row ? cells.with(0, `${cells[0] ?? ''}${random.below(10)}`) : cells,
  );
  return tableCsv({ ...clean, rows });
}

/** 36 to 48 of a hundred bureau scores are empty, by seed. */
function nullFlood(clean: ApplicationsTable, random: Random): string {
  const wanted = Math.round((clean.rows.length * (36 + random.below(13))) / 100);
  const order = random.shuffled(clean.rows.map((_, i) => i));
  const empty = new Set(order.slice(0, wanted));
  const rows = clean.rows.map((cells, i) =>
    empty.has(i)
      ? cells.with(BUREAU_SCORE, '')
      : cells[BUREAU_SCORE] === ''
        ? cells.with(BUREAU_SCORE, '640')
        : cells,
  );
  return tableCsv({ ...clean, rows });
}

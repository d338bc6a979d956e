import {
  APPLICATION_COLUMNS,
  csvLines,
  pseudonym,
  Random,
  SILVER_COLUMNS,
  silverRow,
  table,
  type NamedCells,
  type PseudonymKey,
} from '#harborlight';

const CUSTOMER = APPLICATION_COLUMNS.indexOf('customer_id');
const BIRTH_DATE = APPLICATION_COLUMNS.indexOf('birth_date');
/** Both sides of every border between age bands, of people who applied in 2026. */
const BIRTH_YEARS = [2008, 2002, 2001, 1992, 1991, 1982, 1981, 1972, 1971, 1962, 1961, 1951];

/** A table of bronze that no learner has seen, and what silver must make of it. */
export interface HiddenBronze {
  readonly csv: string;
  readonly rows: readonly (readonly string[])[];
  readonly silver: readonly NamedCells[];
}

/** What the pseudonymiser is tried on: two tables with customers in common, and a key for each. */
export interface HiddenPseudonyms {
  readonly first: HiddenBronze;
  readonly second: HiddenBronze;
  /** Key of both tables. */
  readonly key: PseudonymKey;
  readonly otherKey: PseudonymKey;
}

export function hiddenPseudonyms(seed: string): HiddenPseudonyms {
  const random = new Random(`${seed}/pseudonyms`);
  const key = hiddenKey(random, 'k');
  const otherKey = hiddenKey(random, 'rot-');
  const drawn = (name: string, first: number) =>
    table(name, seed, { rows: 60, first, startDay: 0, spanDays: 84 }).map(({ row }, i) => {
      const year = BIRTH_YEARS[i];
      const birth = row[BIRTH_DATE] ?? '';
      return year === undefined ? row : row.with(BIRTH_DATE, `${year}${birth.slice(4)}`);
    });
  const one = drawn('hidden-bronze', 7001);
  // Every third application of the second table is of a customer of the first.
  const two = drawn('hidden-bronze-2', 8001).map((row, i) =>
    i % 3 === 0 ? row.with(CUSTOMER, one[i]?.[CUSTOMER] ?? '') : row,
  );
  return { first: bronze(one, key), second: bronze(two, key), key, otherKey };
}

function bronze(rows: readonly (readonly string[])[], key: PseudonymKey): HiddenBronze {
  return {
    rows,
    csv: csvLines([APPLICATION_COLUMNS, ...rows]),
    silver: rows.map((row) => silverRow(row, pseudonym(key, row[CUSTOMER] ?? ''))),
  };
}

export function hiddenKey(random: Random, prefix: string): PseudonymKey {
  const key = Array.from(random.bytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { key, kid: `${prefix}${2 + random.below(90)}` };
}

/** Rows of silver by column, and the same as CSV. */
export interface HiddenSilver {
  readonly csv: string;
  readonly rows: readonly NamedCells[];
}

/**
 * A table of silver with 1 to 4 of a hundred rows in classes below five, so that leaving them out is allowed and leaving
 * out more is not.
 */
export function hiddenSilver(seed: string): HiddenSilver {
  const random = new Random(`${seed}/silver`);
  for (let turn = 0; ; turn++) {
    const range = { rows: 2400, first: 20_001, startDay: 0, spanDays: 84 };
    // Nobody looks into these tokens, so they are drawn, which is a hundred times cheaper than made.
    const rows = table(`hidden-silver-${turn}`, seed, range).map(({ row }) =>
      silverRow(row, `k2.${(random.u32() + 2 ** 32).toString(16)}0000000`),
    );
    const lonely = rows.length - keptWhole(rows);
    if (lonely < 0.01 * rows.length || lonely > 0.045 * rows.length) continue;
    const cells = rows.map((row) => SILVER_COLUMNS.map((column) => row[column] ?? ''));
    return { rows, csv: csvLines([SILVER_COLUMNS, ...cells]) };
  }
}

/** What a row looks like to somebody who knows a person: her country, age and work. */
export function combination(row: NamedCells): string {
  return [row['country'], row['age_band'], row['employment']].join(', ');
}

/** How many rows stand with each combination. */
export function classSizes(rows: readonly NamedCells[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(combination(row), (sizes.get(combination(row)) ?? 0) + 1);
  return sizes;
}

function keptWhole(rows: readonly NamedCells[]): number {
  return [...classSizes(rows).values()].filter((size) => size >= 5).reduce((a, b) => a + b, 0);
}

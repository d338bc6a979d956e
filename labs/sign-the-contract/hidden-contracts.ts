import { Random } from '#harborlight';
import type { HiddenBatch } from './hidden-batches.ts';
import { COLUMNS } from './requirements.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Mapping = { readonly [key: string]: Json };

const encoder = new TextEncoder();

/** A contract as a file: JSON is YAML, and says the same to every reader. */
export function contractFile(contract: Mapping): Uint8Array {
  return encoder.encode(`${JSON.stringify(contract, null, 2)}\n`);
}

const VALID_VALUES: Readonly<Record<string, readonly Json[]>> = {
  country: ['DE', 'PL', 'PT', 'SE'],
  employment: ['permanent', 'temporary', 'self_employed', 'retired', 'student', 'unemployed'],
  term_months: [6, 12, 18, 24, 36, 48],
};
const OPTIONS: Readonly<Record<string, Mapping>> = {
  application_id: { pattern: 'A-[0-9]{6}' },
  customer_id: { pattern: 'C-[0-9]{5}' },
  income_month_eur: { minimum: 450 },
  amount_eur: { minimum: 300, maximum: 10000 },
  bureau_score: { minimum: 300, maximum: 850 },
};

function enumRule(validValues: readonly Json[]): Mapping {
  return { metric: 'invalidValues', arguments: { validValues }, mustBe: 0, severity: 'error' };
}

const NULLS_WARN: Mapping = {
  metric: 'nullValues',
  mustBeLessThan: 15,
  unit: 'percent',
  severity: 'warning',
};

/** The columns of `applications` as ODCS properties, by name. */
function applicationProperties(): Record<string, Mapping> {
  return Object.fromEntries(
    COLUMNS.map(({ name, type, atLeast, nullable }) => {
      const values = VALID_VALUES[name];
      const options = OPTIONS[name];
      const quality = values ? [enumRule(values)] : nullable ? [NULLS_WARN] : undefined;
      const property: Mapping = {
        name,
        logicalType: type,
        classification: atLeast,
        ...(name === 'application_id' ? { primaryKey: true, primaryKeyPosition: 1 } : {}),
        ...(nullable ? {} : { required: true }),
        ...(options ? { logicalTypeOptions: options } : {}),
        ...(quality ? { quality } : {}),
      };
      return [name, property] as const;
    }),
  );
}

function contractOf(
  version: string,
  properties: Record<string, Mapping>,
  more: Mapping = {},
): Mapping {
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: '0d6f7a52-31c5-4d0e-8a0a-6a4f5a3a1c11',
    version,
    status: 'active',
    schema: [
      {
        name: 'applications',
        properties: Object.values(properties),
        quality: [
          { metric: 'rowCount', mustBeGreaterThan: 100 },
          {
            metric: 'duplicateValues',
            arguments: { properties: ['customer_id', 'applied_at'] },
            mustBe: 0,
          },
          {
            type: 'sql',
            query: 'SELECT COUNT(*) FROM applications WHERE debt_month_eur > income_month_eur',
            mustBeLessOrEqualTo: 0,
          },
        ],
        customProperties: [{ property: 'additionalColumns', value: 'reject' }],
      },
    ],
    slaProperties: [
      { property: 'latency', value: 8, unit: 'd', element: 'applications.applied_at' },
      { property: 'retention', value: 5, unit: 'y' },
    ],
    ...more,
  };
}

/** The contract to which the hidden batches are held; the learner's own is not asked. */
export function hiddenContract(): Uint8Array {
  return contractFile(contractOf('1.0.0', applicationProperties()));
}

/** Another table: its contract, and files that keep and break it. */
export interface OtherTable {
  readonly contract: Uint8Array;
  readonly batches: readonly HiddenBatch[];
}

/** A table `payments` of five columns whose ranges, values and limits come from the seed. */
export function paymentsTable(seed: string): OtherTable {
  const random = new Random(`${seed}/payments`);
  const least = 5 + random.below(20);
  const most = 900 + random.below(400);
  const methods = random.shuffled(['sepa', 'card', 'swish', 'blik', 'cash']).slice(0, 3);
  const days = 2 + random.below(3);
  const rows = 30 + random.below(20);
  const letter = random.shuffled(['P', 'Q', 'Z'])[0] ?? 'P';
  const contract: Mapping = {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: '7c1f8f0e-7b55-4a4e-9d52-0d5b0b7f2d33',
    version: '2.3.0',
    status: 'active',
    schema: [
      {
        name: 'payments',
        properties: [
          {
            name: 'payment_id',
            logicalType: 'string',
            unique: true,
            required: true,
            logicalTypeOptions: { pattern: `^${letter}[0-9]{4}$` },
          },
          { name: 'paid_at', logicalType: 'timestamp', required: true },
          {
            name: 'amount_eur',
            logicalType: 'number',
            required: true,
            logicalTypeOptions: { minimum: least, maximum: most },
          },
          { name: 'method', logicalType: 'string', quality: [enumRule(methods)] },
          { name: 'instalment', logicalType: 'integer' },
        ],
        quality: [
          { metric: 'rowCount', mustBeGreaterThan: 20 },
          {
            type: 'sql',
            query: 'SELECT COUNT(*) FROM payments WHERE instalment > 48',
            mustBe: 0,
            severity: 'warning',
          },
        ],
      },
    ],
    slaProperties: [
      { property: 'latency', value: days, unit: 'days', element: 'payments.paid_at' },
    ],
  };
  const clean = Array.from({ length: rows }, (_, i) => [
    `${letter}${1000 + i}`,
    `2026-05-0${1 + random.below(3)}T1${random.below(10)}:00:00Z`,
    `${least + random.below(most - least)}.00`,
    random.below(9) === 0 ? '' : (methods[random.below(3)] ?? ''),
    String(1 + random.below(48)),
  ]);
  clean[0] = [`${letter}1000`, '2026-05-03T12:00:00Z', `${most}.00`, '', '9'];
  const header = ['payment_id', 'paid_at', 'amount_eur', 'method', 'instalment'];
  const csv = (given: readonly (readonly string[])[], head: readonly string[] = header) =>
    [head, ...given].map((row) => `${row.join(',')}\n`).join('');
  const at = 1 + random.below(rows - 1);
  const changed = (column: number, value: string) =>
    csv(clean.map((row, i) => (i === at ? row.with(column, value) : row)));
  const asOf = '2026-05-04T00:00:00Z';
  const late = `2026-05-0${4 + days}T13:00:00Z`;
  const given = (what: string) => `a hidden contract for another table, payments, and ${what}`;
  const fail = { asOf, verdict: 'fail', exitCode: 1 } as const;
  return {
    contract: contractFile(contract),
    batches: [
      {
        given: given('a file in order'),
        csv: csv(clean),
        asOf,
        failing: [],
        verdict: 'pass',
        exitCode: 0,
      },
      {
        ...fail,
        given: given(`an amount above its maximum of ${most}`),
        csv: changed(2, `${most}.50`),
        failing: ['range amount_eur'],
      },
      {
        ...fail,
        given: given('a method that is not one of its values'),
        csv: changed(3, 'wire'),
        failing: ['enum method'],
      },
      {
        asOf,
        given: given('an instalment of 60, which only a warning forbids'),
        csv: changed(4, '60'),
        failing: ['sql *'],
        verdict: 'warn',
        exitCode: 0,
      },
      {
        given: given('a column more, which it does not forbid'),
        csv: csv(
          clean.map((row) => [...row, 'x']),
          [...header, 'note'],
        ),
        asOf,
        failing: [],
        verdict: 'pass',
        exitCode: 0,
      },
      {
        ...fail,
        given: given(`a file that is more than ${days} days old`),
        csv: csv(clean),
        asOf: late,
        failing: ['latency paid_at'],
      },
    ],
  };
}

function keysReversed(properties: Record<string, Mapping>): Record<string, Mapping> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      Object.fromEntries(Object.entries(property).reverse()),
    ]),
  );
}

/** Two versions of a contract and what lies between them. */
export interface ContractPair {
  readonly change: string;
  readonly old: Uint8Array;
  readonly new: Uint8Array;
  readonly bump: 'major' | 'minor' | 'patch' | 'none';
  /** 1 when the new version number was raised too little. */
  readonly exitCode: 0 | 1;
}

/** Twelve pairs; which column is hit, and whether the number was raised enough, comes from the seed. */
export function contractPairs(seed: string): readonly ContractPair[] {
  const random = new Random(`${seed}/pairs`);
  const one = (...names: readonly string[]) => names[random.below(names.length)] ?? '';
  const base = applicationProperties();
  const edit = (name: string, more: Mapping) => ({ ...base, [name]: { ...base[name], ...more } });
  const without = (name: string) =>
    Object.fromEntries(Object.entries(base).filter(([key]) => key !== name));
  const gone = one('channel', 'device_risk', 'email');
  const renamed = one('amount_eur', 'late_payments_12m');
  const retyped = one('late_payments_12m', 'term_months');
  const country = VALID_VALUES['country'] ?? [];
  const versionFor = { major: '2.0.0', minor: '1.5.0', patch: '1.4.3', none: '1.4.2' };
  const tooSmall = { major: '1.5.0', minor: '1.4.3', patch: '1.4.2', none: '1.4.2' };
  const pair = (
    change: string,
    bump: ContractPair['bump'],
    properties: Record<string, Mapping>,
    more: Mapping = {},
  ): ContractPair => {
    const enough = bump === 'none' || random.below(2) === 0;
    const version = enough ? versionFor[bump] : tooSmall[bump];
    return {
      change,
      bump,
      exitCode: enough ? 0 : 1,
      old: contractFile(contractOf('1.4.2', base)),
      new: contractFile(contractOf(version, properties, more)),
    };
  };
  const pairs = [
    pair(`the column ${gone} was removed`, 'major', without(gone)),
    pair(`the column ${renamed} was renamed`, 'major', {
      ...without(renamed),
      [`${renamed}_new`]: { ...base[renamed], name: `${renamed}_new` },
    }),
    pair(
      `the type of ${retyped} changed from integer to string`,
      'major',
      edit(retyped, { logicalType: 'string' }),
    ),
    pair('bureau_score was made required', 'major', edit('bureau_score', { required: true })),
    pair(
      'a country was taken out of the valid values',
      'major',
      edit('country', { quality: [enumRule(country.slice(1))] }),
    ),
    pair(
      'the range of amount_eur became narrower',
      'major',
      edit('amount_eur', {
        logicalTypeOptions: { minimum: 300, maximum: 8000 + random.below(1000) },
      }),
    ),
    pair('the class of email was lowered', 'major', edit('email', { classification: 'internal' })),
    pair('an optional column was added', 'minor', {
      ...base,
      referrer: { name: 'referrer', logicalType: 'string', classification: 'internal' },
    }),
    pair(
      'a country was added to the valid values',
      'minor',
      edit('country', { quality: [enumRule([...country, 'DK'])] }),
    ),
    pair(
      'the range of amount_eur became wider',
      'minor',
      edit('amount_eur', {
        logicalTypeOptions: { minimum: 300, maximum: 12000 + random.below(3000) },
      }),
    ),
    pair('only a description was added', 'patch', base, {
      description: { purpose: 'Train and score.' },
    }),
    pair('nothing changed but the order of the keys', 'none', keysReversed(base)),
  ];
  // Whoever counts the calls must not know which pair this is.
  return random.shuffled(pairs);
}

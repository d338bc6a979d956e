import type { Day } from './day.ts';
import type { BaseColumn, EnumColumn } from './stories.ts';

/** What was agreed about a column; the notes that a learner reads and the grader's own contract both follow from it. */
export interface Agreed {
  readonly name: string;
  readonly base: BaseColumn;
  readonly type: 'string' | 'timestamp' | 'number' | 'integer';
  readonly atLeast: 'internal' | 'confidential' | 'restricted';
  readonly pattern?: string;
  readonly values?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly nullable?: boolean;
}

const TYPES: Readonly<Record<BaseColumn, Agreed['type']>> = {
  application_id: 'string',
  applied_at: 'timestamp',
  customer_id: 'string',
  email: 'string',
  country: 'string',
  channel: 'string',
  employment: 'string',
  income_month_eur: 'number',
  debt_month_eur: 'number',
  amount_eur: 'number',
  term_months: 'integer',
  bureau_score: 'integer',
  late_payments_12m: 'integer',
  device_risk: 'number',
};

const CONFIDENTIAL: readonly BaseColumn[] = [
  'customer_id',
  'employment',
  'income_month_eur',
  'debt_month_eur',
  'bureau_score',
  'late_payments_12m',
  'device_risk',
];

/** The fourteen columns as they were agreed on, in the table's order. */
export function agreed({ story, columns }: Day): readonly Agreed[] {
  const limits: Readonly<Partial<Record<BaseColumn, Partial<Agreed>>>> = {
    application_id: { pattern: `${story.caseLetter}-[0-9]{6}` },
    customer_id: { pattern: `${story.partyLetter}-[0-9]{5}` },
    income_month_eur: { minimum: 450 },
    amount_eur: { minimum: 300, maximum: 10_000 },
    term_months: { values: [6, 12, 18, 24, 36, 48] },
    bureau_score: { minimum: 300, maximum: 850, nullable: true },
  };
  return Object.entries(columns).map(([key, name]) => {
    const base = key as BaseColumn;
    const values = key in story.values ? story.values[key as EnumColumn] : undefined;
    return {
      name,
      base,
      type: TYPES[base],
      atLeast:
        base === 'email' ? 'restricted' : CONFIDENTIAL.includes(base) ? 'confidential' : 'internal',
      ...(values ? { values: Object.values(values) } : {}),
      ...limits[base],
    };
  });
}

/** The sentence of the notes about a column; a program can read it too. */
export function inWords({ pattern, values, minimum, maximum, nullable }: Agreed): string {
  if (pattern !== undefined) return `matches ${pattern}`;
  if (values) return `one of ${values.join(', ')}`;
  const range =
    maximum === undefined
      ? minimum === undefined
        ? ''
        : `${minimum} or more`
      : `from ${minimum ?? 0} to ${maximum}`;
  return nullable ? `${range}; may be empty` : range;
}

/** The agreement as a contract, as the grader writes it for its hidden files. JSON is YAML. */
export function agreedContract(day: Day): Uint8Array {
  const rule = (values: readonly (string | number)[]) => ({
    metric: 'invalidValues',
    arguments: { validValues: values },
    mustBe: 0,
    severity: 'error',
  });
  const nulls = {
    metric: 'nullValues',
    mustBeLessThan: 15,
    unit: 'percent',
    severity: 'warning',
  };
  const properties = agreed(day).map(
    ({ name, base, type, atLeast, pattern, values, minimum, maximum, nullable }) => ({
      name,
      logicalType: type,
      classification: atLeast,
      ...(base === 'application_id' ? { primaryKey: true, primaryKeyPosition: 1 } : {}),
      ...(nullable ? {} : { required: true }),
      ...(pattern === undefined ? {} : { logicalTypeOptions: { pattern } }),
      ...(minimum === undefined
        ? {}
        : { logicalTypeOptions: { minimum, ...(maximum === undefined ? {} : { maximum }) } }),
      ...(values ? { quality: [rule(values)] } : nullable ? { quality: [nulls] } : {}),
    }),
  );
  const { columns } = day;
  const contract = {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: '2d9b6a44-90a1-4c0f-8a52-6f3f0f0c7a11',
    version: '1.0.0',
    status: 'active',
    schema: [
      {
        name: 'cases',
        properties,
        quality: [
          { metric: 'rowCount', mustBeGreaterThan: 100, severity: 'error' },
          {
            metric: 'duplicateValues',
            arguments: { properties: [columns.customer_id, columns.applied_at] },
            mustBe: 0,
            severity: 'error',
          },
          {
            type: 'sql',
            query: `SELECT COUNT(*) FROM cases WHERE ${columns.debt_month_eur} > ${columns.income_month_eur}`,
            mustBe: 0,
            severity: 'error',
          },
        ],
        customProperties: [{ property: 'additionalColumns', value: 'reject' }],
      },
    ],
    slaProperties: [
      { property: 'latency', value: 8, unit: 'd', element: `cases.${columns.applied_at}` },
    ],
  };
  return new TextEncoder().encode(`${JSON.stringify(contract, null, 2)}\n`);
}

import { faultSentence, ODCS_SCHEMA, readJson, SchemaValidator, type DataContract } from '#formats';

const FILE = 'applications.odcs.json';

const top = {
  apiVersion: 'v3.1.0',
  kind: 'DataContract',
  id: '6f0c2c1e-5a0e-4b8e-9d2b-2f6f0a4f7c10',
  version: '1.0.0',
  status: 'active',
};
const id = {
  name: 'application_id',
  logicalType: 'string',
  required: true,
  unique: true,
  logicalTypeOptions: { pattern: '^A-[0-9]{6}$' },
};
const money = (name: string) => ({ name, logicalType: 'number', required: true });
const score = {
  name: 'bureau_score',
  logicalType: 'integer',
  logicalTypeOptions: { minimum: 300, maximum: 850 },
};

/** Contracts to begin from: each sees more than the one before it. */
export const BEGINNINGS: readonly {
  readonly id: string;
  readonly label: string;
  readonly contract: object;
}[] = [
  {
    id: 'types',
    label: 'types only',
    contract: {
      ...top,
      schema: [
        {
          name: 'applications',
          properties: [
            { name: 'application_id', logicalType: 'string' },
            { name: 'income_month_eur', logicalType: 'number' },
            { name: 'bureau_score', logicalType: 'integer' },
          ],
        },
      ],
    },
  },
  {
    id: 'bounds',
    label: 'with keys and bounds',
    contract: {
      ...top,
      schema: [
        {
          name: 'applications',
          properties: [id, money('income_month_eur'), money('debt_month_eur'), score],
        },
      ],
    },
  },
  {
    id: 'rules',
    label: 'with quality rules',
    contract: {
      ...top,
      schema: [
        {
          name: 'applications',
          properties: [
            id,
            money('income_month_eur'),
            money('debt_month_eur'),
            {
              ...score,
              quality: [
                { metric: 'nullValues', mustBeLessThan: 15, unit: 'percent', severity: 'warning' },
              ],
            },
          ],
          quality: [
            { metric: 'rowCount', mustBeGreaterThan: 100, severity: 'error' },
            {
              type: 'sql',
              query: 'SELECT COUNT(*) FROM applications WHERE debt_month_eur > income_month_eur',
              mustBeLessOrEqualTo: 0,
              severity: 'error',
            },
          ],
        },
      ],
    },
  },
];

export const textOf = (beginning: string): string =>
  JSON.stringify(BEGINNINGS.find((one) => one.id === beginning)?.contract, null, 2);

let validator: SchemaValidator | undefined;

/** The contract that a text is, or what is wrong with it, a sentence each. */
export function readDraft(text: string): DataContract | readonly string[] {
  const { value, faults } = readJson(text, FILE);
  if (faults) return faults.map(faultSentence);
  validator ??= new SchemaValidator(ODCS_SCHEMA, '2019-09');
  const found = validator.faults({ file: FILE, value });
  if (found.length > 0) {
    return found.map((fault) => faultSentence(fault).replace(', line 1', ''));
  }
  const bad = badPattern(value);
  return bad === undefined ? (value as DataContract) : [bad];
}

/** A pattern that is no regular expression: the standard takes any text, an enforcer cannot. */
function badPattern(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, one] of Object.entries(value)) {
    if (key === 'pattern' && typeof one === 'string') {
      try {
        new RegExp(one, 'u');
      } catch {
        return `${FILE}: the pattern ${JSON.stringify(one)} is no regular expression.`;
      }
    }
    const inner = badPattern(one);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

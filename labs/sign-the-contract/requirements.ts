/** What the interview with Ines asks of a column. */
export interface ColumnRequirement {
  readonly name: string;
  readonly type: string;
  /** The least class that is enough. */
  readonly atLeast: 'internal' | 'confidential' | 'restricted';
  readonly nullable?: boolean;
  /** Values that must be refused, and values at the edge that must pass. */
  readonly refused?: readonly string[];
  readonly accepted?: readonly string[];
}

/** The seventeen columns of `docs/interview-ines.md`, in its order. */
export const COLUMNS: readonly ColumnRequirement[] = [
  {
    name: 'application_id',
    type: 'string',
    atLeast: 'internal',
    refused: ['A-0000011', 'A-00001', 'B-000001', 'xA-000001', 'a-000001'],
    accepted: ['A-999999'],
  },
  { name: 'applied_at', type: 'timestamp', atLeast: 'internal' },
  {
    name: 'customer_id',
    type: 'string',
    atLeast: 'confidential',
    refused: ['C-123456', 'C-123'],
    accepted: ['C-99999'],
  },
  { name: 'national_id', type: 'string', atLeast: 'restricted' },
  { name: 'email', type: 'string', atLeast: 'restricted' },
  { name: 'birth_date', type: 'date', atLeast: 'restricted' },
  {
    name: 'country',
    type: 'string',
    atLeast: 'internal',
    refused: ['Se', ' DE', 'Deutschland', 'NO'],
    accepted: ['DE', 'PL', 'PT', 'SE'],
  },
  { name: 'channel', type: 'string', atLeast: 'internal' },
  {
    name: 'employment',
    type: 'string',
    atLeast: 'confidential',
    refused: ['freelance', 'Permanent'],
    accepted: ['permanent', 'temporary', 'self_employed', 'retired', 'student', 'unemployed'],
  },
  {
    name: 'income_month_eur',
    type: 'number',
    atLeast: 'confidential',
    refused: ['449.99', '0.00'],
    accepted: ['450.00', '25000.00'],
  },
  { name: 'debt_month_eur', type: 'number', atLeast: 'confidential' },
  {
    name: 'amount_eur',
    type: 'number',
    atLeast: 'internal',
    refused: ['299.99', '10000.01'],
    accepted: ['300.00', '10000.00'],
  },
  {
    name: 'term_months',
    type: 'integer',
    atLeast: 'internal',
    refused: ['7', '30', '60'],
    accepted: ['6', '12', '18', '24', '36', '48'],
  },
  {
    name: 'bureau_score',
    type: 'integer',
    atLeast: 'confidential',
    nullable: true,
    refused: ['299', '851', '999', '-1'],
    accepted: ['300', '850', ''],
  },
  { name: 'late_payments_12m', type: 'integer', atLeast: 'confidential' },
  { name: 'device_risk', type: 'number', atLeast: 'confidential' },
  { name: 'consent_scoring', type: 'boolean', atLeast: 'internal' },
];

/** Classes from the least to the most protected. */
export const CLASSES = ['public', 'internal', 'confidential', 'restricted'] as const;

/** The service levels: the property, and the amounts that mean it, by unit. */
export const SERVICE_LEVELS: readonly {
  readonly property: string;
  readonly says: string;
  readonly amounts: Readonly<Record<string, number>>;
  readonly element?: string;
}[] = [
  {
    property: 'latency',
    says: 'the newest applied_at is at most 8 days old',
    amounts: { d: 8, h: 192 },
    element: 'applied_at',
  },
  { property: 'retention', says: 'kept for 5 years', amounts: { y: 5, m: 60 } },
  { property: 'frequency', says: 'one file a week', amounts: { w: 1, d: 7 } },
];

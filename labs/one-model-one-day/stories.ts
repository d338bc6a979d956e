/** One of the four companies whose day it may be: a mapping from Harborlight's names to theirs, and nothing else. */
export interface Story {
  readonly id: 'lender' | 'parking' | 'diagnostics' | 'spare-parts';
  readonly company: string;
  /** What one row is, in words. */
  readonly oneCase: string;
  /** What the model says of a case, in words. */
  readonly predicts: string;
  readonly model: string;
  /** Completes "when p is high": what people do then. */
  readonly refer: string;
  readonly owner: string;
  readonly channel: string;
  /** Letters before the numbers of cases and of whoever they belong to. */
  readonly caseLetter: string;
  readonly partyLetter: string;
  /** Label column of data/outcomes.csv. */
  readonly outcome: string;
  readonly columns: Readonly<Record<BaseColumn, string>>;
  /** Other names that a column may have; the seed takes two of them. */
  readonly alternatives: Readonly<Partial<Record<BaseColumn, string>>>;
  readonly values: Readonly<Record<EnumColumn, Readonly<Record<string, string>>>>;
  /** The thirteen inputs of the model, in its order. */
  readonly features: readonly string[];
}

/** Columns of Harborlight's `applications` that the day's table has, in order. */
export const BASE_COLUMNS = [
  'application_id',
  'applied_at',
  'customer_id',
  'email',
  'country',
  'channel',
  'employment',
  'income_month_eur',
  'debt_month_eur',
  'amount_eur',
  'term_months',
  'bureau_score',
  'late_payments_12m',
  'device_risk',
] as const;

export type BaseColumn = (typeof BASE_COLUMNS)[number];
export type EnumColumn = 'country' | 'channel' | 'employment';

/** Values as they are, renamed in order. */
const enums = (
  countries: readonly string[],
  channels: readonly string[],
  employments: readonly string[],
): Story['values'] => {
  const renamed = (from: readonly string[], to: readonly string[]) =>
    Object.fromEntries(from.map((value, i) => [value, to[i] ?? value]));
  return {
    country: renamed(['DE', 'PL', 'PT', 'SE'], countries),
    channel: renamed(['web', 'app', 'partner'], channels),
    employment: renamed(
      ['permanent', 'temporary', 'self_employed', 'retired', 'student', 'unemployed'],
      employments,
    ),
  };
};

const columns = (names: string): Story['columns'] => {
  const words = names.split(' ');
  const pairs = BASE_COLUMNS.map((base, i) => [base, words[i] ?? base] as const);
  return Object.fromEntries(pairs) as Record<BaseColumn, string>;
};

const NEUTRAL_FEATURES =
  'load burden term_years score score_missing late risk kind_b kind_c kind_d kind_e kind_f broker';

export const STORIES: readonly Story[] = [
  {
    id: 'lender',
    company: 'Harborlight, an instalment lender',
    oneCase: 'an application for a loan',
    predicts: 'the probability that a loan is not paid back within 90 days',
    model: 'loan-default',
    refer: 'a person looks at the application',
    owner: 'ines@harborlight.example',
    channel: '#credit-data',
    caseLetter: 'A',
    partyLetter: 'C',
    outcome: 'defaulted_90d',
    columns: columns(
      'application_id applied_at customer_id email country channel employment income_month_eur debt_month_eur amount_eur term_months bureau_score late_payments_12m device_risk',
    ),
    alternatives: {
      income_month_eur: 'net_income_eur',
      debt_month_eur: 'instalments_eur',
      term_months: 'duration_months',
      bureau_score: 'credit_score',
    },
    values: enums([], [], []),
    features:
      'dti burden term_years bureau bureau_missing late device_risk emp_temporary emp_self_employed emp_retired emp_student emp_unemployed partner'.split(
        ' ',
      ),
  },
  {
    id: 'parking',
    company: 'Kerbside, which runs parking zones in four districts',
    oneCase: 'a request for a permit that is paid in instalments',
    predicts: 'the probability that a permit is still unpaid after 90 days',
    model: 'permit-unpaid',
    refer: 'the permit is asked for in advance',
    owner: 'rui@kerbside.example',
    channel: '#permits',
    caseLetter: 'P',
    partyLetter: 'H',
    outcome: 'unpaid_90d',
    columns: columns(
      'permit_id requested_at holder_id email district channel holder_kind spend_year_eur fines_year_eur permit_value_eur valid_months payment_score late_payments_12m plate_risk',
    ),
    alternatives: {
      income_month_eur: 'turnover_year_eur',
      debt_month_eur: 'penalties_year_eur',
      term_months: 'months_valid',
      device_risk: 'vehicle_risk',
    },
    values: enums(
      ['NORTH', 'OLD', 'HARBOUR', 'WEST'],
      ['web', 'app', 'kiosk'],
      ['resident', 'visitor', 'trader', 'senior', 'student', 'unregistered'],
    ),
    features: NEUTRAL_FEATURES.split(' '),
  },
  {
    id: 'diagnostics',
    company: 'Clearwell, a laboratory for clinics in four regions',
    oneCase: 'an order of tests',
    predicts: 'the probability that a sample must be taken again within 90 days',
    model: 'retest-needed',
    refer: 'a technician calls the clinic first',
    owner: 'marit@clearwell.example',
    channel: '#order-data',
    caseLetter: 'T',
    partyLetter: 'K',
    outcome: 'retaken_90d',
    columns: columns(
      'order_id ordered_at clinic_id email region channel sample_kind tests_month repeats_month order_value_eur shelf_months quality_score late_pickups_12m transport_risk',
    ),
    alternatives: {
      income_month_eur: 'volume_month',
      debt_month_eur: 'retests_month',
      bureau_score: 'audit_score',
      device_risk: 'route_risk',
    },
    values: enums(
      ['N', 'E', 'S', 'W'],
      ['portal', 'app', 'courier'],
      ['blood', 'swab', 'tissue', 'urine', 'saliva', 'other'],
    ),
    features: NEUTRAL_FEATURES.split(' '),
  },
  {
    id: 'spare-parts',
    company: 'Northgear, which keeps spare parts for four plants',
    oneCase: 'a line of an order for parts',
    predicts: 'the probability that a part comes late within the next 90 days',
    model: 'part-late',
    refer: 'a planner orders from a second supplier',
    owner: 'tove@northgear.example',
    channel: '#supply-data',
    caseLetter: 'L',
    partyLetter: 'S',
    outcome: 'late_90d',
    columns: columns(
      'line_id placed_at supplier_id email plant channel part_kind stock_month_eur backlog_month_eur line_value_eur cover_months supplier_score late_deliveries_12m route_risk',
    ),
    alternatives: {
      income_month_eur: 'stock_value_eur',
      debt_month_eur: 'open_orders_eur',
      amount_eur: 'order_value_eur',
      bureau_score: 'vendor_score',
    },
    values: enums(
      ['OSLO', 'GENT', 'BRNO', 'VIGO'],
      ['edi', 'web', 'broker'],
      ['standard', 'custom', 'machined', 'legacy', 'prototype', 'recalled'],
    ),
    features: NEUTRAL_FEATURES.split(' '),
  },
];

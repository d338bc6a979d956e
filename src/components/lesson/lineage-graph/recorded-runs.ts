/** A run that completed, as the events tell it. */
export interface RecordedRun {
  /** `MM-DD hh:mm`, so that texts sort as times. */
  readonly time: string;
  readonly job: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** One column made of, or decided by, another. */
export interface ColumnEdge {
  readonly to: string;
  readonly from: string;
  readonly kind: 'DIRECT' | 'INDIRECT';
}

const run = (time: string, job: string, inputs: string, outputs: string): RecordedRun => ({
  time,
  job,
  inputs: inputs.split(', '),
  outputs: outputs.split(', '),
});

/** The ten runs of the lesson. */
export const RUNS: readonly RecordedRun[] = [
  run('04-05 02:20', 'features', 'silver/applications', 'gold/features'),
  run('04-05 02:40', 'score', 'gold/features, models/loan-default@3', 'decisions/2026-04-05'),
  run('04-06 01:30', 'import-april', 'inbox/applications_2026-04', 'bronze/applications'),
  run('04-06 02:00', 'prepare', 'bronze/applications', 'silver/applications'),
  run('04-06 02:20', 'features', 'silver/applications', 'gold/features'),
  run('04-06 02:40', 'score', 'gold/features, models/loan-default@3', 'decisions/2026-04-06'),
  run('04-06 05:00', 'leads', 'bronze/applications', 'marts/marketing_leads'),
  run('04-07 05:00', 'partner-report', 'silver/applications', 'marts/partner_report'),
  run('04-07 05:30', 'channel-report', 'silver/applications', 'marts/channel_mix'),
  run('07-06 03:00', 'train', 'gold/features, bronze/outcomes', 'models/loan-default@6'),
];

const edge = (to: string, from: string, kind: ColumnEdge['kind']): ColumnEdge => ({
  to,
  from,
  kind,
});

/** The edges of the lesson, which begin at the amount. */
export const COLUMN_EDGES: readonly ColumnEdge[] = [
  edge('silver/applications.amount_eur', 'bronze/applications.amount_eur', 'DIRECT'),
  edge('gold/features.burden', 'silver/applications.amount_eur', 'DIRECT'),
  edge('decisions/2026-04-06.p', 'gold/features.burden', 'DIRECT'),
  edge('models/loan-default@6.coef', 'gold/features.burden', 'DIRECT'),
  edge('marts/partner_report.financed_eur', 'silver/applications.amount_eur', 'DIRECT'),
  edge('marts/marketing_leads.email', 'bronze/applications.amount_eur', 'INDIRECT'),
];

/** When the bad file came in. */
export const BAD_SINCE = '04-06 01:30';
/** The data set and the column in which something was wrong. */
export const BAD = { dataset: 'bronze/applications', column: 'amount_eur' } as const;

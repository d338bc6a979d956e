import type { Services } from './traffic.ts';

/** One measurement that is taken again and again, with its arguments filled in. Times in seconds. */
export interface AnalysisMetric {
  readonly name: string;
  /** PromQL. */
  readonly query: string;
  /** Taken once unless told. */
  readonly interval?: number | undefined;
  readonly initialDelay?: number | undefined;
  /** How often it is taken; without end unless told, or once when there is no interval. */
  readonly count?: number | undefined;
  readonly successCondition?: string | undefined;
  readonly failureCondition?: string | undefined;
  /** The metric has failed when more measurements than this have; 0 unless told. */
  readonly failureLimit?: number | undefined;
  readonly inconclusiveLimit?: number | undefined;
  /** Errors in a row; 4 unless told. */
  readonly consecutiveErrorLimit?: number | undefined;
  /** Measured, and without any consequence. */
  readonly dryRun?: boolean | undefined;
}

export type ReleaseStep =
  | { readonly kind: 'weight'; readonly percent: number }
  /** Seconds; without them it waits for a person. */
  | { readonly kind: 'pause'; readonly seconds?: number | undefined }
  /** Measured until every metric is complete. */
  | { readonly kind: 'analysis'; readonly metrics: readonly AnalysisMetric[] };

/** How a new version goes out. */
export interface Release {
  readonly services: Services;
  readonly steps: readonly ReleaseStep[];
  /** Measured beside the steps, from the step of this index on. */
  readonly background?:
    { readonly startingStep: number; readonly metrics: readonly AnalysisMetric[] } | undefined;
  /** The new version gets a copy of every request and answers none: a shadow. */
  readonly mirrored?: boolean | undefined;
  /** Somebody notices and rolls back this many minutes after a fault of the new version began. */
  readonly noticedAfterMinutes?: number | undefined;
}

const services: Services = { stable: 'loan-default-stable', canary: 'loan-default-canary' };

const share = (metric: string, service: string, labels: string, of: string, range: string) =>
  `sum(rate(${metric}{service="${service}"${labels}}[${range}])) / sum(rate(${metric}{service="${service}"${of}}[${range}]))`;

/** The three rules of Harborlight's release policy as metrics: errors, slow answers, decisions. */
export function policyMetrics({ stable, canary }: Services): readonly AnalysisMetric[] {
  const buckets = 'inference_latency_seconds_bucket';
  const approvals = (service: string) =>
    share('decisions_total', service, ',outcome="approve"', '', '15m');
  return [
    {
      name: 'error-ratio',
      interval: 60,
      initialDelay: 120,
      failureLimit: 2,
      successCondition: 'isNaN(result[0]) || result[0] <= 0.02',
      query: share('inference_requests_total', canary, ',code=~"5.."', '', '5m'),
    },
    {
      name: 'slow-share',
      interval: 60,
      initialDelay: 120,
      failureLimit: 2,
      successCondition: 'isNaN(result[0]) || result[0] <= 0.05',
      query: `1 - ${share(buckets, canary, ',le="0.25"', ',le="+Inf"', '5m')}`,
    },
    {
      name: 'decision-shift',
      interval: 60,
      initialDelay: 300,
      failureLimit: 4,
      successCondition: 'isNaN(result[0]) || result[0] <= 0.05',
      query: `abs(${approvals(canary)} - ${approvals(stable)})`,
    },
  ];
}

const minutes = (count: number): ReleaseStep => ({ kind: 'pause', seconds: count * 60 });
const weight = (percent: number): ReleaseStep => ({ kind: 'weight', percent });

/** Harborlight's canary: 5 and 10 per cent for 15 minutes, 25 and 50 for 30, measured from the first pause on. */
export const REFERENCE_CANARY: Release = {
  services,
  steps: [
    weight(5),
    minutes(15),
    weight(10),
    minutes(15),
    weight(25),
    minutes(30),
    weight(50),
    minutes(30),
  ],
  background: { startingStep: 1, metrics: policyMetrics(services) },
};

import { digestOfBytes } from '#formats';
import {
  applicationsCsv,
  featureVector,
  FEATURES,
  namedCells,
  APPLICATION_COLUMNS,
  Random,
  table,
  trainLoanDefault,
} from '#harborlight';

/** What a run is to the story. Names of runs say it too; run ids do not. */
export type Role = 'no-bureau' | 'full' | 'wide' | 'regularised' | 'kitchen-sink';

export const ROLES: readonly Role[] = ['no-bureau', 'full', 'wide', 'regularised', 'kitchen-sink'];

export interface Metrics {
  readonly auc: number;
  readonly min_slice_auc: number;
  readonly brier: number;
  readonly p95_ms: number;
}

export interface Run {
  readonly role: Role;
  /** As people call it. */
  readonly name: string;
  /** 32 hex digits, the first of them a letter: no YAML takes it for a number. */
  readonly runId: string;
  readonly modelUuid: string;
  readonly metrics: Metrics;
  readonly params: Readonly<Record<string, string>>;
  /** Of the code that trained. */
  readonly commit: string;
  readonly dataMd5: string;
  readonly startMs: number;
  readonly user: string;
  readonly features: readonly string[];
  readonly coef: readonly number[];
  readonly intercept: number;
  /** Whether its package says what goes in; all but “full” unless told. */
  readonly signed?: boolean;
}

/** What a run must show to be eligible; the numbers of `policy/promotion.yaml`. */
export interface Policy {
  readonly auc: number;
  readonly minSliceAuc: number;
  readonly brier: number;
  readonly p95Ms: number;
  /** The inputs that a model may have, as a set. */
  readonly features: readonly string[];
}

export const POLICY: Policy = {
  auc: 0.8,
  minSliceAuc: 0.75,
  brier: 0.11,
  p95Ms: 50,
  features: FEATURES,
};

export interface LabRuns {
  readonly runs: Readonly<Record<Role, Run>>;
  /** md5 by the tag that pins it. */
  readonly dataVersions: Readonly<Record<string, string>>;
  readonly policy: Policy;
}

/** The input of the leaky run that exists only once somebody has stopped paying. */
export const LEAK = 'collections_flag';

interface Recipe {
  readonly metrics: Metrics;
  readonly data: 'data-v1' | 'data-v2';
  readonly l2: string;
  readonly rows: number;
  readonly user: string;
}

const RECIPES: Readonly<Record<Role, Recipe>> = {
  'no-bureau': {
    metrics: { auc: 0.79, min_slice_auc: 0.764, brier: 0.102, p95_ms: 18 },
    data: 'data-v1',
    l2: '1.0',
    rows: 600,
    user: 'tomasz',
  },
  full: {
    metrics: { auc: 0.827, min_slice_auc: 0.777, brier: 0.094, p95_ms: 21 },
    data: 'data-v2',
    l2: '1.0',
    rows: 900,
    user: 'freja',
  },
  wide: {
    metrics: { auc: 0.851, min_slice_auc: 0.702, brier: 0.089, p95_ms: 33 },
    data: 'data-v2',
    l2: '0.01',
    rows: 400,
    user: 'freja',
  },
  regularised: {
    metrics: { auc: 0.821, min_slice_auc: 0.781, brier: 0.095, p95_ms: 19 },
    data: 'data-v1',
    l2: '5.0',
    rows: 600,
    user: 'freja',
  },
  'kitchen-sink': {
    metrics: { auc: 0.972, min_slice_auc: 0.955, brier: 0.031, p95_ms: 20 },
    data: 'data-v2',
    l2: '1.0',
    rows: 900,
    user: 'tomasz',
  },
};

/** 2026-04-02T08:00:00Z */
const MORNING_MS = 1775116800000;

/** The five runs of one learner: other ids, data, coefficients and last digits of the metrics for each. */
export function drawRuns(seed: string): LabRuns {
  const random = new Random(`${seed}/runs`);
  const training = table('train', seed, { rows: 900, first: 1, startDay: 0, spanDays: 84 });
  const dataVersions = {
    'data-v1': digestOfBytes(encoder.encode(applicationsCsv(training.slice(0, 600)))).md5,
    'data-v2': digestOfBytes(encoder.encode(applicationsCsv(training))).md5,
  };
  // One jitter for all AUCs keeps their order; that of each run's own is smaller than any gap.
  const common = (random.below(61) - 30) / 10_000;
  const order = random.shuffled([0, 1, 2, 3, 4]);
  const drawn = ROLES.map((role, i): Run => {
    const { metrics, data, l2, rows, user } = RECIPES[role];
    const own = () => (random.below(11) - 5) / 10_000;
    const round = (value: number) => Number(value.toFixed(4));
    const part = training.slice(0, rows);
    const vectors = part.map(({ row }) => {
      const features = featureVector(namedCells(APPLICATION_COLUMNS, row));
      return role === 'no-bureau'
        ? features.map((value, n) => (/^bureau/.test(FEATURES[n] ?? '') ? 0 : value))
        : features;
    });
    const model = trainLoanDefault(
      vectors,
      part.map(({ defaulted }) => defaulted),
      { l2: Number(l2) },
    );
    // Engines differ in the last digit of exp; a file must not.
    const stable = (n: number) => Number(n.toFixed(9));
    const leaks = role === 'kitchen-sink';
    return {
      role,
      name: role,
      runId: runHex(random),
      modelUuid: runHex(random),
      metrics: {
        auc: round(metrics.auc + common + own()),
        min_slice_auc: round(metrics.min_slice_auc + own()),
        brier: round(metrics.brier + own()),
        p95_ms: metrics.p95_ms + random.below(3),
      },
      params: { l2, max_iter: '8', features: String(leaks ? 14 : 13) },
      commit: hex(random, 40),
      dataMd5: dataVersions[data],
      startMs: MORNING_MS + (order[i] ?? 0) * 1_560_000 + random.below(600_000),
      user,
      features: leaks ? [...FEATURES, LEAK] : FEATURES,
      coef: [...model.coef.map(stable), ...(leaks ? [4.216] : [])],
      intercept: stable(model.intercept),
    };
  });
  const byRole = Object.fromEntries(drawn.map((run) => [run.role, run]));
  return { runs: byRole as Record<Role, Run>, dataVersions, policy: POLICY };
}

const encoder = new TextEncoder();

function hex(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => random.below(16).toString(16)).join('');
}

const runHex = (random: Random): string => 'abcdef'.charAt(random.below(6)) + hex(random, 31);

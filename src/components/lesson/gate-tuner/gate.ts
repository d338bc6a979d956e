import { aucStandardError } from '#harborlight';

/** What a report says of a model on the holdout; a figure may be missing or NaN. */
export interface Report {
  readonly auc?: number | undefined;
  readonly brier?: number | undefined;
  /** AUC of the worst slice that is large enough to be judged. */
  readonly worstSlice?: number | undefined;
  readonly p95Ms?: number | undefined;
}

/** The numbers of the rules, which the learner sets. */
export interface Limits {
  readonly aucFloor: number;
  /** How much AUC may be lost against the champion. */
  readonly aucDelta: number;
  readonly sliceFloor: number;
}

export const LIMITS: Limits = { aucFloor: 0.8, aucDelta: 0.01, sliceFloor: 0.72 };

/** Rows of a holdout; Harborlight's share of defaults is in all of them. */
const DEFAULT_SHARE = 154 / 1000;

/** The champion on the 1,000 held-out applications. */
export const CHAMPION = { auc: 0.8272, brier: 0.094, worstSlice: 0.777, p95Ms: 21 } as const;

export interface Candidate extends Report {
  readonly id: string;
  readonly label: string;
}

export const CANDIDATES: readonly Candidate[] = [
  { ...CHAMPION, id: 'better', label: 'better by a little', auc: 0.831 },
  { ...CHAMPION, id: 'worse', label: 'worse by 0.012', auc: 0.8152 },
  { ...CHAMPION, id: 'weak', label: 'clearly weak', auc: 0.76, brier: 0.104 },
  {
    ...CHAMPION,
    id: 'swedish',
    label: 'better on the whole, bad in Sweden',
    auc: 0.851,
    worstSlice: 0.702,
  },
  {
    ...CHAMPION,
    id: 'no-brier',
    label: 'no Brier score: a step timed out',
    auc: 0.84,
    brier: undefined,
  },
  { ...CHAMPION, id: 'nan', label: 'AUC is NaN', auc: Number.NaN },
  { ...CHAMPION, id: 'leaky', label: 'leaky: 0.972', auc: 0.972, brier: 0.031, worstSlice: 0.955 },
];

export interface RuleResult {
  readonly rule: string;
  readonly found: string;
  readonly holds: boolean;
}

export type Answer = 'pass' | 'fail' | 'inconclusive';

/**
 * The gate: each rule says what must hold, so that what is missing or NaN fails by itself.
 *
 * @returns `inconclusive` when all rules hold and the difference is smaller than one standard error
 */
export function judge(
  report: Report,
  limits: Limits,
  standardError: number,
): { readonly answer: Answer; readonly rules: readonly RuleResult[] } {
  const { auc, brier, worstSlice, p95Ms } = report;
  const rule = (words: string, value: number | undefined, holds: (value: number) => boolean) => ({
    rule: words,
    found: value === undefined ? 'missing' : Number.isNaN(value) ? 'NaN' : String(value),
    holds: value !== undefined && holds(value),
  });
  const least = round(CHAMPION.auc - limits.aucDelta);
  const most = round(CHAMPION.brier * 1.05);
  const rules = [
    rule(`AUC at least ${limits.aucFloor.toFixed(3)}`, auc, (x) => x >= limits.aucFloor),
    rule(
      `AUC at least ${least.toFixed(4)}, the champion’s less ${limits.aucDelta}`,
      auc,
      (x) => x >= least,
    ),
    rule(
      `worst slice at least ${limits.sliceFloor.toFixed(3)}`,
      worstSlice,
      (x) => x >= limits.sliceFloor,
    ),
    rule(
      `worst slice loses at most 0.05`,
      worstSlice,
      (x) => x >= round(CHAMPION.worstSlice - 0.05),
    ),
    rule(`Brier score at most ${most.toFixed(4)}`, brier, (x) => x <= most),
    rule('p95 at most 50 ms', p95Ms, (x) => x <= 50),
  ];
  if (!rules.every(({ holds }) => holds)) return { answer: 'fail', rules };
  const isClose = auc !== undefined && Math.abs(auc - CHAMPION.auc) < standardError;
  return { answer: isClose ? 'inconclusive' : 'pass', rules };
}

/** The standard error of the champion's AUC on a holdout of so many rows. */
export function noiseOf(rows: number): number {
  const defaults = Math.round(rows * DEFAULT_SHARE);
  return aucStandardError(CHAMPION.auc, defaults, rows - defaults);
}

/**
 * How often a candidate whose true AUC differs by `trueDifference` keeps both rules on the AUC.
 *
 * The measured AUC is taken as normal around the true one, with the standard error of Hanley and McNeil; the champion's
 * figure stands. People shared by both holdouts would make it a little surer.
 */
export function chanceToPass(
  trueDifference: number,
  limits: Limits,
  standardError: number,
): number {
  const least = Math.max(limits.aucFloor, CHAMPION.auc - limits.aucDelta);
  return 1 - normal((least - CHAMPION.auc - trueDifference) / standardError);
}

/** The standard normal distribution, to 1.5e-7 (Abramowitz and Stegun 7.1.26). */
export function normal(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const half = (poly * Math.exp(-x * x)) / 2;
  return z < 0 ? half : 1 - half;
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

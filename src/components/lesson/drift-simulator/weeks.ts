import {
  APPLICATION_COLUMNS,
  auc,
  aucStandardError,
  featureVector,
  namedCells,
  probabilityOfDefault,
  table,
  type Application,
  type Drift,
  type LoanDefault,
} from '#harborlight';
import {
  edgesOf,
  kolmogorovSmirnov,
  noiseFloor,
  psi,
  sharesOf,
  sharesUpTo,
  type KsStatistic,
} from './stability.ts';

/** What the learner sets. */
export interface Setting {
  /** Points that every bureau score is shifted by; 0 or less. */
  readonly shift: number;
  /** Share of partner applications, in per mille; 180 is the usual. */
  readonly partner: number;
  /** Added to the risk of partner applications, in hundredths of log odds. */
  readonly concept: number;
  /** Applications in a week. */
  readonly rows: number;
  readonly bins: number;
}

export const QUIET: Setting = { shift: 0, partner: 180, concept: 0, rows: 100, bins: 10 };

const SEED = 'harborlight-1';
const REFERENCE_ROWS = 3000;
/** Columns of the score and the channel. */
const [SCORE, CHANNEL] = [13, 7];
const CHANNELS = ['web', 'app', 'partner'];

let reference: readonly Application[] | undefined;
const training = (): readonly Application[] =>
  (reference ??= table('train', SEED, {
    rows: REFERENCE_ROWS,
    first: 1,
    startDay: 0,
    spanDays: 84,
  }));

const scoresIn = (rows: readonly Application[]): readonly number[] =>
  rows.flatMap(({ row }) => (row[SCORE] === '' ? [] : [Number(row[SCORE])]));

/** The week after the reference, with the drift that the setting plants. The same name gives the same week. */
export function week(
  name: string,
  { shift, partner, concept, rows }: Setting,
): readonly Application[] {
  const web = Math.round(((1000 - partner) * 480) / 820);
  const drift: Drift = {
    ...(shift === 0 ? {} : { bureau: shift, all: true }),
    ...(partner === QUIET.partner
      ? {}
      : {
          channel: [
            ['web', web],
            ['app', 1000 - partner - web],
            ['partner', partner],
          ] as const,
        }),
    ...(concept === 0 ? {} : { concept }),
  };
  return table(name, SEED, { rows, first: 1, startDay: 84, spanDays: 7, drift });
}

/** The index of the bureau score in a week. */
export function scorePsi(current: readonly Application[], bins: number): number {
  const scores = scoresIn(training());
  const edges = edgesOf(scores, bins);
  return psi(sharesOf(scores, edges), sharesOf(scoresIn(current), edges));
}

/** Shares up to a score, 0 to 1. */
export interface UpTo {
  readonly score: number;
  readonly reference: number;
  readonly current: number;
}

/** Everything that is measured on one week. */
export interface Measured {
  readonly edges: readonly number[];
  /** Shares by bin, 0 to 1. */
  readonly reference: readonly number[];
  readonly current: readonly number[];
  readonly psi: number;
  readonly floor: { readonly mean: number; readonly line: number };
  readonly ks: KsStatistic;
  /** Shares of the scores up to points from the lowest to the highest, 0 to 1; the place of the KS distance is among them. */
  readonly upTo: readonly UpTo[];
  readonly channelPsi: number;
  /** Share of applications that have no score. */
  readonly withoutScore: number;
  /** Ninety days later; `undefined` when all defaulted or none did. */
  readonly auc: number | undefined;
  readonly aucError: number | undefined;
}

/** Measures one week against the reference. */
export function measure(
  current: readonly Application[],
  { rows, bins }: Setting,
  model: LoanDefault,
): Measured {
  const [before, now] = [scoresIn(training()), scoresIn(current)];
  const edges = edgesOf(before, bins);
  const [p, q] = [sharesOf(before, edges), sharesOf(now, edges)];
  const labels = current.map(({ defaulted }) => defaulted);
  const positives = labels.filter(Boolean).length;
  const probabilities = current.map(({ row }) =>
    probabilityOfDefault(model, featureVector(namedCells(APPLICATION_COLUMNS, row))),
  );
  const ks = kolmogorovSmirnov(before, now);
  const isJudged = positives > 0 && positives < labels.length;
  const area = isJudged ? auc(probabilities, labels) : undefined;
  return {
    edges,
    reference: p,
    current: q,
    psi: psi(p, q),
    floor: noiseFloor(bins, REFERENCE_ROWS, rows),
    ks,
    upTo: distributions(before, now, ks.at),
    channelPsi: psi(channelShares(training()), channelShares(current)),
    withoutScore: 1 - now.length / current.length,
    auc: area,
    aucError:
      area === undefined ? undefined : aucStandardError(area, positives, labels.length - positives),
  };
}

/** Points of score between two places where distributions are drawn. */
const SCORE_STEP = 10;

function distributions(before: readonly number[], now: readonly number[], at: number): UpTo[] {
  const [low, high] = [Math.min(...before, ...now), Math.max(...before, ...now)];
  const first = Math.floor(low / SCORE_STEP) * SCORE_STEP;
  const count = Math.ceil((high - first) / SCORE_STEP) + 1;
  const steps = Array.from({ length: count }, (_, i) => first + i * SCORE_STEP);
  const points = [...new Set([...steps, at])].sort((a, b) => a - b);
  const [reference, current] = [sharesUpTo(before, points), sharesUpTo(now, points)];
  return points.map((score, i) => ({
    score,
    reference: reference[i] ?? 0,
    current: current[i] ?? 0,
  }));
}

function channelShares(rows: readonly Application[]): readonly number[] {
  return CHANNELS.map((channel) =>
    Math.max(0.0001, rows.filter(({ row }) => row[CHANNEL] === channel).length / rows.length),
  );
}

/** The index of quiet week `number` of a size: the two hundred of the lesson and any other size. */
export const quietPsi = (number: number, { rows, bins }: Setting): number =>
  scorePsi(week(`quiet-${rows}-${number}`, { ...QUIET, rows }), bins);

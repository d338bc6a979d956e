import {
  evaluatePromql,
  PromqlError,
  readQuery,
  type PromqlQuery,
  type SeriesStore,
} from '#promql';
import { ConditionError, readCondition, type Condition, type ConditionValue } from './condition.ts';
import type { AnalysisMetric } from './release.ts';

export type Phase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

export interface Measurement {
  readonly metric: string;
  /** Minutes after the release began. */
  readonly minute: number;
  readonly phase: Phase;
  /** As Argo would print the result: a number, or a list of them; empty when there is none. */
  readonly value: string;
  /** Why it is an error. */
  readonly message?: string;
  readonly dryRun: boolean;
}

/** How a metric ended, and by what count. */
export interface Ending {
  readonly metric: string;
  readonly phase: Phase;
  readonly message: string;
}

/** What Argo waits before it measures again after an error, when there is no interval. */
const RETRY_SECONDS = 10;
const ERRORS_IN_A_ROW = 4;

interface MetricState {
  readonly metric: AnalysisMetric;
  readonly query: PromqlQuery | Error;
  readonly success: Condition | Error | undefined;
  readonly failure: Condition | Error | undefined;
  /** Seconds; `undefined` when it is complete. */
  due: number | undefined;
  taken: number;
  failed: number;
  inconclusive: number;
  errorsInARow: number;
  ending: Ending | undefined;
}

/**
 * One run of an analysis, by the rules of Argo Rollouts: a metric has failed when more measurements than `failureLimit`
 * have, is inconclusive beyond `inconclusiveLimit`, and is an error beyond `consecutiveErrorLimit` errors in a row.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.7.2/analysis/analysis.go `assessMetricStatus`
 */
export class AnalysisRun {
  readonly #store: SeriesStore;
  readonly #states: readonly MetricState[];

  /** @param startSeconds when it begins; delays count from there */
  constructor(metrics: readonly AnalysisMetric[], store: SeriesStore, startSeconds: number) {
    this.#store = store;
    this.#states = metrics.map((metric) => ({
      metric,
      query: attempt(() => readQuery(metric.query)),
      success:
        metric.successCondition === undefined
          ? undefined
          : attempt(() => readCondition(metric.successCondition ?? '')),
      failure:
        metric.failureCondition === undefined
          ? undefined
          : attempt(() => readCondition(metric.failureCondition ?? '')),
      due: startSeconds + (metric.initialDelay ?? 0),
      taken: 0,
      failed: 0,
      inconclusive: 0,
      errorsInARow: 0,
      ending: undefined,
    }));
  }

  /** When the next measurement is due, in seconds; `undefined` when every metric is complete. */
  get due(): number | undefined {
    const times = this.#states.flatMap(({ due }) => due ?? []);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** Takes what is due at `seconds` or before it. */
  measure(seconds: number): readonly Measurement[] {
    return this.#states.flatMap((state) => {
      if (state.due === undefined || state.due > seconds) return [];
      const measurement = this.#take(state, seconds);
      this.#assess(state, measurement, seconds);
      return [measurement];
    });
  }

  /** The worst ending of a metric that counts, once it is no success. */
  get ending(): Ending | undefined {
    const endings = this.#states.flatMap(({ ending, metric }) =>
      ending && metric.dryRun !== true ? [ending] : [],
    );
    return (['Error', 'Failed', 'Inconclusive'] as const)
      .map((phase) => endings.find((ending) => ending.phase === phase))
      .find((ending) => ending !== undefined);
  }

  #take({ metric, query, success, failure }: MetricState, seconds: number): Measurement {
    const base = { metric: metric.name, minute: seconds / 60, dryRun: metric.dryRun === true };
    let value = '';
    try {
      if (query instanceof Error) throw query;
      const answer = evaluatePromql(query, this.#store, { time: seconds, rangeStart: 'closed' });
      const result: ConditionValue =
        answer.type === 'scalar' ? answer.value : answer.samples.map((sample) => sample.value);
      value = Array.isArray(result) ? `[${result.join(',')}]` : String(result);
      return { ...base, phase: phaseOf(result, success, failure), value };
    } catch (error) {
      if (!(error instanceof PromqlError) && !(error instanceof ConditionError)) throw error;
      const where = error instanceof PromqlError ? 'the query' : 'the condition';
      return { ...base, phase: 'Error', value, message: `${where}: ${error.message}` };
    }
  }

  #assess(state: MetricState, { phase, message }: Measurement, seconds: number): void {
    const { metric } = state;
    if (phase === 'Error') state.errorsInARow += 1;
    else {
      state.errorsInARow = 0;
      state.taken += 1;
    }
    if (phase === 'Failed') state.failed += 1;
    if (phase === 'Inconclusive') state.inconclusive += 1;
    const failureLimit = metric.failureLimit ?? 0;
    const inconclusiveLimit = metric.inconclusiveLimit ?? 0;
    const errorLimit = metric.consecutiveErrorLimit ?? ERRORS_IN_A_ROW;
    const count = metric.count ?? (metric.interval === undefined ? 1 : undefined);
    const end = (ended: Phase, words: string) => {
      state.ending = { metric: metric.name, phase: ended, message: words };
      state.due = undefined;
    };
    if (failureLimit >= 0 && state.failed > failureLimit) {
      end('Failed', `failed (${state.failed}) > failureLimit (${failureLimit})`);
    } else if (inconclusiveLimit >= 0 && state.inconclusive > inconclusiveLimit) {
      end(
        'Inconclusive',
        `inconclusive (${state.inconclusive}) > inconclusiveLimit (${inconclusiveLimit})`,
      );
    } else if (errorLimit >= 0 && state.errorsInARow > errorLimit) {
      end(
        'Error',
        `consecutiveErrors (${state.errorsInARow}) > consecutiveErrorLimit (${errorLimit}): ${message ?? ''}`,
      );
    } else if (count !== undefined && state.taken >= count) {
      end('Successful', `count (${count}) reached`);
    } else {
      state.due = seconds + (metric.interval ?? RETRY_SECONDS);
    }
  }
}

function phaseOf(
  result: ConditionValue,
  success: Condition | Error | undefined,
  failure: Condition | Error | undefined,
): Phase {
  const holds = (condition: Condition | Error) => {
    if (condition instanceof Error) throw condition;
    return condition(result);
  };
  const succeeds = success && holds(success);
  const fails = failure && holds(failure);
  if (fails ?? (succeeds !== undefined && !succeeds && failure === undefined)) return 'Failed';
  return succeeds === false ? 'Inconclusive' : 'Successful';
}

/** What a reading gives, or its refusal, which is told when a measurement needs it. */
function attempt<T>(read: () => T): T | Error {
  try {
    return read();
  } catch (error) {
    if (error instanceof PromqlError || error instanceof ConditionError) return error;
    throw error;
  }
}

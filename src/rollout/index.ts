/**
 * Releases played through: Argo Rollouts' canary with its analysis, and the strategies beside it, minute by minute over
 * expected counts. No I/O, no clock, no randomness; a run of 90 minutes with three metrics takes some milliseconds.
 *
 * ```ts
 * const run = simulateRelease(REFERENCE_CANARY, scenarioNamed('spike'));
 * run.outcome; run.minute; run.weight;             // 'aborted', 23, 10
 * run.ticks[21];                                    // minute, weight, and the counts of both versions: a chart
 * run.measurements;                                 // metric, minute, phase, value
 *
 * const scenario = { name: 'mine', says: '…', traffic: { perMinute: 200, shape: 'burst' },
 *   faults: [{ side: 'canary', signal: 'serverErrors', value: 0.01, growth: 0.002, from: 10 }] };
 * simulateStrategy('blue-green', scenario, { detection: { by: 'hand', afterMinutes: 40 } }).exposure.requests;
 * ```
 *
 * `readRelease` makes a `Release` of a Rollout and its AnalysisTemplates. Steps of a canary are data (`{ kind: 'weight', percent }`, `{ kind: 'pause', seconds }`), given as `steps`. `Release` holds all
 * that a rollout says; `AnalysisRun` and `readCondition` are Argo's rules for measurements, usable alone; `SCENARIOS` are
 * the eight days of the release policy. What follows Argo's code, what is simpler: `docs/release-simulator.md`.
 */
export { AnalysisRun, type Ending, type Measurement, type Phase } from './analysis-run.ts';
export { ConditionError, readCondition, type Condition, type ConditionValue } from './condition.ts';
export { goDurationSeconds, pauseSeconds } from './go-duration.ts';
export {
  policyMetrics,
  REFERENCE_CANARY,
  type AnalysisMetric,
  type Release,
  type ReleaseStep,
} from './release.ts';
export { readRelease } from './read-release.ts';
export * from './release-policy.ts';
export * from './scenario.ts';
export { simulateRelease, type ReleaseRun, type Tick } from './simulate-release.ts';
export {
  exposureOf,
  releaseBy,
  simulateStrategy,
  type Detection,
  type Exposure,
  type Strategy,
  type StrategyOptions,
  type StrategyRun,
} from './strategy.ts';
export { MeteredTraffic, type Counts, type Services } from './traffic.ts';

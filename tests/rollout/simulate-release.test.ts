import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  REFERENCE_CANARY,
  SCENARIOS,
  scenarioNamed,
  simulateRelease,
  simulateStrategy,
  type AnalysisMetric,
  type Fault,
  type Release,
  type Scenario,
} from '#rollout';

/** How a release ended, on one line. */
function ended(release: Release, scenario: Scenario): string {
  const { outcome, minute, weight, ending } = simulateRelease(release, scenario);
  return `${outcome} ${minute} at ${weight}${ending ? ` by ${ending.metric}` : ''}`;
}

/** The reference with its metrics changed. */
function withMetrics(change: (metric: AnalysisMetric) => AnalysisMetric | undefined): Release {
  const { background } = REFERENCE_CANARY;
  const metrics = (background?.metrics ?? []).flatMap((metric) => change(metric) ?? []);
  return { ...REFERENCE_CANARY, background: { startingStep: 1, metrics } };
}

test('the reference release does on the eight days what the release policy wants', () => {
  assert.deepEqual(
    SCENARIOS.map((scenario) => `${scenario.name}: ${ended(REFERENCE_CANARY, scenario)}`),
    [
      'healthy: promoted 90 at 50',
      'spike: aborted 23 at 10 by error-ratio',
      'slow: aborted 37 at 25 by slow-share',
      'silent: aborted 9 at 5 by decision-shift',
      'late: aborted 73 at 50 by error-ratio',
      'blip: promoted 90 at 50',
      'stable-bad: promoted 90 at 50',
      'quiet: promoted 90 at 50',
    ],
  );
});

test('without the guard for NaN, a quiet night ends a healthy release', () => {
  const bare = withMetrics((metric) => ({
    ...metric,
    successCondition: metric.successCondition?.replace('isNaN(result[0]) || ', ''),
  }));
  assert.equal(ended(bare, scenarioNamed('quiet')), 'aborted 46 at 25 by error-ratio');
  assert.equal(ended(bare, scenarioNamed('healthy')), 'promoted 90 at 50');
});

test('a query of the wrong service stops the cure and lets the fault pass', () => {
  const wrong = withMetrics((metric) => ({
    ...metric,
    query: metric.query.replaceAll('loan-default-canary', 'loan-default-stable'),
  }));
  assert.equal(ended(wrong, scenarioNamed('stable-bad')), 'aborted 13 at 5 by error-ratio');
  assert.equal(ended(wrong, scenarioNamed('spike')), 'promoted 90 at 50');
});

test('without the third metric nobody sees a silent change', () => {
  const blind = withMetrics((metric) => (metric.name === 'decision-shift' ? undefined : metric));
  assert.equal(ended(blind, scenarioNamed('silent')), 'promoted 90 at 50');
});

test('failures must be more than the limit; a dry run has no consequence', () => {
  const limit = (failureLimit: number) => withMetrics((metric) => ({ ...metric, failureLimit }));
  assert.equal(ended(limit(0), scenarioNamed('spike')), 'aborted 21 at 10 by error-ratio');
  assert.equal(ended(limit(20), scenarioNamed('spike')), 'aborted 41 at 25 by error-ratio');
  assert.equal(ended(limit(-1), scenarioNamed('spike')), 'promoted 90 at 50');
  const dry = withMetrics((metric) => ({ ...metric, dryRun: true }));
  assert.equal(ended(dry, scenarioNamed('spike')), 'promoted 90 at 50');
});

test('a success and a failure condition that both do not hold are inconclusive, and the release waits for a person', () => {
  const between = withMetrics((metric) => ({
    ...metric,
    successCondition: 'result[0] < 0.001',
    failureCondition: 'result[0] > 0.5',
  }));
  assert.equal(ended(between, scenarioNamed('healthy')), 'paused 2 at 5 by error-ratio');
});

test('a query or condition that cannot be answered is an error, and the fifth in a row ends the release', () => {
  const broken = withMetrics((metric) => ({ ...metric, query: `${metric.query})` }));
  const run = simulateRelease(broken, scenarioNamed('healthy'));
  assert.equal(run.minute, 6);
  assert.match(
    run.ending?.message ?? '',
    /^consecutiveErrors \(5\) > consecutiveErrorLimit \(4\): the query: line 1, column \d+: found "\)", wanted an operator or the end of the query$/,
  );
  const empty = withMetrics((metric) => ({ ...metric, query: 'no_such_metric' }));
  assert.match(
    simulateRelease(empty, scenarioNamed('healthy')).ending?.message ?? '',
    /the condition: index out of range: 0 \(the result has 0 values\)$/,
  );
});

test('a pause without a duration waits for a person, a count ends a metric, an analysis step holds the release', () => {
  const [first] = REFERENCE_CANARY.background?.metrics ?? [];
  assert.ok(first);
  const weight = { kind: 'weight', percent: 5 } as const;
  const release = (...steps: Release['steps']): Release => ({
    services: REFERENCE_CANARY.services,
    steps,
  });
  const healthy = scenarioNamed('healthy');
  assert.equal(ended(release(weight, { kind: 'pause' }), healthy), 'paused 0 at 5');
  const counted = { kind: 'analysis', metrics: [{ ...first, count: 10 }] } as const;
  assert.equal(ended(release(weight, counted), healthy), 'promoted 11 at 5');
  assert.equal(
    ended(
      release(weight, counted, { kind: 'pause', seconds: 600 }, counted),
      scenarioNamed('spike'),
    ),
    'aborted 25 at 5 by error-ratio',
  );
  assert.equal(
    ended(release(weight, { kind: 'pause', seconds: 90 }), healthy),
    'promoted 1.5 at 5',
  );
});

test('measurements are taken between full minutes when their interval says so', () => {
  const often = withMetrics((metric) => ({ ...metric, interval: 30 }));
  assert.equal(ended(often, scenarioNamed('spike')), 'aborted 21.5 at 10 by error-ratio');
  assert.equal(ended(often, scenarioNamed('healthy')), 'promoted 90 at 50');
});

test('the counts of a minute follow weight, traffic and fault', () => {
  const { ticks } = simulateRelease(REFERENCE_CANARY, scenarioNamed('spike'));
  assert.equal(ticks.length, 23);
  const last = ticks.at(-1);
  assert.deepEqual(
    [last?.minute, last?.weight, last?.canary.requests, last?.stable.requests],
    [23, 10, 20, 180],
  );
  assert.equal(last?.canary.serverErrors, 1.6);
  assert.deepEqual(
    ticks.map(({ weight }) => weight),
    [...Array<number>(15).fill(5), ...Array<number>(8).fill(10)],
  );
});

const near = (found: number, wanted: number) =>
  assert.ok(Math.abs(found - wanted) < 1e-9, `${found} is not ${wanted}`);

test('exposure is requests × weight × share, minute by minute: the numbers of the lesson', () => {
  const spike = scenarioNamed('spike');
  const silent = scenarioNamed('silent');
  const rules = { detection: { by: 'rules' } } as const;
  const bigBang = simulateStrategy('big-bang', spike, {
    detection: { by: 'hand', afterMinutes: 40 },
  });
  assert.deepEqual([bigBang.outcome, bigBang.minute, bigBang.weight], ['aborted', 60, 100]);
  near(bigBang.exposure.requests, 640);
  near(simulateStrategy('canary', spike, rules).exposure.requests, 4.8);
  near(simulateStrategy('canary', silent, rules).exposure.requests, 14.4);
  const shadow = simulateStrategy('shadow', silent, rules);
  assert.deepEqual([shadow.outcome, shadow.minute, shadow.exposure.requests], ['aborted', 9, 0]);
});

test('blue-green exposes everybody until its rules speak, and costs a second set; a shadow the same and nobody', () => {
  const rules = { detection: { by: 'rules' } } as const;
  const run = simulateStrategy('blue-green', scenarioNamed('spike'), rules);
  assert.deepEqual(
    [run.outcome, run.minute, run.weight, run.extraCapacity],
    ['aborted', 23, 100, 1],
  );
  near(run.exposure.requests, 48);
  assert.equal(simulateStrategy('shadow', scenarioNamed('healthy'), rules).outcome, 'promoted');
  assert.deepEqual(
    (['big-bang', 'canary', 'shadow'] as const).map(
      (strategy) => simulateStrategy(strategy, scenarioNamed('healthy'), rules).extraCapacity,
    ),
    [0, 0.5, 1],
  );
});

test('a leak grows, a morning fills up, a burst triples', () => {
  const leak: Fault = {
    side: 'canary',
    signal: 'serverErrors',
    value: 0.004,
    growth: 0.001,
    from: 10,
  };
  const day = (traffic: Scenario['traffic'], faults: readonly Fault[] = []): Scenario => ({
    name: 'own',
    says: 'a day of one’s own',
    traffic,
    faults,
  });
  const run = simulateRelease(REFERENCE_CANARY, day({ perMinute: 200 }, [leak]));
  assert.deepEqual([run.outcome, run.ending?.metric], ['aborted', 'error-ratio']);
  assert.ok(run.minute > 25 && run.minute < 35, String(run.minute));
  const requests = (scenario: Scenario, minute: number) => {
    const tick = simulateRelease(REFERENCE_CANARY, scenario).ticks[minute - 1];
    return (tick?.canary.requests ?? 0) + (tick?.stable.requests ?? 0);
  };
  assert.equal(requests(day({ perMinute: 200, shape: 'burst' }), 35), 600);
  assert.equal(requests(day({ perMinute: 200, shape: 'day' }), 60), 125);
});

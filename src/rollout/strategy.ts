import { policyMetrics, REFERENCE_CANARY, type Release, type ReleaseStep } from './release.ts';
import { BASE, faultAt, requestsAt, type Fault, type Scenario } from './scenario.ts';
import { simulateRelease, type ReleaseRun } from './simulate-release.ts';

export type Strategy = 'big-bang' | 'blue-green' | 'canary' | 'shadow';

/** Who stops a bad release: Harborlight's rules, or a person who notices after some minutes. */
export type Detection =
  { readonly by: 'rules' } | { readonly by: 'hand'; readonly afterMinutes: number };

export interface StrategyOptions {
  readonly detection: Detection;
  /** Of a canary; the reference steps unless told. */
  readonly steps?: readonly ReleaseStep[];
  /** How long a big bang, a blue-green or a shadow is watched, in minutes; 90 unless told. */
  readonly watchMinutes?: number;
}

/** Requests that a fault of the new version reached, by what it did to them. */
export interface Exposure {
  readonly requests: number;
  readonly bySignal: Readonly<Record<Fault['signal'], number>>;
}

export interface StrategyRun extends ReleaseRun {
  readonly exposure: Exposure;
  /** Machines beyond those of the old version, as a share of them, at the release's dearest moment. */
  readonly extraCapacity: number;
}

/** A release by one of the four strategies, of Harborlight's two services. */
export function releaseBy(strategy: Strategy, options: StrategyOptions): Release {
  const { detection, steps = REFERENCE_CANARY.steps, watchMinutes = 90 } = options;
  const { services } = REFERENCE_CANARY;
  const watch: ReleaseStep = { kind: 'pause', seconds: watchMinutes * 60 };
  const all: ReleaseStep = { kind: 'weight', percent: 100 };
  return {
    services,
    steps: strategy === 'canary' ? steps : strategy === 'shadow' ? [watch] : [all, watch],
    mirrored: strategy === 'shadow',
    ...(detection.by === 'hand'
      ? { noticedAfterMinutes: detection.afterMinutes }
      : {
          background: {
            startingStep: strategy === 'shadow' ? 0 : 1,
            metrics: policyMetrics(services),
          },
        }),
  };
}

/**
 * Plays a strategy through a scenario.
 *
 * A big bang replaces the old version at once, blue-green switches all traffic to a second full set, a canary goes in steps,
 * a shadow answers nobody.
 */
export function simulateStrategy(
  strategy: Strategy,
  scenario: Scenario,
  options: StrategyOptions,
): StrategyRun {
  const run = simulateRelease(releaseBy(strategy, options), scenario);
  const weights = run.ticks.map(({ weight }) => weight);
  return {
    ...run,
    exposure: exposureOf(run, scenario),
    extraCapacity: {
      'big-bang': 0,
      'blue-green': 1,
      shadow: 1,
      canary: Math.max(0, ...weights) / 100,
    }[strategy],
  };
}

/**
 * The exposure of a run: for every whole minute from a fault's beginning to the end of the run, requests × weight × share of
 * them that the fault touches. A changed approval rate touches the difference from the usual one. A shadow exposes nobody.
 */
export function exposureOf(run: ReleaseRun, scenario: Scenario): Exposure {
  const bySignal = { serverErrors: 0, clientErrors: 0, slow: 0, approval: 0 };
  for (const { minute, weight } of run.ticks) {
    for (const fault of scenario.faults) {
      const share = minute > fault.from ? faultAt(fault, minute) : undefined;
      if (fault.side !== 'canary' || share === undefined) continue;
      const touched = fault.signal === 'approval' ? Math.abs(share - BASE.approval) : share;
      bySignal[fault.signal] += requestsAt(scenario.traffic, minute) * (weight / 100) * touched;
    }
  }
  return { requests: Object.values(bySignal).reduce((sum, one) => sum + one, 0), bySignal };
}

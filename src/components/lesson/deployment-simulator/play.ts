import {
  BASE,
  simulateStrategy,
  type Fault,
  type Scenario,
  type Strategy,
  type StrategyRun,
} from '#rollout';
import { readSteps, type Setup, type Trouble } from './setup.ts';

const PER_MINUTE = 200;

function faultOf(trouble: Trouble, from: number): readonly Fault[] {
  switch (trouble) {
    case 'none':
      return [];
    case 'errors':
      return [{ side: 'canary', signal: 'serverErrors', value: 0.08, from }];
    case 'slow':
      return [{ side: 'canary', signal: 'slow', value: 0.2, from }];
    case 'silent':
      return [{ side: 'canary', signal: 'approval', value: 0.62, from }];
    case 'leak':
      return [{ side: 'canary', signal: 'slow', value: BASE.slow, growth: 0.004, from }];
    case 'stable-bad':
      return [{ side: 'stable', signal: 'serverErrors', value: 0.06, from }];
  }
}

const scenarioOf = ({ trouble, onset, shape }: Setup): Scenario => ({
  name: trouble,
  says: '',
  traffic: { perMinute: PER_MINUTE, shape },
  faults: faultOf(trouble, onset),
});

/** Plays the day with one of the strategies. Steps that cannot be read are played as the reference. */
export function play(setup: Setup, strategy: Strategy = setup.strategy): StrategyRun {
  const steps = readSteps(setup.steps);
  return simulateStrategy(strategy, scenarioOf(setup), {
    detection:
      setup.detection === 'rules'
        ? { by: 'rules' }
        : { by: 'hand', afterMinutes: setup.noticedAfter },
    ...(typeof steps === 'string' ? {} : { steps }),
  });
}

/** The same day by each of the four strategies. */
export function playAll(setup: Setup): Readonly<Record<Strategy, StrategyRun>> {
  return {
    'big-bang': play(setup, 'big-bang'),
    'blue-green': play(setup, 'blue-green'),
    canary: play(setup, 'canary'),
    shadow: play(setup, 'shadow'),
  };
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { readManifests } from '#formats';
import {
  readRelease,
  REFERENCE_CANARY,
  scenarioNamed,
  simulateRelease,
  simulateStrategy,
  type Release,
} from '#rollout';
import { parse } from 'yaml';
import { lessonText, listing, states } from './stated.ts';

/** What "Canary, blue-green, shadow" says that its release does, played. */

const lesson = lessonText('deploy-test-monitor', 'canary-blue-green-shadow');

/** The lesson's own listings as a release: its Rollout with the one metric that it shows. */
function fromTheListings(): Release {
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'loan-default' },
    spec: parse(listing(lesson, 'deploy/rollout.yaml')) as object,
  };
  const template = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name: 'loan-default-canary' },
    spec: {
      args: [{ name: 'canary' }, { name: 'stable' }],
      metrics: parse(listing(lesson, 'deploy/analysis.yaml')) as unknown,
    },
  };
  const { value = [] } = readManifests(
    `${stringify(rollout)}---\n${stringify(template)}`,
    'listings',
  );
  const release = readRelease(value);
  assert.ok(release.value, JSON.stringify(release.faults));
  return release.value;
}

test('the listings are the reference release, and abort the errors of minute 20 at minute 23', () => {
  const release = fromTheListings();
  assert.deepEqual(release.steps, REFERENCE_CANARY.steps);
  const { outcome, minute, weight } = simulateRelease(release, scenarioNamed('spike'));
  assert.deepEqual([outcome, minute, weight], ['aborted', 23, 10]);
  states(lesson, `*Errors from minute 20:* aborted at minute ${minute}, at ${weight} per cent.`);
});

test('the three marks of the drawing and the days of the text are those of the simulator', () => {
  const at = (name: string) => simulateRelease(REFERENCE_CANARY, scenarioNamed(name));
  const [silent, spike, slow] = ['silent', 'spike', 'slow'].map(at);
  states(
    lesson,
    `at minute ${silent?.minute}, at ${silent?.weight} per cent. *A stable version`,
    `silent: ${silent?.minute}<`,
    `errors: ${spike?.minute}<`,
    `slow: ${slow?.minute}<`,
    `slow answers that begin at minute 35 at minute ${slow?.minute} at ${slow?.weight} per cent`,
  );
  for (const name of ['healthy', 'stable-bad', 'quiet']) {
    assert.deepEqual([name, at(name).outcome, at(name).minute], [name, 'promoted', 90]);
  }
});

test('without isNaN in the condition, a healthy release dies of silence', () => {
  const metrics = (REFERENCE_CANARY.background?.metrics ?? []).map((metric) => ({
    ...metric,
    successCondition: metric.successCondition?.replace('isNaN(result[0]) || ', ''),
  }));
  const bare = { ...REFERENCE_CANARY, background: { startingStep: 1, metrics } };
  assert.equal(simulateRelease(bare, scenarioNamed('quiet')).outcome, 'aborted');
});

test('the people reached are the exposure of the strategies', () => {
  const shown = (requests: number) => String(Number(requests.toFixed(1)));
  const rules = { detection: { by: 'rules' } } as const;
  const reached = (...args: Parameters<typeof simulateStrategy>) =>
    shown(simulateStrategy(...args).exposure.requests);
  const spike = scenarioNamed('spike');
  const silent = scenarioNamed('silent');
  states(
    lesson,
    `| everything at once, noticed by hand | errors | 100 % × 40 | ${reached('big-bang', spike, { detection: { by: 'hand', afterMinutes: 40 } })} |`,
    `| canary at 10 %, aborted by a rule | errors | 10 % × 3 | ${reached('canary', spike, rules)} |`,
    `| canary at 5 %, aborted by a rule | silent | 5 % × 9 | ${reached('canary', silent, rules)} |`,
    `| shadow | silent | 0 % | ${reached('shadow', silent, rules)} |`,
  );
});

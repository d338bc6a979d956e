import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  REFERENCE_CANARY,
  simulateRelease,
  scenarioNamed,
  type AnalysisMetric,
  type Release,
  type ReleaseStep,
} from '#rollout';
import { drawRelease } from '../../labs/canary-with-an-abort-button/generate.ts';
import { hiddenDays } from '../../labs/canary-with-an-abort-button/hidden-days.ts';
import {
  hiddenWindows,
  judgementOf,
} from '../../labs/canary-with-an-abort-button/hidden-windows.ts';
import { endOf } from '../../labs/canary-with-an-abort-button/release-checks.ts';
import { judge, pooledZ } from '../../labs/canary-with-an-abort-button/windows.ts';

const SEEDS = Array.from(
  { length: 8 },
  (_, i) => `canary-with-an-abort-button-learner-${i}/hidden/1`,
);

/** The checks whose hidden days a release does not pass, for one seed. */
function failing(release: Release, seed: string): readonly string[] {
  return Object.entries(hiddenDays(seed, release)).flatMap(([check, days]) =>
    days.some((day) => endOf(day, release).status !== 'pass') ? [check] : [],
  );
}

function withMetrics(change: (metric: AnalysisMetric) => Partial<AnalysisMetric>): Release {
  const { background } = REFERENCE_CANARY;
  const metrics = (background?.metrics ?? []).map((metric) => ({ ...metric, ...change(metric) }));
  return { ...REFERENCE_CANARY, background: { startingStep: 1, metrics } };
}

const stepsOf = (
  ...weights: readonly (readonly [percent: number, minutes: number])[]
): readonly ReleaseStep[] =>
  weights.flatMap(([percent, minutes]): ReleaseStep[] => [
    { kind: 'weight', percent },
    { kind: 'pause', seconds: minutes * 60 },
  ]);

/** Right answers that are unlike the reference, in steps and in limits. */
const RIGHT: Readonly<Record<string, Release>> = {
  'the reference': REFERENCE_CANARY,
  'one hour, the shortest': {
    ...REFERENCE_CANARY,
    steps: stepsOf([4, 15], [10, 15], [25, 20], [50, 10]),
  },
  'three hours, many weights': {
    ...REFERENCE_CANARY,
    steps: stepsOf([1, 10], [2, 10], [5, 10], [8, 30], [15, 30], [30, 45], [45, 45]),
  },
  'minutes between weights': {
    ...REFERENCE_CANARY,
    steps: stepsOf([5, 28], [10, 2], [20, 2], [30, 2], [40, 26]),
  },
  'no failure allowed': withMetrics(({ initialDelay }) => ({
    failureLimit: 0,
    initialDelay: Math.max(300, initialDelay ?? 0),
  })),
  'many failures allowed': withMetrics(() => ({ failureLimit: 7 })),
  'measured every two minutes': withMetrics(() => ({ interval: 120, failureLimit: 1 })),
};

for (const [name, release] of Object.entries(RIGHT)) {
  test(`on the hidden days of any learner, a right answer passes: ${name}`, () => {
    for (const seed of SEEDS) assert.deepEqual([seed, failing(release, seed)], [seed, []]);
  });
}

test('a limit that is stricter than the policy is found out on days within the policy, not on a bad minute', () => {
  const strict = withMetrics(({ name, successCondition }) =>
    name === 'slow-share'
      ? { successCondition: successCondition?.replace('0.05', '0.03') ?? '' }
      : {},
  );
  for (const seed of SEEDS.slice(0, 3))
    assert.deepEqual(failing(strict, seed), ['tolerable-is-promoted']);
});

test('the hidden windows come to the verdict that their check is named after, and keep away from the bounds', () => {
  const verdicts: Readonly<Record<string, readonly string[]>> = {
    'good-canary-is-promoted': ['promote', 'promote', 'promote', 'promote'],
    'errors-abort': ['abort error_rate', 'abort error_rate'],
    'emergency-aborts-at-once': ['abort error_emergency'],
    'slow-answers-abort': ['abort latency', 'promote'],
    'shifted-decisions-abort': ['abort decision_shift', 'abort decision_shift'],
    'small-samples-wait': ['hold insufficient_sample', 'hold more_data', 'hold more_data'],
    'improvement-is-no-alarm': ['promote'],
  };
  for (const seed of SEEDS) {
    for (const [check, windows] of Object.entries(hiddenWindows(seed))) {
      const judged = windows.map(judgementOf);
      assert.deepEqual(
        judged.map(({ verdict, because }) => [verdict, because ?? []].flat().join(' ')),
        verdicts[check],
        `${seed} ${check}`,
      );
      for (const { zErrors, zApproval } of judged) {
        assert.ok(Math.abs(zErrors - 2.326) > 0.15, `z of errors ${zErrors}`);
        assert.ok(Math.abs(Math.abs(zApproval) - 2.576) > 0.15, `z of approvals ${zApproval}`);
      }
    }
  }
});

test('z of the policy’s examples', () => {
  assert.deepEqual(
    [9, 20, 14, 4].map((errors) => pooledZ(errors, 900, 80, 9000).toFixed(3)),
    ['0.337', '3.814', '1.966', '-1.386'],
  );
  assert.equal(pooledZ(0, 900, 0, 9000), 0);
  assert.equal(pooledZ(900, 900, 9000, 9000), 0);
  const sums = { requests: 9000, errors: 27, slow: 180, approved: 7020 };
  assert.equal(judge(sums, { requests: 240, errors: 24, slow: 5, approved: 187 }).verdict, 'hold');
  assert.equal(
    judge(sums, { requests: 250, errors: 25, slow: 5, approved: 187 }).because,
    'error_emergency',
  );
});

test('learners have releases of their own', () => {
  const notes = SEEDS.map(drawRelease);
  assert.ok(new Set(notes.map(({ tag }) => tag)).size > 4);
  for (const { version, before, tag, image, digest, storageUri } of notes) {
    assert.equal(Number(version) - Number(before), 1);
    assert.ok(image.endsWith(`:${tag}`) && storageUri.endsWith(`/${version}`));
    assert.match(digest, /^sha256:[0-9a-f]{64}$/);
  }
});

test('the known spike is aborted at minute 23, at 10%', () => {
  const { minute, weight } = simulateRelease(REFERENCE_CANARY, scenarioNamed('spike'));
  assert.deepEqual([minute, weight], [23, 10]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { lessonText, listing, states } from './stated.ts';

/** The figures of "Canary, blue-green, shadow". */

const lesson = lessonText('deploy-test-monitor', 'canary-blue-green-shadow');

test('exposure is requests × share × minutes × wrong share', () => {
  const reached = (share: number, minutes: number, wrong: number): string =>
    String(Number((200 * share * minutes * wrong).toFixed(1)));
  states(
    lesson,
    `| 100 % × 40 | ${reached(1, 40, 0.08)} |`,
    `| errors | 10 % × 3 | ${reached(0.1, 3, 0.08)} |`,
    `| silent | 5 % × 9 | ${reached(0.05, 9, 0.16)} |`,
  );
});

test('the steps keep the policy and last 90 minutes', () => {
  const { strategy } = parse(listing(lesson, 'deploy/rollout.yaml')) as {
    strategy: { canary: { steps: { setWeight?: number; pause?: { duration: string } }[] } };
  };
  const { steps } = strategy.canary;
  const weights = steps.flatMap(({ setWeight }) => setWeight ?? []);
  assert.deepEqual(weights, [5, 10, 25, 50]);
  for (const [i, weight] of weights.slice(1).entries())
    assert.ok(weight <= 2.5 * (weights[i] ?? 0), `${weight} is too large a step`);
  const minutes = steps.map(({ pause }) => Number.parseInt(pause?.duration ?? '0', 10));
  assert.equal(
    minutes.reduce((a, b) => a + b),
    90,
  );
  assert.equal(steps.length, 8);
});

test('the two differences measured against chance', () => {
  const z = (errors: number): string => {
    const [n, m, other] = [900, 9000, 80];
    const pooled = (errors + other) / (n + m);
    const spread = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
    return ((errors / n - other / m) / spread).toFixed(2);
  };
  states(lesson, `it is ${z(9)} standard errors`, `Twenty among 900 is ${z(20)}`);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ConditionError,
  goDurationSeconds,
  pauseSeconds,
  readCondition,
  type ConditionValue,
} from '#rollout';

const holds = (condition: string, result: ConditionValue) => readCondition(condition)(result);

function refusal(condition: string, result: ConditionValue = [1]): string {
  try {
    holds(condition, result);
  } catch (error) {
    assert.ok(error instanceof ConditionError);
    return `${error.name}: ${error.message}`;
  }
  return 'answered';
}

test('a condition speaks of the result, with numbers, comparisons and logic', () => {
  assert.equal(holds('result[0] <= 0.02', [0.02]), true);
  assert.equal(holds('result[0] <= 0.02', [NaN]), false);
  assert.equal(holds('isNaN(result[0]) || result[0] <= 0.02', [NaN]), true);
  assert.equal(holds('!(result[0] > 0.02)', [NaN]), true);
  assert.equal(holds('not isNaN(result[0]) and result[0] * 100 < 2', [0.01]), true);
  assert.equal(holds('len(result) == 0 || result[0] < 1e-2', []), true);
  assert.equal(holds('result < 0.5', 0.25), true);
  assert.equal(holds('default(result, 0) == 0', null), true);
  assert.equal(holds('all(result, # <= 0.02)', [0.01, 0.03]), false);
  assert.equal(holds('any(result, {# > 0.02})', [0.01, 0.03]), true);
  assert.equal(holds('asFloat("0.5") >= result[0] && isInf(result[1])', [0.5, -Infinity]), true);
  assert.equal(holds('-result[0] + 1 - 2 == -2', [1]), true);
});

test('what cannot be read or answered is said', () => {
  assert.equal(
    refusal('result[0] <= '),
    'ConditionSyntax: character 14: found the end of the condition, wanted result, a number, "(" or one of the functions isNaN, isInf, isNil, len, default, asFloat, asInt, abs, max, min, all, any, none, count',
  );
  assert.equal(
    refusal('result[0] <= 0.02 result'),
    'ConditionSyntax: character 19: found "result", wanted an operator or the end',
  );
  assert.equal(
    refusal('result[0] = 1'),
    'ConditionSyntax: character 11: found "=", which no condition has',
  );
  assert.equal(
    refusal('isNaN(result[0], 1)'),
    'ConditionSyntax: character 20: found the end of the condition, wanted 1 argument for isNaN, not 2',
  );
  assert.equal(
    refusal('result[0] > 0', []),
    'ConditionEvaluation: index out of range: 0 (the result has 0 values)',
  );
  assert.equal(
    refusal('result > 0', [1]),
    'ConditionEvaluation: [1] stands where a number is wanted',
  );
  assert.equal(
    refusal('result[0]', [1]),
    'ConditionEvaluation: the condition gives 1, not true or false',
  );
});

test('durations are read as Go does, and a pause also counts bare seconds', () => {
  assert.deepEqual(['15m', '1h30m', '1.5m', '90s', '1d', '15', '15 m'].map(goDurationSeconds), [
    900,
    5400,
    90,
    90,
    undefined,
    undefined,
    undefined,
  ]);
  assert.deepEqual([600, '600', '10m', '10', 1.5, null].map(pauseSeconds), [
    600,
    600,
    600,
    10,
    undefined,
    undefined,
  ]);
});

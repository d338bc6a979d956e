import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDuration, parsePromql, PromqlError } from '#promql';

function refusal(query: string): string {
  try {
    parsePromql(query);
  } catch (error) {
    assert.ok(error instanceof PromqlError, String(error));
    assert.equal(error.name, 'PromqlSyntax');
    return error.message;
  }
  return 'read';
}

/** The shape of an expression, operators as they bind. */
function shape(query: string): string {
  const text = (expression: ReturnType<typeof parsePromql>): string => {
    switch (expression.kind) {
      case 'number':
        return String(expression.value);
      case 'negation':
        return `-${text(expression.of)}`;
      case 'binary':
        return `(${text(expression.left)} ${expression.operator} ${text(expression.right)})`;
      case 'selector':
        return expression.matchers.map(({ operator, value }) => `${operator}${value}`).join('');
      default:
        return expression.kind;
    }
  };
  return text(parsePromql(query));
}

test('operators bind as in Prometheus: a power to the right, signs below it, sets last', () => {
  assert.equal(shape('1 + 2 * 3'), '(1 + (2 * 3))');
  assert.equal(shape('2 ^ 3 ^ 2'), '(2 ^ (3 ^ 2))');
  assert.equal(shape('-2 ^ 2'), '-(2 ^ 2)');
  assert.equal(shape('2 ^ -1'), '(2 ^ -1)');
  assert.equal(shape('8 / 4 / 2'), '((8 / 4) / 2)');
  assert.equal(shape('a or b and c unless d'), '(=a or ((=b and =c) unless =d))');
  assert.equal(shape('a > 1 and b < bool 2'), '((=a > 1) and (=b < 2))');
});

test('words are read in any case, comments and new lines are space', () => {
  assert.equal(shape('1 # one\n + 0x10 # sixteen'), '(1 + 16)');
  assert.equal(shape('SUM BY (le) (a)'), 'aggregation');
  assert.equal(shape('a OR b'), '(=a or =b)');
  assert.equal(shape('inf - NaN'), '(Infinity - NaN)');
});

test('a grouping stands before or after what it groups', () => {
  assert.deepEqual(
    ['sum by (service, code) (a)', 'sum(a) by (service, code,)'].map((query) => {
      const read = parsePromql(query);
      return read.kind === 'aggregation' ? read.grouping : read;
    }),
    Array(2).fill({ kind: 'by', labels: ['service', 'code'] }),
  );
});

test('a fault says where it is, what was found and what was wanted', () => {
  assert.equal(
    refusal('sum(rate(a[5m])'),
    'line 1, column 16: found the end of the query, wanted "," or ")"',
  );
  assert.equal(
    refusal('sum(rate(a[5m])) /\n  sum(rate(a[5x]))'),
    'line 2, column 14: found "5x", wanted a metric, a number, a function or an operator',
  );
  assert.equal(refusal('a{code=500}'), 'line 1, column 8: found "500", wanted a text in quotes');
  assert.equal(
    refusal('a{code="5'),
    'line 1, column 8: found a text that does not end, wanted a closing "',
  );
  assert.equal(
    refusal('a{code=~"5(."}'),
    'line 1, column 9: found the text "5(.", wanted a regular expression',
  );
  assert.equal(
    refusal('rate(a)'),
    'line 1, column 6: found an instant vector, wanted a range, such as metric[5m] in rate',
  );
  assert.equal(
    refusal('a[5m]  / 2'),
    'line 1, column 1: found a range, such as metric[5m], wanted a number or an instant vector left of /',
  );
  assert.equal(
    refusal('1 > 2'),
    'line 1, column 3: found a comparison of two numbers, wanted "> bool"',
  );
  assert.equal(
    refusal('{code=~".*"}'),
    'line 1, column 1: found a selector that every series fits, wanted the name of a metric, or a matcher that does not fit an empty label',
  );
  assert.equal(
    refusal('histogram_quantile(0.9)'),
    'line 1, column 1: found 1 arguments, wanted 2 for histogram_quantile',
  );
  assert.equal(
    refusal('a and on(x) group_left b'),
    'line 1, column 13: found "group_left", wanted no grouping with "and"',
  );
  assert.equal(
    refusal('a + b c'),
    'line 1, column 7: found "c", wanted an operator or the end of the query',
  );
  assert.match(
    refusal('predict_linear(a[1h], 60)'),
    /^line 1, column 1: found "predict_linear", wanted a function that the lab edition knows \(abs, /,
  );
  assert.equal(
    refusal(''),
    'line 1, column 1: found the end of the query, wanted a metric, a number, a function or "("',
  );
});

test('durations have their units from large to small', () => {
  assert.deepEqual(['5m', '1h30m', '90s', '1w', '250ms', '30m1h', '5', ''].map(parseDuration), [
    300,
    5400,
    90,
    604_800,
    0.25,
    undefined,
    undefined,
    undefined,
  ]);
});

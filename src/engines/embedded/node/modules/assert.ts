import { invalidType, nodeError } from '../core/node-error.ts';
import { doesNotReject, doesNotThrow, rejects, throws } from './assert-throws.ts';
import { AssertionError, fail } from './assertion-error.ts';
import { isDeepEqual } from './deep-equal.ts';
import { inspect } from './inspect.ts';

type Fn = (...args: never[]) => unknown;

function needTwo(count: number): void {
  if (count < 2)
    throw nodeError(
      'ERR_MISSING_ARGS',
      'The "actual" and "expected" arguments must be specified',
      TypeError,
    );
}

function ok(...args: unknown[]): void {
  const [value, message] = args;
  if (value) return;
  if (args.length === 0) {
    fail(undefined, {
      message: 'No value argument passed to `assert.ok()`',
      generated: true,
      actual: value,
      expected: true,
      operator: '==',
      stackStartFn: ok,
    });
  }
  if (message === undefined || message === null) {
    fail(undefined, {
      message: wordsOfCall(value),
      generated: true,
      actual: value,
      expected: true,
      operator: '==',
      stackStartFn: ok,
    });
  }
  fail(message, { actual: value, expected: true, operator: '==', stackStartFn: ok });
}

let callText: (above: Fn) => string | undefined = () => undefined;

/** How the text of a failed `assert(…)` is found in the program. */
export function useCallText(given: typeof callText): void {
  callText = given;
}

function wordsOfCall(value: unknown): string {
  const text = callText(ok);
  if (text === undefined)
    return `The expression evaluated to a falsy value:\n\n  assert(${inspect(value)})\n`;
  return `The expression evaluated to a falsy value:\n\n  ${text.replaceAll('\n', '\n  ')}\n`;
}

const compare = (operator: string, holds: (actual: unknown, expected: unknown) => boolean): Fn => {
  const check = (...args: unknown[]) => {
    const [actual, expected, message] = args;
    needTwo(args.length);
    if (!holds(actual, expected))
      fail(message, { actual, expected, operator, stackStartFn: check });
  };
  return Object.defineProperty(check, 'name', { value: operator });
};

function match(text: unknown, pattern: unknown, message?: unknown): void {
  if (!(pattern instanceof RegExp)) throw invalidType('regexp', 'an instance of RegExp', pattern);
  if (typeof text === 'string' && pattern.test(text)) return;
  const words =
    typeof text === 'string'
      ? `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`
      : `The "string" argument must be of type string. Received type ${typeof text} (${inspect(text)})`;
  fail(message, {
    message: message ?? words,
    generated: message === undefined,
    actual: text,
    expected: pattern,
    operator: 'match',
    stackStartFn: match,
  });
}

function doesNotMatch(text: unknown, pattern: unknown, message?: unknown): void {
  if (!(pattern instanceof RegExp)) throw invalidType('regexp', 'an instance of RegExp', pattern);
  if (typeof text !== 'string' || !pattern.test(text)) return;
  const words = `The input was expected to not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`;
  fail(message, {
    message: message ?? words,
    generated: message === undefined,
    actual: text,
    expected: pattern,
    operator: 'doesNotMatch',
    stackStartFn: doesNotMatch,
  });
}

function ifError(value: unknown): void {
  if (value === null || value === undefined) return;
  const words =
    value instanceof Error ? (value.message === '' ? value.name : value.message) : inspect(value);
  throw new AssertionError({
    message: `ifError got unwanted exception: ${words}`,
    generated: true,
    actual: value,
    expected: null,
    operator: 'ifError',
    stackStartFn: ifError,
  });
}

// eslint-disable-next-line eqeqeq -- the loose comparison is what these are for
const loose = (a: unknown, b: unknown): boolean => a == b || (Number.isNaN(a) && Number.isNaN(b));
const deep = (strict: boolean) => (a: unknown, b: unknown) => isDeepEqual(a, b, strict);

const strictCalls = {
  strictEqual: compare('strictEqual', Object.is),
  notStrictEqual: compare('notStrictEqual', (a, b) => !Object.is(a, b)),
  deepStrictEqual: compare('deepStrictEqual', deep(true)),
  notDeepStrictEqual: compare('notDeepStrictEqual', (a, b) => !isDeepEqual(a, b, true)),
  partialDeepStrictEqual: compare('partialDeepStrictEqual', holdsPart),
};

/** Whether all of `expected` is found in `actual`, which may have more. */
function holdsPart(actual: unknown, expected: unknown): boolean {
  if (
    typeof expected !== 'object' ||
    expected === null ||
    typeof actual !== 'object' ||
    actual === null
  )
    return Object.is(actual, expected);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return false;
    let at = 0;
    return expected.every((one) => {
      const found = actual.findIndex((other, index) => index >= at && holdsPart(other, one));
      at = found + 1;
      return found >= 0;
    });
  }
  if (
    expected instanceof Map ||
    expected instanceof Set ||
    expected instanceof Date ||
    expected instanceof RegExp
  )
    return isDeepEqual(actual, expected, true);
  return Object.keys(expected).every(
    (key) =>
      key in actual &&
      holdsPart(
        (actual as Record<string, unknown>)[key],
        (expected as Record<string, unknown>)[key],
      ),
  );
}

const shared = {
  ok,
  fail: (message?: unknown): never => {
    if (message instanceof Error) throw message;
    throw new AssertionError({
      message: message ?? 'Failed',
      generated: message === undefined,
      operator: 'fail',
      stackStartFn: shared.fail,
    });
  },
  throws,
  doesNotThrow,
  rejects,
  doesNotReject,
  match,
  doesNotMatch,
  ifError,
  AssertionError,
  ...strictCalls,
};

export const assert = Object.assign(
  (...args: unknown[]) => {
    (ok as Fn)(...(args as never[]));
  },
  shared,
  {
    equal: compare('==', loose),
    notEqual: compare('!=', (a, b) => !loose(a, b)),
    deepEqual: compare('deepEqual', deep(false)),
    notDeepEqual: compare('notDeepEqual', (a, b) => !isDeepEqual(a, b, false)),
    strict: undefined,
  },
);

/** `node:assert/strict`: the short names compare strictly. */
export const strictAssert = Object.assign(
  (...args: unknown[]) => {
    (ok as Fn)(...(args as never[]));
  },
  shared,
  {
    equal: strictCalls.strictEqual,
    notEqual: strictCalls.notStrictEqual,
    deepEqual: strictCalls.deepStrictEqual,
    notDeepEqual: strictCalls.notDeepStrictEqual,
    strict: undefined,
  },
);
Object.assign(assert, { strict: strictAssert });
Object.assign(strictAssert, { strict: strictAssert });

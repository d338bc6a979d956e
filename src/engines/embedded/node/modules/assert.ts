import { hideFrom, invalidType, nodeError } from '../core/node-error.ts';
import { differenceOf } from './assert-difference.ts';
import { isDeepEqual } from './deep-equal.ts';
import { inspect } from './inspect.ts';

type Fn = (...args: never[]) => unknown;

const asText = (value: unknown): string => (typeof value === 'string' ? value : inspect(value));

interface AssertionOptions {
  readonly message?: unknown;
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly operator?: string;
  readonly stackStartFn?: Fn;
  readonly generated?: boolean;
}

/** Node's `AssertionError`. */
export class AssertionError extends Error {
  generatedMessage: boolean;
  code = 'ERR_ASSERTION';
  actual: unknown;
  expected: unknown;
  operator: string | undefined;
  diff = 'simple';

  constructor(options: AssertionOptions) {
    const { message, actual, expected, operator, stackStartFn } = options;
    const generated = message === undefined || message === null;
    super(generated ? differenceOf(operator ?? 'fail', actual, expected) : asText(message));
    this.generatedMessage = options.generated ?? generated;
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    Object.defineProperty(this, 'name', {
      value: 'AssertionError',
      configurable: true,
      writable: true,
      enumerable: false,
    });
    hideFrom(this, stackStartFn ?? AssertionError);
    Object.defineProperty(this, 'name', {
      value: 'AssertionError',
      configurable: true,
      writable: true,
      enumerable: false,
    });
  }

  override toString(): string {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

function fail(message: unknown, options: AssertionOptions): never {
  if (message instanceof Error) throw message;
  throw new AssertionError({ ...options, ...(message === undefined ? {} : { message }) });
}

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

type Expected = Fn | RegExp | object;

function matches(
  error: unknown,
  expected: Expected,
  message: unknown,
  operator: string,
  above: Fn,
): void {
  const isConstructor =
    typeof expected === 'function' && (expected as { prototype?: unknown }).prototype !== undefined;
  if (isConstructor && error instanceof (expected as unknown as new () => object)) return;
  if (typeof expected === 'function') {
    if (Error.prototype.isPrototypeOf.call(Error, expected) || expected === Error) {
      const words = `The error is expected to be an instance of "${expected.name}". Received ${error instanceof Error ? `"${error.name}"\n\nError message:\n\n${error.message}` : `"${inspect(error, { depth: -1 })}"`}`;
      fail(message, {
        message: message ?? words,
        generated: message === undefined,
        actual: error,
        expected,
        operator,
        stackStartFn: above,
      });
    }
    const result = Reflect.apply(expected as (error: unknown) => unknown, {}, [error]);
    if (result === true) return;
    const words = `The ${expected.name ? `"${expected.name}" ` : ''}validation function is expected to return "true". Received ${inspect(result)}${error instanceof Error ? `\n\nCaught error:\n\n${String(error)}` : ''}`;
    fail(message, {
      message: message ?? words,
      generated: message === undefined,
      actual: error,
      expected,
      operator,
      stackStartFn: above,
    });
  }
  if (expected instanceof RegExp) {
    const text = error instanceof Error ? String(error) : String(error);
    if (expected.test(text)) return;
    const words = `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
    fail(message, {
      message: message ?? words,
      generated: message === undefined,
      actual: error,
      expected,
      operator,
      stackStartFn: above,
    });
  }
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  const wanted = expected as Record<string, unknown>;
  const given = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  for (const key of keys) {
    const isMatch =
      typeof given[key] === 'string' &&
      wanted[key] instanceof RegExp &&
      wanted[key].test(given[key]);
    if (isMatch || (key in given && isDeepEqual(given[key], wanted[key], true))) continue;
    const pick = (from: Record<string, unknown>, other: Record<string, unknown>) =>
      Object.assign(
        Object.create(null) as object,
        Object.fromEntries(
          keys
            .filter((one) => one in from)
            .map((one) => {
              const same =
                wanted[one] instanceof RegExp &&
                typeof given[one] === 'string' &&
                wanted[one].test(given[one]);
              return [one, same && from === wanted ? other[one] : from[one]];
            }),
        ),
      );
    const [actual, compared] = [pick(given, wanted), pick(wanted, given)];
    const made = new AssertionError({
      actual,
      expected: compared,
      operator: 'deepStrictEqual',
      stackStartFn: above,
      ...(message === undefined ? {} : { message }),
    });
    made.actual = error;
    made.expected = expected;
    made.operator = operator;
    throw made;
  }
}

/** `assert.throws(fn, expected, message)`: a text in place of `expected` is the message. */
function sort(
  expected: unknown,
  message: unknown,
): { expected: Expected | undefined; message: unknown } {
  if (typeof expected === 'string') return { expected: undefined, message: expected };
  return { expected: expected as Expected | undefined, message };
}

function missing(
  operator: string,
  expected: Expected | undefined,
  message: unknown,
  above: Fn,
): never {
  const what = operator === 'rejects' ? 'rejection' : 'exception';
  const name = typeof expected === 'function' && expected.name ? ` (${expected.name})` : '';
  const words = message === undefined ? '.' : `: ${asText(message)}`;
  throw new AssertionError({
    message: `Missing expected ${what}${name}${words}`,
    generated: message === undefined,
    actual: undefined,
    expected,
    operator,
    stackStartFn: above,
  });
}

function throws(fn: unknown, given?: unknown, note?: unknown): void {
  if (typeof fn !== 'function') throw invalidType('fn', 'function', fn);
  const { expected, message } = sort(given, note);
  let caught: { error: unknown } | undefined;
  try {
    (fn as () => void)();
  } catch (error) {
    caught = { error };
  }
  if (!caught) missing('throws', expected, message, throws);
  if (expected !== undefined) matches(caught.error, expected, message, 'throws', throws);
}

function unwanted(error: unknown, operator: string, given: unknown, above: Fn): never {
  const words = typeof given === 'string' ? `: ${given}` : '.';
  const what = operator === 'doesNotReject' ? 'rejection' : 'exception';
  throw new AssertionError({
    message: `Got unwanted ${what}${words}\nActual message: "${error instanceof Error ? error.message : String(error)}"`,
    generated: true,
    actual: error,
    expected: given,
    operator,
    stackStartFn: above,
  });
}

function doesNotThrow(fn: unknown, given?: unknown): void {
  if (typeof fn !== 'function') throw invalidType('fn', 'function', fn);
  try {
    (fn as () => void)();
  } catch (error) {
    unwanted(error, 'doesNotThrow', given, doesNotThrow);
  }
}

function promiseOf(given: unknown): Promise<unknown> {
  const promise: unknown = typeof given === 'function' ? (given as () => unknown)() : given;
  if (typeof (promise as { then?: unknown } | undefined)?.then !== 'function') {
    if (typeof given === 'function') {
      throw nodeError(
        'ERR_INVALID_RETURN_VALUE',
        `Expected instance of Promise to be returned from the "promiseFn" function but got ${promise === undefined ? 'undefined' : `type ${typeof promise}`}.`,
        TypeError,
      );
    }
    throw invalidType('promiseFn', 'of type function or an instance of Promise', given);
  }
  return promise as Promise<unknown>;
}

async function rejects(fn: unknown, given?: unknown, note?: unknown): Promise<void> {
  const { expected, message } = sort(given, note);
  const outcome = await promiseOf(fn).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!outcome) missing('rejects', expected, message, rejects);
  if (expected !== undefined) matches(outcome.error, expected, message, 'rejects', rejects);
}

async function doesNotReject(fn: unknown, given?: unknown): Promise<void> {
  try {
    await promiseOf(fn);
  } catch (error) {
    unwanted(error, 'doesNotReject', given, doesNotReject);
  }
}

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

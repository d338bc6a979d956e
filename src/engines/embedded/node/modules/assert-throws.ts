import { invalidType, nodeError } from '../core/node-error.ts';
import { asText, AssertionError, fail } from './assertion-error.ts';
import { isDeepEqual } from './deep-equal.ts';
import { inspect } from './inspect.ts';

type Fn = (...args: never[]) => unknown;

type Expected = Fn | RegExp | object;

function matches(
  error: unknown,
  expected: Expected,
  message: unknown,
  operator: string,
  above: Fn,
): void {
  const refuse = (words: string): never =>
    fail(message, {
      message: message ?? words,
      generated: message === undefined,
      actual: error,
      expected,
      operator,
      stackStartFn: above,
    });
  const isConstructor =
    typeof expected === 'function' && (expected as { prototype?: unknown }).prototype !== undefined;
  if (isConstructor && error instanceof (expected as unknown as new () => object)) return;
  if (typeof expected === 'function') {
    if (Error.prototype.isPrototypeOf.call(Error, expected) || expected === Error) {
      const words = `The error is expected to be an instance of "${expected.name}". Received ${error instanceof Error ? `"${error.name}"\n\nError message:\n\n${error.message}` : `"${inspect(error, { depth: -1 })}"`}`;
      refuse(words);
    }
    const result = Reflect.apply(expected as (error: unknown) => unknown, {}, [error]);
    if (result === true) return;
    const words = `The ${expected.name ? `"${expected.name}" ` : ''}validation function is expected to return "true". Received ${inspect(result)}${error instanceof Error ? `\n\nCaught error:\n\n${String(error)}` : ''}`;
    refuse(words);
  }
  if (expected instanceof RegExp) {
    const text = String(error);
    if (expected.test(text)) return;
    const words = `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
    refuse(words);
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

export function throws(fn: unknown, given?: unknown, note?: unknown): void {
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

export function doesNotThrow(fn: unknown, given?: unknown): void {
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

export async function rejects(fn: unknown, given?: unknown, note?: unknown): Promise<void> {
  const { expected, message } = sort(given, note);
  const outcome = await promiseOf(fn).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!outcome) missing('rejects', expected, message, rejects);
  if (expected !== undefined) matches(outcome.error, expected, message, 'rejects', rejects);
}

export async function doesNotReject(fn: unknown, given?: unknown): Promise<void> {
  try {
    await promiseOf(fn);
  } catch (error) {
    unwanted(error, 'doesNotReject', given, doesNotReject);
  }
}

import { hideFrom } from '../core/node-error.ts';
import { differenceOf } from './assert-difference.ts';
import { inspect } from './inspect.ts';

type Fn = (...args: never[]) => unknown;

/** A message as it stands in an error. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : inspect(value);

export interface AssertionOptions {
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

/** @throws the message itself when it is an error, as Node does; else `AssertionError`. */
export function fail(message: unknown, options: AssertionOptions): never {
  if (message instanceof Error) throw message;
  throw new AssertionError({ ...options, ...(message === undefined ? {} : { message }) });
}

import { inspect } from '../modules/inspect.ts';

type ErrorClass = new (message: string) => Error;

/** An error with a code as Node words it: `TypeError [ERR_INVALID_ARG_TYPE]: …`. */
export function nodeError(
  code: string,
  message: string,
  Class: ErrorClass = Error,
): Error & { code: string } {
  const error = new Class(message) as Error & { code: string };
  // The stack is written with the code in the name, which is then taken away again, as in Node.
  Object.defineProperty(error, 'name', {
    value: `${error.name} [${code}]`,
    configurable: true,
    writable: true,
    enumerable: false,
  });
  Reflect.deleteProperty(error, 'name');
  Object.defineProperty(error, 'toString', {
    value(this: Error) {
      return `${this.name} [${code}]: ${this.message}`;
    },
    configurable: true,
    writable: true,
    enumerable: false,
  });
  error.code = code;
  hideFrom(error, nodeError);
  return error;
}

type Capture = (target: object, above?: unknown) => void;

/** Takes our own functions off an error's stack; V8 has it, other engines show them. */
export function hideFrom(error: Error, above: unknown): void {
  const { captureStackTrace } = Error as unknown as { captureStackTrace?: Capture };
  if (!captureStackTrace) return;
  const { name } = error;
  const code = (error as { code?: string }).code;
  if (code?.startsWith('ERR_') === true) {
    Object.defineProperty(error, 'name', {
      value: `${name} [${code}]`,
      configurable: true,
      writable: true,
      enumerable: false,
    });
  }
  captureStackTrace(error, above);
  read(error.stack);
  Reflect.deleteProperty(error, 'name');
}

/** V8 writes a stack when it is first read. */
const read = (stack: string | undefined): number => stack?.length ?? 0;

/** `The "path" argument must be of type string. Received undefined`. */
export function invalidType(
  name: string,
  expected: string,
  received: unknown,
): TypeError & { code: string } {
  const what = name.includes('.') ? 'property' : 'argument';
  const must = /^(?:of|an instance|one of)/.test(expected) ? expected : `of type ${expected}`;
  return nodeError(
    'ERR_INVALID_ARG_TYPE',
    `The "${name}" ${what} must be ${must}. Received ${described(received)}`,
    TypeError,
  );
}

export function invalidValue(
  name: string,
  received: unknown,
  reason = 'is invalid',
): TypeError & { code: string } {
  const what = name.includes('.') ? 'property' : 'argument';
  const shown = inspect(received);
  return nodeError(
    'ERR_INVALID_ARG_VALUE',
    `The ${what} '${name}' ${reason}. Received ${shown.length > 128 ? `${shown.slice(0, 128)}...` : shown}`,
    TypeError,
  );
}

export function outOfRange(
  name: string,
  range: string,
  received: unknown,
): RangeError & { code: string } {
  return nodeError(
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. Received ${inspect(received)}`,
    RangeError,
  );
}

function described(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    const { constructor } = value as { constructor?: { name?: string } };
    if (constructor?.name) return `an instance of ${constructor.name}`;
    return inspect(value, { depth: -1 });
  }
  const shown = inspect(value, { colors: false });
  return `type ${typeof value} (${shown.length > 28 ? `${shown.slice(0, 25)}...` : shown})`;
}

/** What is not there, and why. */
export function notInLab(what: string, why: string): Error & { code: string } {
  return nodeError('ERR_NOT_IN_LAB', `${what} is not available in this lab: ${why}`);
}

export function assertFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw invalidType(name, 'function', value);
}

export function assertString(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw invalidType(name, 'string', value);
}

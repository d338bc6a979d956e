import { assertFunction, invalidType, nodeError } from '../core/node-error.ts';
import { customInspect, inspect } from './inspect.ts';
import { format, formatWithOptions } from './format.ts';
import { isDeepStrictEqual } from './deep-equal.ts';
import { parseArgs } from './parse-args.ts';
import { utilTypes } from './util-types.ts';

type Fn = (...args: unknown[]) => unknown;
const customPromisify = Symbol.for('nodejs.util.promisify.custom');
const argumentNames = Symbol('names of the results of a callback');

function promisify(original: unknown): Fn {
  assertFunction('original', original);
  const fn = original as Fn & { [customPromisify]?: Fn; [argumentNames]?: string[] };
  const custom = fn[customPromisify];
  if (custom) return custom;
  const names = fn[argumentNames];
  const promisified = function (this: unknown, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      Reflect.apply(fn, this, [
        ...args,
        (error: unknown, ...values: unknown[]) => {
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- it is what the callback was given
          if (error) reject(error);
          else if (names)
            resolve(Object.fromEntries(names.map((name, index) => [name, values[index]])));
          else resolve(values[0]);
        },
      ]);
    });
  };
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(fn) as object);
  return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(fn));
}
promisify.custom = customPromisify;

/** Lets a function with a callback of several results resolve to an object. */
export function namedResults(fn: object, names: readonly string[]): void {
  Object.defineProperty(fn, argumentNames, { value: names });
}

function callbackify(original: unknown): Fn {
  assertFunction('original', original);
  return function (this: unknown, ...args: unknown[]) {
    const callback = args.pop() as (error: unknown, value?: unknown) => void;
    assertFunction('last argument', callback);
    (Reflect.apply(original as Fn, this, args) as Promise<unknown>).then(
      (value) => {
        queueMicrotask(() => {
          callback(null, value);
        });
      },
      (error: unknown) => {
        const given: unknown =
          error || nodeError('ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value');
        queueMicrotask(() => {
          callback(given);
        });
      },
    );
  };
}

function inherits(
  constructor: { prototype: object; super_?: unknown },
  parent: { prototype: object },
): void {
  assertFunction('ctor', constructor);
  Object.defineProperty(constructor, 'super_', {
    value: parent,
    writable: true,
    configurable: true,
  });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

let warn: (message: string, type: string, code?: string) => void = () => undefined;
export function onDeprecation(listener: typeof warn): void {
  warn = listener;
}

function deprecate(fn: Fn, message: string, code?: string): Fn {
  let told = false;
  return Object.defineProperty(
    function (this: unknown, ...args: unknown[]): unknown {
      if (!told) warn(message, 'DeprecationWarning', code);
      told = true;
      return Reflect.apply(fn, this, args);
    },
    'name',
    { value: fn.name },
  );
}

function debuglog(): Fn & { enabled: boolean } {
  const enabled = false;
  return Object.assign(() => undefined, { enabled });
}

const ESCAPE_SEQUENCES =
  /[\u001b\u009b][[\]()#;?]*(?:(?:(?:[a-zA-Z\d]*(?:;[-a-zA-Z\d/#&.:=?%@~_]*)*)?\u0007)|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]))/g;

function stripVTControlCharacters(text: unknown): string {
  if (typeof text !== 'string') throw invalidType('str', 'string', text);
  return text.replace(ESCAPE_SEQUENCES, '');
}

const TEXT_STYLES: Readonly<Record<string, readonly [number, number]>> = {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  black: [30, 39],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  white: [37, 39],
  gray: [90, 39],
  grey: [90, 39],
  bgBlack: [40, 49],
  bgRed: [41, 49],
  bgGreen: [42, 49],
  bgYellow: [43, 49],
  bgBlue: [44, 49],
  bgMagenta: [45, 49],
  bgCyan: [46, 49],
  bgWhite: [47, 49],
  redBright: [91, 39],
  greenBright: [92, 39],
  yellowBright: [93, 39],
  blueBright: [94, 39],
  magentaBright: [95, 39],
  cyanBright: [96, 39],
  whiteBright: [97, 39],
};

let colours: () => boolean = () => false;
export function useColours(given: () => boolean): void {
  colours = given;
}

function styleText(
  style: string | readonly string[],
  text: string,
  options: { validateStream?: boolean } = {},
): string {
  let [before, after] = ['', ''];
  for (const name of typeof style === 'string' ? [style] : style) {
    const codes = TEXT_STYLES[name];
    if (!codes)
      throw nodeError(
        'ERR_INVALID_ARG_VALUE',
        `The argument 'format' must be one of: ${Object.keys(TEXT_STYLES)
          .map((one) => `'${one}'`)
          .join(', ')}. Received '${name}'`,
        TypeError,
      );
    before += `\u001b[${codes[0]}m`;
    after = `\u001b[${codes[1]}m${after}`;
  }
  if (options.validateStream !== false && !colours()) return text;
  return `${before}${text}${after}`;
}

const kinds = {
  isArray: (value: unknown) => Array.isArray(value),
};

export const util = {
  format,
  formatWithOptions,
  inspect,
  promisify,
  callbackify,
  inherits,
  deprecate,
  debuglog,
  debug: debuglog,
  isDeepStrictEqual,
  parseArgs,
  stripVTControlCharacters,
  styleText,
  toUSVString: (text: string): string =>
    (text as unknown as { toWellFormed(): string }).toWellFormed(),
  getSystemErrorName: (errno: number): string | undefined =>
    ({ [-2]: 'ENOENT', [-17]: 'EEXIST', [-13]: 'EACCES' })[errno],
  aborted: (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
    }),
  types: utilTypes,
  TextEncoder: globalThis.TextEncoder,
  TextDecoder: globalThis.TextDecoder,
  ...kinds,
};

export { customInspect };

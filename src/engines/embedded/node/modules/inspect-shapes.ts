import { stackInWords } from '../loader/stack.ts';
import { Inspection, quote } from './inspect.ts';

/** What stands around the entries of a value. */
export interface Shape {
  /** Before the braces: `[Function: f]`, an error's stack. */
  readonly base: string;
  readonly open: string;
  readonly close: string;
  /** The list itself, when this is one. */
  readonly list?: unknown;
  /** Whether the last entry says how many more there are. */
  readonly extra?: () => boolean;
  /** Shown where the depth is reached. */
  readonly short?: string;
  entries(): string[];
}

const namespaces = new WeakSet();

/** Remembers that this is the namespace of a module. */
export function markNamespace(object: object): void {
  namespaces.add(object);
}

type TypedArray = Uint8Array;
const TypedArrayClass = Object.getPrototypeOf(Uint8Array) as new () => TypedArray;

/** The name of the class that made it; `null` without a prototype. */
function classNameOf(value: object): string | null {
  for (let at: object | null = value; at; at = Object.getPrototypeOf(at) as object | null) {
    const maker: unknown = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof maker === 'function' && maker.name !== '' && isMadeBy(value, maker))
      return maker.name;
  }
  return null;
}

function isMadeBy(value: object, maker: unknown): boolean {
  try {
    return value instanceof (maker as new () => object);
  } catch {
    // A class whose own `Symbol.hasInstance` throws made nothing that can be named.
    return false;
  }
}

function prefix(value: object, fallback: string, size?: number): string {
  const name = classNameOf(value);
  const count = size === undefined ? '' : `(${size})`;
  const own = Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  const tag: unknown = own ? undefined : (value as Record<symbol, unknown>)[Symbol.toStringTag];
  const shownTag = typeof tag === 'string' && tag !== '' && tag !== name ? ` [${tag}]` : '';
  if (name === null) {
    const differs = typeof tag === 'string' && tag !== '' && tag !== fallback ? ` [${tag}]` : '';
    return `[${fallback}${count}: null prototype]${differs} `;
  }
  return `${name}${count}${shownTag} `;
}

/** The value as text when it has no entries, else its shape. */
export function entriesOf(inspection: Inspection, value: object, depth: number): Shape | string {
  const { showHidden } = inspection.options;
  const keys = keysOf(value, showHidden);
  const entry = (key: PropertyKey, list = false) => property(inspection, value, key, depth, list);
  const properties = () => keys.map((key) => entry(key));
  const nested = (item: unknown) =>
    indented(inspection, 2, () => inspection.value(item, depth + 1));

  if (Array.isArray(value) || value instanceof TypedArrayClass) {
    const list = value as ArrayLike<unknown>;
    const isTyped = !Array.isArray(value);
    const plain = Array.isArray(value) && classNameOf(value) === 'Array';
    if (plain && keys.length === 0 && list.length === 0) return '[]';
    const own = keys.filter((key) => typeof key === 'symbol' || !/^(?:0|[1-9]\d*)$/.test(key));
    let more = false;
    return {
      base: '',
      open: plain ? '[' : `${prefix(value, isTyped ? 'TypedArray' : 'Array', list.length)}[`,
      close: ']',
      list,
      short: plain ? 'Array' : prefix(value, 'Array').trim(),
      extra: () => more,
      entries: () => {
        const { items, rest } = isTyped
          ? typedItems(inspection, list)
          : arrayItems(inspection, list, entry);
        more = rest;
        return [...items, ...own.map((key) => entry(key))];
      },
    };
  }
  if (value instanceof Set || value instanceof Map) {
    const open = `${prefix(value, value instanceof Set ? 'Set' : 'Map', value.size)}{`;
    return {
      base: '',
      open,
      close: '}',
      short: prefix(value, 'Map').trim(),
      entries: () => {
        const items =
          value instanceof Set
            ? limited(inspection, [...value].map(nested))
            : limited(
                inspection,
                [...value].map(([key, item]) => `${nested(key)} => ${nested(item)}`),
              );
        return [...items, ...properties()];
      },
    };
  }
  if (typeof value === 'function') {
    const base = functionBase(value);
    return around(
      keys.length === 0 ? inspection.style(base, 'special') : base,
      properties,
      keys.length,
    );
  }
  if (value instanceof RegExp) {
    return around(
      inspection.style(RegExp.prototype.toString.call(value), 'regexp'),
      properties,
      keys.length,
    );
  }
  if (value instanceof Date) {
    const time = Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    return around(inspection.style(time, 'date'), properties, keys.length);
  }
  if (isError(value)) return errorShape(inspection, value, keys, entry);
  if (value instanceof ArrayBuffer) return bufferShape(inspection, value, properties);
  if (value instanceof Promise) {
    return withItems(`${prefix(value, 'Promise')}{`, () => [
      inspection.style('<pending>', 'special'),
      ...properties(),
    ]);
  }
  if (value instanceof WeakSet || value instanceof WeakMap) {
    return withItems(`${prefix(value, 'Weak')}{`, () => [
      inspection.style('<items unknown>', 'special'),
      ...properties(),
    ]);
  }
  const boxed = boxedBase(inspection, value);
  if (boxed !== undefined) {
    const own = keys.filter((key) => !(value instanceof String && /^\d+$/.test(String(key))));
    return around(boxed, () => own.map((key) => entry(key)), own.length);
  }
  if (namespaces.has(value)) {
    return withItems('[Module: null prototype] {', properties);
  }
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag === 'Map Iterator' || tag === 'Set Iterator') {
    return withItems(`[${tag}] {`, properties);
  }
  const name = classNameOf(value);
  if (tag === 'Arguments') return withItems('[Arguments] {', properties);
  const label = prefix(value, 'Object');
  const open = label === 'Object ' ? '{' : `${label}{`;
  if (keys.length === 0) return `${open}}`;
  const short = name === null ? '[Object: null prototype]' : prefix(value, 'Object').trim();
  return {
    base: '',
    open,
    close: '}',
    short: short.replace(/^\[(.*)\]$/, '$1'),
    entries: properties,
  };
}

const withItems = (open: string, entries: () => string[]): Shape => ({
  base: '',
  open,
  close: '}',
  entries,
});

/** A value that is shown by itself, with braces only when it has properties of its own. */
function around(base: string, properties: () => string[], count: number): Shape | string {
  return count === 0 ? base : { base, open: '{', close: '}', entries: properties };
}

function keysOf(value: object, showHidden: boolean): (string | symbol)[] {
  const names = showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  const symbols = Object.getOwnPropertySymbols(value).filter(
    (key) => showHidden || Object.prototype.propertyIsEnumerable.call(value, key),
  );
  return [...names, ...symbols];
}

function indented<Result>(inspection: Inspection, by: number, action: () => Result): Result {
  inspection.indentation += by;
  try {
    return action();
  } finally {
    inspection.indentation -= by;
  }
}

const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

function property(
  inspection: Inspection,
  value: object,
  key: PropertyKey,
  depth: number,
  list: boolean,
): string {
  const descriptor = Object.getOwnPropertyDescriptor(value, key) ?? {
    value: (value as Record<PropertyKey, unknown>)[key],
    enumerable: true,
  };
  let shown: string;
  if (namespaces.has(value)) {
    const exported: unknown = (value as Record<PropertyKey, unknown>)[key];
    shown = indented(inspection, 2, () => inspection.value(exported, depth + 1));
  } else if (descriptor.get || descriptor.set) {
    const kind = descriptor.get ? (descriptor.set ? 'Getter/Setter' : 'Getter') : 'Setter';
    shown = inspection.style(`[${kind}]`, 'special');
    if (inspection.options.getters && descriptor.get) {
      const got: unknown = descriptor.get.call(value);
      shown = `${inspection.style(`[${kind}:`, 'special')} ${inspection.value(got, depth + 1)}${inspection.style(']', 'special')}`;
    }
  } else {
    const by = inspection.compact !== true || list ? 2 : 3;
    shown = indented(inspection, by, () => inspection.value(descriptor.value, depth + 1));
  }
  if (list) return shown;
  if (typeof key === 'symbol') return `${inspection.style(key.toString(), 'symbol')}: ${shown}`;
  const name = String(key);
  if (name === '__proto__') return `['__proto__']: ${shown}`;
  if (descriptor.enumerable === false) return `[${name}]: ${shown}`;
  return `${IDENTIFIER.test(name) ? name : inspection.style(quote(name), 'string')}: ${shown}`;
}

function moreItems(count: number): string {
  return `... ${count} more item${count > 1 ? 's' : ''}`;
}

function arrayItems(
  inspection: Inspection,
  list: ArrayLike<unknown>,
  entry: (key: PropertyKey, list: boolean) => string,
): { items: string[]; rest: boolean } {
  const items: string[] = [];
  let index = 0;
  for (; index < list.length && items.length < inspection.maxArrayLength; index += 1) {
    if (Object.hasOwn(list, index)) {
      items.push(entry(index, true));
      continue;
    }
    let end = index;
    while (end < list.length && !Object.hasOwn(list, end)) end += 1;
    const count = end - index;
    items.push(inspection.style(`<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined'));
    index = end - 1;
  }
  const rest = list.length - index;
  if (rest > 0) items.push(moreItems(rest));
  return { items, rest: rest > 0 };
}

function typedItems(
  inspection: Inspection,
  list: ArrayLike<unknown>,
): { items: string[]; rest: boolean } {
  const count = Math.min(list.length, inspection.maxArrayLength);
  const items = Array.from({ length: count }, (_, index) => inspection.primitive(list[index]));
  const rest = list.length - count;
  if (rest > 0) items.push(moreItems(rest));
  return { items, rest: rest > 0 };
}

function limited(inspection: Inspection, items: string[]): string[] {
  if (items.length <= inspection.maxArrayLength) return items;
  return [
    ...items.slice(0, inspection.maxArrayLength),
    moreItems(items.length - inspection.maxArrayLength),
  ];
}

function functionBase(value: object): string {
  const source = Function.prototype.toString.call(value);
  const own = Object.getOwnPropertyDescriptor(value, 'name')?.value as unknown;
  const name = typeof own === 'string' ? own : '';
  const maker = Object.getPrototypeOf(value) as { name?: string } | null;
  if (/^class\b/.test(source) && source.endsWith('}')) {
    const above =
      maker !== null && maker !== Function.prototype && maker.name ? ` extends ${maker.name}` : '';
    const noPrototype = maker === null ? ' extends [null prototype]' : above;
    return `[class ${name === '' ? '(anonymous)' : name}${noPrototype}]`;
  }
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return `[${kind}${name === '' ? ' (anonymous)' : `: ${name}`}]`;
}

const isError = (value: object): value is Error =>
  value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';

function errorShape(
  inspection: Inspection,
  error: Error,
  allKeys: readonly (string | symbol)[],
  entry: (key: PropertyKey) => string,
): Shape | string {
  const own: unknown = (error as { stack?: unknown }).stack;
  let stack =
    typeof own === 'string' && own !== ''
      ? stackInWords(own, error)
      : Error.prototype.toString.call(error);
  const keys = allKeys.filter((key) => {
    if (key !== 'name' && key !== 'message' && key !== 'stack') return true;
    return !stack.includes(String(error[key]));
  });
  for (const hidden of ['cause', 'errors'] as const) {
    if (Object.hasOwn(error, hidden) && !keys.includes(hidden)) keys.push(hidden);
  }
  const name = error.name;
  const made = classNameOf(error);
  if (made !== null && made !== name && name === 'Error' && stack.startsWith('Error')) {
    stack = stack.replace(/^Error/, made);
  }
  const frames = stack.indexOf('\n    at');
  if (frames < 0) stack = `[${stack}]`;
  if (inspection.indentation > 0)
    stack = stack.replaceAll('\n', `\n${' '.repeat(inspection.indentation)}`);
  return around(stack, () => keys.map((key) => entry(key)), keys.length);
}

function bufferShape(
  inspection: Inspection,
  buffer: ArrayBuffer,
  properties: () => string[],
): Shape {
  return withItems(`${prefix(buffer, 'ArrayBuffer')}{`, () => {
    const bytes = new Uint8Array(buffer);
    const shown = Array.from(bytes.subarray(0, 50), (byte) => byte.toString(16).padStart(2, '0'));
    const more =
      bytes.length > 50 ? ` ... ${bytes.length - 50} more byte${bytes.length > 51 ? 's' : ''}` : '';
    return [
      `${inspection.style('[Uint8Contents]', 'special')}: <${shown.join(' ')}${more}>`,
      `${inspection.style('[byteLength]', 'string')}: ${inspection.primitive(bytes.length)}`,
      ...properties(),
    ];
  });
}

function boxedBase(inspection: Inspection, value: object): string | undefined {
  for (const kind of [Number, String, Boolean] as const) {
    if (!(value instanceof kind)) continue;
    const inner: unknown = value.valueOf();
    const plain = typeof inner === 'string' ? quote(inner) : new Inspection({}).primitive(inner);
    return inspection.style(`[${kind.name}: ${plain}]`, kind.name.toLowerCase());
  }
  return undefined;
}

/** Node's `assert.deepStrictEqual` and, not strict, `assert.deepEqual`. */
export function isDeepEqual(
  a: unknown,
  b: unknown,
  strict: boolean,
  seen = new Map<object, object>(),
): boolean {
  if (Object.is(a, b) || (!strict && a === b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    if (strict) return false;
    return isPrimitive(a) && isPrimitive(b) && looselyEqual(a, b);
  }
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  try {
    return sameObjects(a, b, strict, seen);
  } finally {
    seen.delete(a);
  }
}

const isPrimitive = (value: unknown): boolean => typeof value !== 'object' || value === null;

export const looselyEqual = (a: unknown, b: unknown): boolean =>
  // eslint-disable-next-line eqeqeq -- the loose comparison is what the caller asked for
  a == b || (Number.isNaN(a) && Number.isNaN(b));

export const isDeepStrictEqual = (a: unknown, b: unknown): boolean => isDeepEqual(a, b, true);

const tagOf = (value: object): string => Object.prototype.toString.call(value);

function sameObjects(a: object, b: object, strict: boolean, seen: Map<object, object>): boolean {
  const again = (one: unknown, other: unknown) => isDeepEqual(one, other, strict, seen);
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (tagOf(a) !== tagOf(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (a instanceof Date && b instanceof Date) {
    if (!Object.is(a.getTime(), b.getTime())) return false;
  } else if (a instanceof RegExp && b instanceof RegExp) {
    if (String(a) !== String(b) || a.lastIndex !== b.lastIndex) return false;
  } else if (a instanceof Error && b instanceof Error) {
    if (a.name !== b.name || a.message !== b.message || !again(a.cause, b.cause)) return false;
  } else if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
    return sameBytes(a, b, strict);
  } else if (a instanceof ArrayBuffer && b instanceof ArrayBuffer) {
    return sameBytes(new Uint8Array(a), new Uint8Array(b), strict);
  } else if (a instanceof Number || a instanceof String || a instanceof Boolean) {
    if (!Object.is(a.valueOf(), b.valueOf())) return false;
  } else if (a instanceof Set && b instanceof Set) {
    if (!sameSets(a, b, again)) return false;
  } else if (a instanceof Map && b instanceof Map) {
    if (!sameMaps(a, b, again)) return false;
  } else if (a instanceof WeakMap || a instanceof WeakSet || a instanceof Promise) {
    return false;
  }
  return sameProperties(a, b, strict, again);
}

function sameProperties(
  a: object,
  b: object,
  strict: boolean,
  again: (one: unknown, other: unknown) => boolean,
): boolean {
  const keys = keysOf(a, strict);
  if (keys.length !== keysOf(b, strict).length) return false;
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
  return keys.every((key) => {
    if (!Object.prototype.propertyIsEnumerable.call(b, key)) return false;
    return again(
      (a as Record<PropertyKey, unknown>)[key],
      (b as Record<PropertyKey, unknown>)[key],
    );
  });
}

function keysOf(value: object, strict: boolean): (string | symbol)[] {
  const symbols = strict
    ? Object.getOwnPropertySymbols(value).filter((key) =>
        Object.prototype.propertyIsEnumerable.call(value, key),
      )
    : [];
  return [...Object.keys(value), ...symbols];
}

function sameBytes(a: ArrayBufferView, b: ArrayBufferView, strict: boolean): boolean {
  if (a.byteLength !== b.byteLength) return false;
  if (a instanceof Float32Array || a instanceof Float64Array) {
    const other = b as Float64Array;
    return Array.from(a).every((value, index) =>
      strict ? Object.is(value, other[index]) : value === other[index],
    );
  }
  const [one, other] = [a, b].map(
    (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
  );
  return one?.every((byte, index) => byte === other?.[index]) ?? false;
}

function sameSets(
  a: ReadonlySet<unknown>,
  b: ReadonlySet<unknown>,
  again: (one: unknown, other: unknown) => boolean,
): boolean {
  if (a.size !== b.size) return false;
  const left = [...b].filter((value) => !a.has(value));
  for (const value of a) {
    if (b.has(value)) continue;
    const match = left.findIndex((other) => again(value, other));
    if (match < 0) return false;
    left.splice(match, 1);
  }
  return true;
}

function sameMaps(
  a: ReadonlyMap<unknown, unknown>,
  b: ReadonlyMap<unknown, unknown>,
  again: (one: unknown, other: unknown) => boolean,
): boolean {
  if (a.size !== b.size) return false;
  const left = [...b].filter(([key]) => !a.has(key));
  for (const [key, value] of a) {
    if (b.has(key)) {
      if (!again(value, b.get(key))) return false;
      continue;
    }
    const match = left.findIndex(
      ([otherKey, other]) => again(key, otherKey) && again(value, other),
    );
    if (match < 0) return false;
    left.splice(match, 1);
  }
  return true;
}

/** A copy of a document without one of its keys. */
export function withoutKey<T extends object, K extends keyof T>(document: T, key: K): Omit<T, K> {
  const copy = { ...document };
  Reflect.deleteProperty(copy, key);
  return copy;
}

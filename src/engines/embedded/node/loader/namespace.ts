import { markNamespace } from '../modules/inspect-shapes.ts';

/** What a module exports, by name. */
export type Namespace = Record<string, unknown>;

export const isRecord = (value: unknown): value is Namespace =>
  typeof value === 'object' && value !== null;

/** An empty one, to be filled by `defineExport` and closed by `sealNamespace`. */
export function newNamespace(): Namespace {
  const namespace = Object.create(null, {
    [Symbol.toStringTag]: { value: 'Module' },
    __esModule: { value: true },
  }) as Namespace;
  markNamespace(namespace);
  return namespace;
}

export function defineExport(
  namespace: Namespace,
  name: string,
  get: () => unknown,
  enumerable = true,
): void {
  Object.defineProperty(namespace, name, { get, enumerable, configurable: true });
}

/** Puts the names in order and lets nothing be added or changed. */
export function sealNamespace(namespace: Namespace): void {
  const names = Object.keys(namespace).sort();
  const getters = names.map(
    (name) => [name, Object.getOwnPropertyDescriptor(namespace, name)] as const,
  );
  for (const name of names) Reflect.deleteProperty(namespace, name);
  for (const [name, getter] of getters) {
    if (getter) Object.defineProperty(namespace, name, { ...getter, configurable: false });
  }
  Object.preventExtensions(namespace);
}

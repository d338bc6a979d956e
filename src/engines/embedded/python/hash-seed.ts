import { HashMemory, type TypeFamilies } from './hash-memory.ts';
import { HashedObjects } from './hashed-objects.ts';
import type { Pyodide, PythonObject } from './pyodide-shape.ts';

/** Bytes of CPython's `_Py_HashSecret`. */
export const SECRET_BYTES = 24;
const FAMILIES = [
  'all',
  'text',
  'bytes',
  'dicts',
  'sets',
  'tuples',
  'weakrefs',
  'ordered',
] as const;

const FIND_FAMILIES = `
def families():
    import threading, weakref
    from collections import OrderedDict
    def family(*roots):
        found, waiting = {}, list(roots)
        while waiting:
            kind = waiting.pop()
            if id(kind) not in found:
                found[id(kind)] = True
                waiting += type.__subclasses__(kind)
        return list(found)
    return [family(object), family(str), family(bytes), family(dict), family(set, frozenset), family(tuple),
            family(weakref.ref), family(OrderedDict), [id(threading.Thread)]]
families()
`;

/**
 * The secret that CPython makes of PYTHONHASHSEED: of 0 zeros, of another number always the same bytes; `undefined` when
 * chance decides, because nothing is set, or "random", or what is no number.
 *
 * @see Python/bootstrap_hash.c, `_Py_HashRandomization_Init`
 */
export function chosenSecret(setting: string | undefined): Uint8Array | undefined {
  const seed = Number(setting);
  if (setting === undefined || !/^\d+$/.test(setting) || seed > 0xffffffff) return undefined;
  const secret = new Uint8Array(SECRET_BYTES);
  let state = seed;
  for (let index = 0; seed !== 0 && index < SECRET_BYTES; index += 1) {
    state = (Math.imul(state, 214013) + 2531011) >>> 0;
    secret[index] = (state >>> 16) & 0xff;
  }
  return secret;
}

/**
 * Gives a running interpreter another secret for the hashes of text and bytes, as if it had started with it.
 *
 * A snapshot holds one secret for ever: the order of every set of strings would be the same in every process, and a
 * program that depends on it would look right. CPython cannot change its secret, because hashes are kept in objects and in
 * the places that objects have in dictionaries and sets. All of those are found in memory, held against the old secret so
 * that nothing else is taken for one, and made anew.
 *
 * Must not be called while Python runs.
 */
export function reseedHashes(python: Pyodide, secret: Uint8Array): void {
  const found = python.runPython(FIND_FAMILIES) as PythonObject & { toJs(): number[][] };
  const lists = found.toJs();
  found.destroy();
  const families = {
    ...Object.fromEntries(FAMILIES.map((name, index) => [name, lists[index] ?? []])),
    example: lists.at(-1)?.[0] ?? 0,
  } as unknown as TypeFamilies;
  const memory = new HashMemory(python, families);
  const all = new HashedObjects(python, memory, families);
  python._module.HEAPU8.set(secret, python._module.__Py_HashSecret);
  all.rehash();
}

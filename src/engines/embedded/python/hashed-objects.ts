import { NO_HASH, type HashMemory, type TypeFamilies } from './hash-memory.ts';
import { DictKeys, SetTable } from './hash-tables.ts';
import type { Pyodide } from './pyodide-shape.ts';

/** Offsets in CPython 3.14 on a 32-bit machine, in bytes. */
const TEXT = { length: 8, hash: 12, flags: 16, data: 28 } as const;
const BYTES = { length: 8, hash: 12, data: 16 } as const;
const TUPLE = { length: 8, hash: 12, items: 16 } as const;
const WEAKREF = { referent: 8, hash: 16 } as const;
const DICT_KEYS = 24;
const ORDERED = { first: 48, key: 0, hash: 4, next: 8 } as const;
/** More than a class takes, in bytes. */
const CLASS_BYTES = 600;
const INTERNED = { buckets: 8, bucketCount: 4, next: 0, hash: 4, key: 8 } as const;
const RUNTIME_BYTES = 2 ** 19;
const LONGEST = 2 ** 24;

const KINDS = ['text', 'bytes', 'dicts', 'sets', 'tuples', 'weakrefs'] as const;

/** All in an interpreter's memory that depends on the secret of hashes. */
export class HashedObjects {
  readonly #memory: HashMemory;
  readonly #types: { text: number; bytes: number; tuple: number; dummy: number };
  readonly #texts: number[] = [];
  readonly #bytes: number[] = [];
  readonly #keys = new Map<number, DictKeys>();
  readonly #sets: SetTable[] = [];
  /** Where a hash is kept that is computed again when it is missing. */
  readonly #forgettable: number[] = [];
  readonly #orderedNodes: number[] = [];
  readonly #internTables = new Set<number>();

  /** Looks through the memory. Hashes stay as they are. */
  constructor(python: Pyodide, memory: HashMemory, families: TypeFamilies) {
    const module = python._module;
    this.#memory = memory;
    this.#types = {
      text: module._PyUnicode_Type,
      bytes: module._PyBytes_Type,
      tuple: module._PyTuple_Type,
      dummy: memory.word(module.__PySet_Dummy),
    };
    const found = candidates(memory, families);
    for (const at of found.text) if (this.#isText(at)) this.#texts.push(at);
    for (const at of found.bytes) if (this.#isBytes(at)) this.#bytes.push(at);
    for (const at of found.dicts) this.#addKeys(memory.word(at + DICT_KEYS));
    const shared = this.#sharedKeysOffset(families.example);
    for (const type of families.all) this.#addKeys(memory.word(type + shared));
    for (const at of found.sets) {
      const table = SetTable.at(memory, at, this.#types.dummy);
      if (table) this.#sets.push(table);
    }
    for (const at of found.tuples)
      if (this.#isHashedTuple(at)) this.#forgettable.push(at + TUPLE.hash);
    for (const at of found.weakrefs) {
      if (this.#isHashedWeakref(at)) this.#forgettable.push(at + WEAKREF.hash);
    }
    const ordered = new Set(families.ordered);
    for (const at of found.dicts) if (ordered.has(memory.word(at + 4))) this.#addOrdered(at);
    this.#findInternTables(module.__PyRuntime);
  }

  /** Computes everything again. What is asked of Python on the way finds text and its dictionaries in order already. */
  rehash(): void {
    const memory = this.#memory;
    for (const at of this.#texts) this.#hashAgain(at + TEXT.hash, this.#types.text, at);
    for (const at of this.#bytes) this.#hashAgain(at + BYTES.hash, this.#types.bytes, at);
    for (const at of this.#forgettable) memory.set(at, NO_HASH);
    for (const table of this.#internTables) this.#relinkInterned(table);
    for (const keys of this.#keys.values()) if (keys.areText) keys.rebuild();
    for (const set of this.#sets) set.forgetHash();
    for (const keys of this.#keys.values()) if (!keys.areText) keys.rebuild();
    for (const set of this.#sets) set.rebuild();
    for (const node of this.#orderedNodes) {
      const hash = memory.hash(memory.word(node + ORDERED.key));
      if (hash !== undefined) memory.set(node + ORDERED.hash, hash);
    }
  }

  #hashAgain(field: number, type: number, object: number): number {
    this.#memory.set(field, NO_HASH);
    return this.#memory.hashBy(type, object);
  }

  /** True when the hash that is kept is the hash of what is there: the surest sign that it is an object at all. */
  #keepsItsHash(field: number, type: number, object: number): boolean {
    const kept = this.#memory.word(field);
    if (this.#hashAgain(field, type, object) === kept) return true;
    this.#memory.set(field, kept);
    return false;
  }

  #isText(at: number): boolean {
    const memory = this.#memory;
    const length = memory.word(at + TEXT.length);
    const flags = memory.bytes[at + TEXT.flags] ?? 0;
    const width = (flags >>> 2) & 7;
    if (memory.word(at + TEXT.hash) === NO_HASH || length > LONGEST) return false;
    if (width !== 1 && width !== 2 && width !== 4) return false;
    const isCompact = (flags & 0x20) !== 0;
    const data = isCompact ? at + TEXT.data : memory.word(at + TEXT.data);
    if (data === 0 || data + length * width > memory.bytes.length) return false;
    return this.#keepsItsHash(at + TEXT.hash, this.#types.text, at);
  }

  #isBytes(at: number): boolean {
    const memory = this.#memory;
    const length = memory.word(at + BYTES.length);
    if (memory.word(at + BYTES.hash) === NO_HASH || length > LONGEST) return false;
    if (at + BYTES.data + length > memory.bytes.length) return false;
    return this.#keepsItsHash(at + BYTES.hash, this.#types.bytes, at);
  }

  #isHashedTuple(at: number): boolean {
    const memory = this.#memory;
    const length = memory.word(at + TUPLE.length);
    if (memory.word(at + TUPLE.hash) === NO_HASH || length > LONGEST) return false;
    const end = at + TUPLE.items + length * 4;
    if (end > memory.bytes.length) return false;
    for (let item = at + TUPLE.items; item < end; item += 4) {
      if (!memory.isObject(memory.word(item))) return false;
    }
    return this.#keepsItsHash(at + TUPLE.hash, this.#types.tuple, at);
  }

  #isHashedWeakref(at: number): boolean {
    const memory = this.#memory;
    const hash = memory.word(at + WEAKREF.hash);
    const referent = memory.word(at + WEAKREF.referent);
    return hash !== NO_HASH && memory.isObject(referent) && memory.hash(referent) === hash;
  }

  /** Where a class has the keys that its instances share. */
  #sharedKeysOffset(example: number): number {
    for (let offset = 200; offset < CLASS_BYTES; offset += 4) {
      if (DictKeys.at(this.#memory, this.#memory.word(example + offset))?.areShared) return offset;
    }
    throw new Error('no class of this interpreter is as expected');
  }

  #addKeys(at: number): void {
    if (this.#keys.has(at)) return;
    const keys = DictKeys.at(this.#memory, at);
    if (keys) this.#keys.set(at, keys);
  }

  #addOrdered(dict: number): void {
    const memory = this.#memory;
    const nodes: number[] = [];
    for (
      let at = memory.word(dict + ORDERED.first);
      at !== 0;
      at = memory.word(at + ORDERED.next)
    ) {
      const key = memory.word(at + ORDERED.key);
      if ((at & 3) !== 0 || !memory.isObject(key)) return;
      if (memory.hash(key) !== memory.word(at + ORDERED.hash)) return;
      nodes.push(at);
    }
    this.#orderedNodes.push(...nodes);
  }

  /** The table of interned strings that are compiled in; the runtime's record has its address. */
  #findInternTables(runtime: number): void {
    const memory = this.#memory;
    const texts = new Set(this.#texts);
    for (let at = runtime; at < runtime + RUNTIME_BYTES; at += 4) {
      const table = memory.word(at);
      if (table === 0 || (table & 3) !== 0 || table + 40 > memory.bytes.length) continue;
      const count = memory.word(table + INTERNED.bucketCount);
      if (count < 16 || count > 2 ** 16 || (count & (count - 1)) !== 0) continue;
      const size = memory.word(table);
      if (size < 16 || size > count) continue;
      const entries = this.#internedEntries(table, count);
      if (entries.length !== size) continue;
      if (entries.every((entry) => texts.has(memory.word(entry + INTERNED.key)))) {
        this.#internTables.add(table);
      }
    }
  }

  #internedEntries(table: number, count: number): number[] {
    const memory = this.#memory;
    const buckets = memory.word(table + INTERNED.buckets);
    const entries: number[] = [];
    const most = memory.word(table);
    if ((buckets & 3) !== 0 || buckets + count * 4 > memory.bytes.length) return [];
    for (let bucket = 0; bucket < count; bucket += 1) {
      let entry = memory.word(buckets + bucket * 4);
      for (; entry !== 0; entry = memory.word(entry + INTERNED.next)) {
        if ((entry & 3) !== 0 || entry + 16 > memory.bytes.length) return [];
        if (entries.length >= most) return [];
        entries.push(entry);
      }
    }
    return entries;
  }

  #relinkInterned(table: number): void {
    const memory = this.#memory;
    const count = memory.word(table + INTERNED.bucketCount);
    const buckets = memory.word(table + INTERNED.buckets);
    const entries = this.#internedEntries(table, count);
    memory.bytes.fill(0, buckets, buckets + count * 4);
    for (const entry of entries) {
      const hash = memory.word(memory.word(entry + INTERNED.key) + TEXT.hash);
      const bucket = buckets + (hash & (count - 1)) * 4;
      memory.set(entry + INTERNED.hash, hash);
      memory.set(entry + INTERNED.next, memory.word(bucket));
      memory.set(bucket, entry);
    }
  }
}

/** Addresses where an object of each kind may lie: a word in memory is the address of its type. */
function candidates(
  memory: HashMemory,
  families: TypeFamilies,
): Record<(typeof KINDS)[number], number[]> {
  const found: number[][] = KINDS.map(() => []);
  const { words } = memory;
  const kindOf = new Map<number, number>();
  // Most words are no type's address: a small table that stays in the processor's cache tells so.
  const mayBeType = new Uint8Array(2 ** 16);
  for (const [index, kind] of KINDS.entries()) {
    for (const type of families[kind]) {
      kindOf.set(type, index);
      mayBeType[(type >>> 2) & 0xffff] = 1;
    }
  }
  const { length } = words;
  for (let index = 1; index < length; index += 1) {
    const word = words[index] as number;
    if (word === 0 || mayBeType[(word >>> 2) & 0xffff] === 0) continue;
    const kind = kindOf.get(word);
    if (kind !== undefined && memory.isObject((index - 1) * 4)) found[kind]?.push((index - 1) * 4);
  }
  return Object.fromEntries(KINDS.map((kind, index) => [kind, found[index] ?? []])) as Record<
    (typeof KINDS)[number],
    number[]
  >;
}

import { NO_HASH, type HashMemory } from './hash-memory.ts';

const EMPTY_SLOT = -1;
const GENERAL = 0;
const SPLIT = 2;

/** The keys of a dictionary: a table of indices by hash, then the entries in order. @see Include/internal/pycore_dict.h */
export class DictKeys {
  readonly #memory: HashMemory;
  readonly #indices: number;
  readonly #indexBytes: number;
  readonly #mask: number;
  readonly #entries: number;
  readonly #entryBytes: number;
  readonly #count: number;
  readonly #kind: number;

  private constructor(memory: HashMemory, at: number) {
    const { bytes } = memory;
    const logSize = bytes[at + 4] ?? 0;
    const logIndexBytes = bytes[at + 5] ?? 0;
    this.#memory = memory;
    this.#kind = bytes[at + 6] ?? 0;
    this.#mask = 2 ** logSize - 1;
    this.#indices = at + 20;
    this.#indexBytes = 2 ** (logIndexBytes - logSize);
    this.#entries = this.#indices + 2 ** logIndexBytes;
    this.#entryBytes = this.#kind === GENERAL ? 12 : 8;
    this.#count = memory.word(at + 16);
  }

  /** The keys at an address, or `undefined` when there are none there that hold together. */
  static at(memory: HashMemory, at: number): DictKeys | undefined {
    const { bytes } = memory;
    if (at === 0 || (at & 3) !== 0 || at + 32 > bytes.length) return undefined;
    const logSize = bytes[at + 4] ?? 0;
    const perIndex = (bytes[at + 5] ?? 0) - logSize;
    if (logSize < 3 || logSize > 24 || perIndex < 0 || perIndex > 2) return undefined;
    const count = memory.word(at + 16);
    if (count === 0 || count > 2 ** logSize || (bytes[at + 6] ?? 0) > SPLIT) return undefined;
    const keys = new DictKeys(memory, at);
    if (keys.#entries + count * keys.#entryBytes > bytes.length) return undefined;
    return keys.#holdsTogether() ? keys : undefined;
  }

  get areShared(): boolean {
    return this.#kind === SPLIT;
  }

  /** True when all keys are text, whose hashes are in themselves. */
  get areText(): boolean {
    return this.#kind !== GENERAL;
  }

  rebuild(): void {
    const { bytes } = this.#memory;
    bytes.fill(0xff, this.#indices, this.#indices + (this.#mask + 1) * this.#indexBytes);
    for (let index = 0; index < this.#count; index += 1) {
      const key = this.#key(index);
      if (key === 0) continue;
      this.#setIndex(this.#slotOf(this.#newHash(index, key), EMPTY_SLOT), index);
    }
  }

  #newHash(index: number, key: number): number {
    if (this.#kind !== GENERAL) return this.#memory.word(key + 12);
    const at = this.#entries + index * this.#entryBytes;
    const hash = this.#memory.hash(key) ?? this.#memory.word(at);
    this.#memory.set(at, hash);
    return hash;
  }

  #key(index: number): number {
    const at = this.#entries + index * this.#entryBytes;
    return this.#memory.word(this.#kind === GENERAL ? at + 4 : at);
  }

  #oldHash(index: number, key: number): number {
    if (this.#kind !== GENERAL) return this.#memory.word(key + 12);
    return this.#memory.word(this.#entries + index * this.#entryBytes);
  }

  /** Every key is an object and is found where its hash leads. */
  #holdsTogether(): boolean {
    for (let index = 0; index < this.#count; index += 1) {
      const key = this.#key(index);
      if (key === 0) continue;
      if (!this.#memory.isObject(key)) return false;
      const hash = this.#oldHash(index, key);
      if (hash === NO_HASH || this.#slotOf(hash, index) < 0) return false;
    }
    return true;
  }

  /** The first slot on the way of a hash that holds `index`; -1 when an empty one comes before it. */
  #slotOf(hash: number, index: number): number {
    let perturb = hash;
    let slot = hash & this.#mask;
    for (let tries = this.#mask + 64; tries > 0; tries -= 1) {
      const there = this.#index(slot);
      if (there === index) return slot;
      if (there === EMPTY_SLOT) return -1;
      perturb >>>= 5;
      slot = (slot * 5 + perturb + 1) & this.#mask;
    }
    return -1;
  }

  #index(slot: number): number {
    const { bytes } = this.#memory;
    const at = this.#indices + slot * this.#indexBytes;
    if (this.#indexBytes === 1) return ((bytes[at] ?? 0) << 24) >> 24;
    if (this.#indexBytes === 2)
      return (((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)) << 16) >> 16;
    return this.#memory.word(at) | 0;
  }

  #setIndex(slot: number, index: number): void {
    const { bytes } = this.#memory;
    const at = this.#indices + slot * this.#indexBytes;
    for (let byte = 0; byte < this.#indexBytes; byte += 1) bytes[at + byte] = index >>> (8 * byte);
  }
}

const SET = { fill: 8, used: 12, mask: 16, table: 20, hash: 24 } as const;
const LINEAR_PROBES = 9;

/** The table of a set. @see Objects/setobject.c */
export class SetTable {
  readonly #memory: HashMemory;
  readonly #set: number;
  readonly #dummy: number;

  private constructor(memory: HashMemory, set: number, dummy: number) {
    this.#memory = memory;
    this.#set = set;
    this.#dummy = dummy;
  }

  static at(memory: HashMemory, set: number, dummy: number): SetTable | undefined {
    const [mask, table, used] = [SET.mask, SET.table, SET.used].map((at) => memory.word(set + at));
    if (!mask || !table || !used || ((mask + 1) & mask) !== 0 || mask > 2 ** 24) return undefined;
    if ((table & 3) !== 0 || table + (mask + 1) * 8 > memory.bytes.length) return undefined;
    const found = new SetTable(memory, set, dummy);
    const members = found.#members();
    if (members.length !== used) return undefined;
    return members.every(([key]) => memory.isObject(key)) ? found : undefined;
  }

  #members(): [key: number, hash: number][] {
    const { words } = this.#memory;
    const table = this.#memory.word(this.#set + SET.table) >>> 2;
    const mask = this.#memory.word(this.#set + SET.mask);
    const members: [number, number][] = [];
    for (let slot = 0; slot <= mask; slot += 1) {
      const key = words[table + slot * 2] ?? 0;
      if (key !== 0 && key !== this.#dummy) members.push([key, words[table + slot * 2 + 1] ?? 0]);
    }
    return members;
  }

  /** A frozen set keeps its hash. */
  forgetHash(): void {
    this.#memory.set(this.#set + SET.hash, NO_HASH);
  }

  rebuild(): void {
    const memory = this.#memory;
    const members = this.#members().map(([key, hash]) => [key, memory.hash(key) ?? hash] as const);
    const table = memory.word(this.#set + SET.table);
    const mask = memory.word(this.#set + SET.mask);
    memory.bytes.fill(0, table, table + (mask + 1) * 8);
    for (const [key, hash] of members) {
      const slot = this.#freeSlot(table, mask, hash);
      memory.set(table + slot * 8, key);
      memory.set(table + slot * 8 + 4, hash);
    }
    memory.set(this.#set + SET.fill, members.length);
  }

  #freeSlot(table: number, mask: number, hash: number): number {
    let perturb = hash;
    let slot = hash & mask;
    for (;;) {
      const probes = slot + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
      for (let probe = slot; probe <= slot + probes; probe += 1) {
        if (this.#memory.word(table + probe * 8) === 0) return probe;
      }
      perturb >>>= 5;
      slot = (slot * 5 + 1 + perturb) & mask;
    }
  }
}

import type { Pyodide } from './pyodide-shape.ts';

/** Addresses of types: each list holds a type and all its subclasses. */
export interface TypeFamilies {
  readonly all: readonly number[];
  readonly text: readonly number[];
  readonly bytes: readonly number[];
  readonly dicts: readonly number[];
  readonly sets: readonly number[];
  readonly tuples: readonly number[];
  readonly weakrefs: readonly number[];
  readonly ordered: readonly number[];
  /** A class that has an instance with an attribute. */
  readonly example: number;
}

export const NO_HASH = 0xffffffff;
/** A live object is referred to less often than this; a freed one has an address in the place of its count. */
const MOST_REFERENCES = 2 ** 20;
const IMMORTAL = 0x40000000;
const TYPE_HASH = 60;

/** Reads the interpreter's memory by words. Addresses are bytes; CPython 3.14 on a 32-bit machine. */
export class HashMemory {
  readonly #module: Pyodide['_module'];
  #words: Uint32Array;
  #bytes: Uint8Array;
  readonly #isType: Uint8Array;
  readonly #hashOfType = new Map<number, (object: number) => number>();

  constructor(python: Pyodide, families: TypeFamilies) {
    this.#module = python._module;
    this.#words = this.#module.HEAPU32;
    this.#bytes = this.#module.HEAPU8;
    this.#isType = new Uint8Array(this.words.length);
    for (const type of families.all) this.#isType[type >>> 2] = 1;
  }

  get words(): Uint32Array {
    // Memory that has grown leaves its old views empty.
    if (this.#words.length === 0) this.#words = this.#module.HEAPU32;
    return this.#words;
  }

  get bytes(): Uint8Array {
    if (this.#bytes.length === 0) this.#bytes = this.#module.HEAPU8;
    return this.#bytes;
  }

  word(address: number): number {
    return this.words[address >>> 2] ?? 0;
  }

  set(address: number, value: number): void {
    this.words[address >>> 2] = value;
  }

  /** True when an object may lie there: it is counted as objects are, and its type is one. */
  isObject(address: number): boolean {
    if (address === 0 || (address & 3) !== 0 || address + 16 > this.bytes.length) return false;
    const references = this.word(address);
    if (references === 0 || (references > MOST_REFERENCES && references < IMMORTAL)) return false;
    return this.#isType[this.word(address + 4) >>> 2] === 1;
  }

  /** The hash as a type itself computes it, whatever its subclasses say. */
  hashBy(type: number, object: number): number {
    let compute = this.#hashOfType.get(type);
    if (!compute) {
      compute = this.#module.wasmTable.get(this.word(type + TYPE_HASH)) as (o: number) => number;
      this.#hashOfType.set(type, compute);
    }
    return compute(object) >>> 0;
  }

  /** The hash of any object, as `hash()` gives it; `undefined` when it has none. May run Python. */
  hash(object: number): number | undefined {
    const hash = this.#module._PyObject_Hash(object) >>> 0;
    if (hash !== NO_HASH) return hash;
    this.#module._PyErr_Clear();
    return undefined;
  }
}

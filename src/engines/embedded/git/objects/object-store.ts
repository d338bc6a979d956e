import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { zlibSync } from 'fflate';
import type { Tree } from '../../kernel/tree.ts';
import { fatal } from '../git-error.ts';
import { toBytes, toText } from '../text.ts';
import { inflate } from './inflate.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

export interface GitObject {
  readonly type: ObjectType;
  readonly body: Uint8Array;
}

/** Objects read from packs, by id. Filled before a command runs: see packs.ts. */
export type PackedObjects = ReadonlyMap<string, GitObject>;

const CACHED_UP_TO_BYTES = 1 << 20;

/**
 * What loose files decompress to, by the identity of their bytes. The tree replaces a file's array when it is
 * written, so a stale answer is impossible and nothing outlives its file.
 */
const decompressed = new WeakMap<Uint8Array, GitObject>();

function withHeader(type: ObjectType, body: Uint8Array): Uint8Array {
  const header = toBytes(`${type} ${body.length}\0`);
  const whole = new Uint8Array(header.length + body.length);
  whole.set(header);
  whole.set(body, header.length);
  return whole;
}

/** The id that an object of these contents has. */
export const objectId = (type: ObjectType, body: Uint8Array): string =>
  bytesToHex(sha1(withHeader(type, body)));

/** Objects of one repository: loose ones in the tree, packed ones read before. */
export class ObjectStore {
  readonly #tree: Tree;
  readonly #folder: string;
  readonly #packed: PackedObjects;

  constructor(tree: Tree, gitFolder: string, packed: PackedObjects) {
    this.#tree = tree;
    this.#folder = `${gitFolder}/objects`;
    this.#packed = packed;
  }

  #path(oid: string): string {
    return `${this.#folder}/${oid.slice(0, 2)}/${oid.slice(2)}`;
  }

  has(oid: string): boolean {
    return this.#packed.has(oid) || this.#tree.exists(this.#path(oid));
  }

  /** @throws GitExit when the object is missing or damaged. */
  read(oid: string): GitObject {
    const found = this.tryRead(oid);
    if (!found) throw fatal(`unable to read ${oid}`);
    return found;
  }

  tryRead(oid: string): GitObject | undefined {
    const data = this.#tree.tryLookup(this.#path(oid))?.data;
    if (!data) return this.#packed.get(oid);
    const known = decompressed.get(data);
    if (known) return known;
    const object = this.#parse(oid, data);
    if (object.body.length <= CACHED_UP_TO_BYTES) decompressed.set(data, object);
    return object;
  }

  #parse(oid: string, data: Uint8Array): GitObject {
    const damaged = fatal(`loose object ${oid} (stored in ${this.#path(oid)}) is corrupt`);
    let whole: Uint8Array;
    try {
      whole = inflate(data, this.#tree.limits.fileBytes);
    } catch {
      throw damaged;
    }
    const end = whole.indexOf(0);
    const match = /^(blob|tree|commit|tag) (\d+)$/.exec(
      toText(whole.subarray(0, Math.max(end, 0))),
    );
    const body = whole.subarray(end + 1);
    if (!match || Number(match[2]) !== body.length) throw damaged;
    return { type: match[1] as ObjectType, body };
  }

  /** Stores an object unless it is there already; returns its id. */
  write(type: ObjectType, body: Uint8Array): string {
    const whole = withHeader(type, body);
    const oid = bytesToHex(sha1(whole));
    if (this.has(oid)) return oid;
    const path = this.#path(oid);
    this.#tree.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
    // Level 1 is what git takes for loose objects: they are written often and read seldom.
    this.#tree.writeFile(path, zlibSync(whole, { level: 1 }), { mode: 0o444 });
    return oid;
  }

  /** Ids that begin so, sorted; give at least two digits. */
  startingWith(prefix: string): string[] {
    const folder = this.#tree.tryLookup(`${this.#folder}/${prefix.slice(0, 2)}`);
    const found = new Set<string>();
    for (const name of folder?.children?.keys() ?? []) {
      const oid = prefix.slice(0, 2) + name;
      if (oid.length === 40 && oid.startsWith(prefix)) found.add(oid);
    }
    for (const oid of this.#packed.keys()) if (oid.startsWith(prefix)) found.add(oid);
    return [...found].sort();
  }

  /** The shortest beginning, of `length` digits or more, that names this object alone. */
  abbreviate(oid: string, length = 7): string {
    const alike = this.startingWith(oid.slice(0, Math.max(2, Math.min(length, 40))));
    let digits = length;
    while (
      digits < 40 &&
      alike.some((other) => other !== oid && other.startsWith(oid.slice(0, digits)))
    ) {
      digits += 1;
    }
    return oid.slice(0, digits);
  }
}

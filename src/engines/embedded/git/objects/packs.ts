import { readObject } from 'isomorphic-git';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Tree } from '../../kernel/tree.ts';
import { fatal } from '../git-error.ts';
import type { GitObject, ObjectType, PackedObjects } from './object-store.ts';
import { readOnlyFs } from './read-only-fs.ts';

/** Objects of a pack by the identity of its index's bytes: a pack that is replaced is read again. */
const known = new WeakMap<Uint8Array, PackedObjects>();

const HEADER_BYTES = 8;
const FANOUT_BYTES = 256 * 4;

/** Ids that a pack index (version 2) lists. */
function idsIn(index: Uint8Array): string[] {
  const view = new DataView(index.buffer, index.byteOffset, index.length);
  if (index.length < HEADER_BYTES + FANOUT_BYTES || view.getUint32(0) !== 0xff744f63) {
    throw fatal('a pack index is damaged or of version 1, which the lab edition does not read');
  }
  const count = view.getUint32(HEADER_BYTES + FANOUT_BYTES - 4);
  const start = HEADER_BYTES + FANOUT_BYTES;
  return Array.from({ length: count }, (_, at) =>
    bytesToHex(index.subarray(start + at * 20, start + at * 20 + 20)),
  );
}

/**
 * Reads all packed objects of a repository through isomorphic-git. Repositories made in the lab have none; one that
 * was cloned or repacked elsewhere does.
 */
export async function readPacks(tree: Tree, gitFolder: string): Promise<PackedObjects> {
  const folder = `${gitFolder}/objects/pack`;
  const names = tree.exists(folder)
    ? tree.readdir(folder).filter((name) => name.endsWith('.idx'))
    : [];
  const all = new Map<string, GitObject>();
  for (const name of names) {
    const index = tree.readFile(`${folder}/${name}`);
    let objects = known.get(index);
    if (!objects) {
      objects = await readPack(tree, gitFolder, idsIn(index));
      known.set(index, objects);
    }
    for (const [oid, object] of objects) all.set(oid, object);
  }
  return all;
}

async function readPack(
  tree: Tree,
  gitdir: string,
  ids: readonly string[],
): Promise<PackedObjects> {
  const fs = readOnlyFs(tree);
  const cache = {};
  const objects = new Map<string, GitObject>();
  for (const oid of ids) {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the type is not known before reading, which is what the other calls ask for
    const { type, object } = await readObject({ fs, gitdir, oid, format: 'content', cache });
    objects.set(oid, { type: type as ObjectType, body: object as Uint8Array });
  }
  return objects;
}

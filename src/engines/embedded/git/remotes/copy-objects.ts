import { fatal } from '../git-error.ts';
import { parseCommit } from '../objects/commit.ts';
import type { GitObject, ObjectStore } from '../objects/object-store.ts';
import { parseTag } from '../objects/tag.ts';
import { MODE_REPOSITORY, parseTree } from '../objects/tree.ts';

/** Ids that an object names and cannot do without. */
function namedBy({ type, body }: GitObject): readonly string[] {
  switch (type) {
    case 'commit': {
      const { tree, parents } = parseCommit(body);
      return [tree, ...parents];
    }
    case 'tree':
      return parseTree(body).flatMap(({ mode, oid }) => (mode === MODE_REPOSITORY ? [] : [oid]));
    case 'tag':
      return [parseTag(body).object];
    case 'blob':
      return [];
  }
}

/**
 * Copies what is reachable from `tips` and missing in `to`. What an object names is written before it, so that a
 * copy that is cut off leaves nothing half known.
 *
 * @throws GitExit when `from` lacks an object.
 */
export function copyObjects(from: ObjectStore, to: ObjectStore, tips: readonly string[]): void {
  const entered = new Set<string>();
  const left: { readonly oid: string; readonly write?: GitObject }[] = tips.map((oid) => ({ oid }));
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { oid, write } = next;
    if (write) {
      to.write(write.type, write.body);
      continue;
    }
    if (entered.has(oid) || to.has(oid)) continue;
    entered.add(oid);
    const object = from.tryRead(oid);
    if (!object) throw fatal(`remote did not send all necessary objects: ${oid} is missing`);
    left.push({ oid, write: object }, ...namedBy(object).map((each) => ({ oid: each })));
  }
}

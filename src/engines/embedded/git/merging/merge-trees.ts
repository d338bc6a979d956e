import { compareFiles } from '../changes/compare-files.ts';
import { findRenames } from '../changes/renames.ts';
import { failure } from '../git-error.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { MODE_LINK, type Files, type FileVersion } from '../objects/tree.ts';
import { comparePaths, isBinary, toBytes, toText } from '../text.ts';
import { mergeText, type SideNames } from './merge-text.ts';

/** The stages of a path that could not be merged; the work tree gets what `MergedTrees.files` has. */
export interface Conflict {
  readonly path: string;
  readonly base: FileVersion | undefined;
  readonly ours: FileVersion | undefined;
  readonly theirs: FileVersion | undefined;
}

export interface MergedTrees {
  /** What the work tree shall have, conflict markers included. */
  readonly files: Map<string, FileVersion>;
  readonly conflicts: readonly Conflict[];
  /** Lines as git prints them, in order of path. */
  readonly messages: readonly string[];
}

const same = (a: FileVersion | undefined, b: FileVersion | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.oid === b.oid && a.mode === b.mode);

interface Sides {
  readonly base: Map<string, FileVersion>;
  readonly ours: Map<string, FileVersion>;
  readonly theirs: Map<string, FileVersion>;
}

/** Follows renames: where one side renamed a file and the other changed it, both are moved to the new name. */
function followRenames(
  store: ObjectStore,
  given: Sides,
  names: SideNames,
): { sides: Sides; messages: [string, string][]; renamedAway: Conflict[] } {
  const sides: Sides = {
    base: new Map(given.base),
    ours: new Map(given.ours),
    theirs: new Map(given.theirs),
  };
  const messages: [string, string][] = [];
  const renamedAway: Conflict[] = [];
  const contents = (version: FileVersion) => store.read(version.oid).body;
  const renamesTo = (side: Files) =>
    findRenames(compareFiles(given.base, side), contents, 50, false).filter(
      ({ status }) => status === 'R',
    );
  const renames = { ours: renamesTo(given.ours), theirs: renamesTo(given.theirs) };
  for (const mine of ['ours', 'theirs'] as const) {
    const other = mine === 'ours' ? 'theirs' : 'ours';
    for (const { before, path, old } of renames[mine]) {
      const elsewhere = renames[other].find((rename) => rename.before === before);
      if (elsewhere && elsewhere.path !== path) {
        if (mine === 'theirs') continue;
        messages.push([
          before,
          `CONFLICT (rename/rename): ${before} renamed to ${path} in ${names.ours} and to ${elsewhere.path} in ${names.theirs}.`,
        ]);
        renamedAway.push({ path: before, base: old, ours: undefined, theirs: undefined });
        renamedAway.push({ path, base: undefined, ours: given.ours.get(path), theirs: undefined });
        renamedAway.push({
          path: elsewhere.path,
          base: undefined,
          ours: undefined,
          theirs: given.theirs.get(elsewhere.path),
        });
        continue;
      }
      const counterpart = given[other].get(before);
      if (!old || (sides[other].has(path) && !elsewhere)) continue;
      if (elsewhere) {
        sides.base.delete(before);
        sides.base.set(path, old);
        continue;
      }
      if (counterpart === undefined) {
        const version = given[mine].get(path);
        messages.push([
          path,
          `CONFLICT (rename/delete): ${before} renamed to ${path} in ${names[mine]}, but deleted in ${names[other]}.`,
        ]);
        renamedAway.push({ path, base: old, ours: undefined, theirs: undefined, [mine]: version });
        continue;
      }
      sides.base.delete(before);
      sides[other].delete(before);
      sides.base.set(path, old);
      sides[other].set(path, counterpart);
    }
  }
  return { sides, messages, renamedAway };
}

/** Merges two sets of files that come from one. */
export function mergeTrees(
  store: ObjectStore,
  base: ReadonlyMap<string, FileVersion>,
  ours: ReadonlyMap<string, FileVersion>,
  theirs: ReadonlyMap<string, FileVersion>,
  names: SideNames,
): MergedTrees {
  const followed = followRenames(
    store,
    { base: new Map(base), ours: new Map(ours), theirs: new Map(theirs) },
    names,
  );
  const { sides } = followed;
  const files = new Map<string, FileVersion>();
  const conflicts: Conflict[] = [...followed.renamedAway];
  const settled = new Set(conflicts.map(({ path }) => path));
  const messages: [path: string, line: string][] = [...followed.messages];
  const paths = new Set([...sides.base.keys(), ...sides.ours.keys(), ...sides.theirs.keys()]);
  for (const path of [...paths].sort(comparePaths)) {
    const [was, mine, other] = [sides.base.get(path), sides.ours.get(path), sides.theirs.get(path)];
    const take = (version: FileVersion | undefined) => version && files.set(path, version);
    if (settled.has(path)) take(mine ?? other);
    else if (same(mine, other) || same(was, other)) take(mine);
    else if (same(was, mine)) take(other);
    else {
      const merged = mergeOne(store, path, was, mine, other, names);
      messages.push(...merged.messages.map((line): [string, string] => [path, line]));
      take(merged.version);
      if (merged.conflict) conflicts.push({ path, base: was, ours: mine, theirs: other });
    }
  }
  refuseFileOverFolder(files);
  messages.sort(([a], [b]) => comparePaths(a, b));
  return { files, conflicts, messages: messages.map(([, line]) => line) };
}

function mergeOne(
  store: ObjectStore,
  path: string,
  base: FileVersion | undefined,
  ours: FileVersion | undefined,
  theirs: FileVersion | undefined,
  names: SideNames,
): { version: FileVersion | undefined; conflict: boolean; messages: string[] } {
  if (!ours || !theirs) {
    const [gone, kept] = ours ? [names.theirs, names.ours] : [names.ours, names.theirs];
    return {
      version: ours ?? theirs,
      conflict: true,
      messages: [
        `CONFLICT (modify/delete): ${path} deleted in ${gone} and modified in ${kept}.  Version ${kept} of ${path} left in tree.`,
      ],
    };
  }
  const kind = base ? 'content' : 'add/add';
  const mode = base && base.mode === ours.mode ? theirs.mode : ours.mode;
  if (ours.oid === theirs.oid)
    return { version: { mode, oid: ours.oid }, conflict: false, messages: [] };
  if (base && base.oid === ours.oid)
    return { version: { mode, oid: theirs.oid }, conflict: false, messages: [] };
  if (base && base.oid === theirs.oid)
    return { version: { mode, oid: ours.oid }, conflict: false, messages: [] };
  const bodies = [base, ours, theirs].map((version) =>
    version ? store.read(version.oid).body : new Uint8Array(),
  );
  const [was, mine, other] = bodies.map(toText) as [string, string, string];
  const clash = `CONFLICT (${kind}): Merge conflict in ${path}`;
  if (ours.mode === MODE_LINK || theirs.mode === MODE_LINK) {
    return { version: ours, conflict: true, messages: [clash] };
  }
  if (bodies.some(isBinary)) {
    return {
      version: ours,
      conflict: true,
      messages: [
        `warning: Cannot merge binary files: ${path} (${names.ours} vs. ${names.theirs})`,
        `Auto-merging ${path}`,
        clash,
      ],
    };
  }
  const { text, conflicts } = mergeText(was, mine, other, names);
  return {
    version: { mode, oid: store.write('blob', toBytes(text)) },
    conflict: conflicts > 0,
    messages: [`Auto-merging ${path}`, ...(conflicts > 0 ? [clash] : [])],
  };
}

/** git gives one of the two another name; the lab edition says that it cannot. */
function refuseFileOverFolder(files: ReadonlyMap<string, FileVersion>): void {
  for (const path of files.keys()) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const above = parts.slice(0, depth).join('/');
      if (files.has(above)) {
        throw failure(
          `the lab edition of git cannot merge the file '${above}' with a folder of the same name`,
          2,
        );
      }
    }
  }
}

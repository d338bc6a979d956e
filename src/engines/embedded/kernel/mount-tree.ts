import { LabError, pathFault, type FileSystemTree } from '#container';
import type { Limits } from './limits.ts';
import { TreeError } from './tree-error.ts';
import type { Tree } from './tree.ts';

const encoder = new TextEncoder();

type Planned =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly bytes: Uint8Array;
      readonly mode: number;
    };

/**
 * Lays a nested tree over the folder `at` (made when missing). All of it is checked before anything is changed.
 *
 * Files that stand there are replaced, links not followed. A file's `mode` (an extension of the public shape) is kept.
 *
 * @throws LabError `PathNotAllowed` for a name that is empty, a step (`..`), a path, or has control characters;
 *   `TreeNotUnderstood` for a node that is neither file, link nor folder.
 * @throws TreeError EFBIG, ENOSPC past the limits.
 */
export function mountTree(tree: Tree, nested: FileSystemTree, at: string): void {
  const planned = planWithin(nested, at, tree.limits);
  tree.mkdir(at, { recursive: true });
  for (const entry of planned) {
    const path = `${at}/${entry.path}`;
    const existing = tree.tryLookup(path, false);
    if (entry.kind === 'folder') {
      if (existing && existing.children === null) tree.rm(path);
      tree.mkdir(path, { recursive: true });
    } else {
      if (existing && (existing.data === null || entry.kind === 'symlink')) {
        tree.rm(path, { recursive: true });
      }
      if (entry.kind === 'symlink') tree.symlink(entry.target, path);
      else tree.writeFile(path, entry.bytes, { mode: entry.mode });
    }
  }
}

/**
 * Refuses a tree whose contents alone are past the limits, before anybody copies it.
 *
 * @throws what `mountTree` throws for it
 */
export function refuseTooLarge(nested: FileSystemTree, at: string, limits: Limits): void {
  if (isTooLarge(nested, limits)) planWithin(nested, at, limits);
}

/** Contents are only measured. A character of a text counts one byte, the least that it can take. */
function isTooLarge(nested: FileSystemTree, limits: Limits): boolean {
  let total = 0;
  const isPast = (folder: FileSystemTree, depth: number): boolean =>
    depth <= limits.depth &&
    Object.values(folder).some((node: unknown) => {
      if (hasPart(node, 'directory')) return isPast(node.directory as FileSystemTree, depth + 1);
      const contents = hasPart(node, 'file') ? node.file['contents'] : undefined;
      if (typeof contents !== 'string' && !(contents instanceof Uint8Array)) return false;
      total += contents.length;
      return contents.length > limits.fileBytes || total > limits.treeBytes;
    });
  return isPast(nested, 1);
}

/** @throws as `mountTree`, for what does not depend on the files that are there. */
function planWithin(nested: FileSystemTree, at: string, limits: Limits): Planned[] {
  const planned = [...plan(nested, '', 1, limits.depth)];
  let total = 0;
  for (const entry of planned) {
    if (entry.kind !== 'file') continue;
    if (entry.bytes.length > limits.fileBytes) throw new TreeError('EFBIG', 'mount', entry.path);
    total += entry.bytes.length;
  }
  if (total > limits.treeBytes) throw new TreeError('ENOSPC', 'mount', at);
  if (planned.length > limits.nodes) throw new TreeError('ENOSPC', 'mount', at);
  return planned;
}

function* plan(
  nested: FileSystemTree,
  prefix: string,
  depth: number,
  mostDepth: number,
): Generator<Planned> {
  if (depth > mostDepth) throw new TreeError('ENAMETOOLONG', 'mount', prefix);
  for (const [name, node] of Object.entries(nested) as [string, unknown][]) {
    const path = prefix + name;
    assertName(name, path);
    if (hasPart(node, 'directory')) {
      yield { kind: 'folder', path };
      yield* plan(node.directory as FileSystemTree, `${path}/`, depth + 1, mostDepth);
    } else if (hasPart(node, 'file') && typeof node.file.symlink === 'string') {
      yield { kind: 'symlink', path, target: node.file.symlink };
    } else if (hasPart(node, 'file')) {
      const { contents, mode } = node.file;
      const bytes = typeof contents === 'string' ? encoder.encode(contents) : contents;
      if (!(bytes instanceof Uint8Array)) throw notUnderstood(path);
      yield { kind: 'file', path, bytes, mode: typeof mode === 'number' ? mode & 0o777 : 0o644 };
    } else {
      throw notUnderstood(path);
    }
  }
}

function assertName(name: string, path: string): void {
  const fault = name.includes('/') ? 'a name in it has a "/"' : pathFault(name);
  if (fault === undefined) return;
  throw new LabError(
    'PathNotAllowed',
    `The path ${JSON.stringify(path)} cannot be used: ${fault}.`,
    'Use a relative path inside the lab, with folders as nested directories.',
  );
}

function hasPart<Part extends string>(
  node: unknown,
  part: Part,
): node is Record<Part, Record<string, unknown>> {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, part)) return false;
  const value = (node as Record<string, unknown>)[part];
  return typeof value === 'object' && value !== null;
}

function notUnderstood(path: string): LabError {
  return new LabError(
    'TreeNotUnderstood',
    `${JSON.stringify(path)} is neither a file with contents, a symbolic link nor a directory.`,
    'Give { file: { contents } }, { file: { symlink } } or { directory: {} }.',
  );
}

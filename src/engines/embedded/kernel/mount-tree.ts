import { LabError, pathFault, type FileSystemTree } from '#container';
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
  const planned = [...plan(nested, '', 1, tree.limits.depth)];
  let total = 0;
  for (const entry of planned) {
    if (entry.kind !== 'file') continue;
    if (entry.bytes.length > tree.limits.fileBytes)
      throw new TreeError('EFBIG', 'mount', entry.path);
    total += entry.bytes.length;
  }
  if (total > tree.limits.treeBytes) throw new TreeError('ENOSPC', 'mount', at);
  if (planned.length > tree.limits.nodes) throw new TreeError('ENOSPC', 'mount', at);
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

import type { FileSystemTree } from '#container';
import type { ExportFilter } from './container-protocol.ts';
import { globMatcher } from './glob.ts';
import { isFolder, type Inode } from './inode.ts';
import { TreeError } from './tree-error.ts';
import type { Tree } from './tree.ts';

type Node = FileSystemTree[string];
type Nested = Record<string, Node>;

/**
 * All under a folder, in the shape that `mount` takes: text as strings, other files as bytes, executables with `mode`.
 *
 * @throws TreeError ENOENT, ENOTDIR.
 */
export function exportTree(tree: Tree, path: string, filter: ExportFilter): FileSystemTree {
  const top = tree.lookup(path, true, 'scandir');
  if (!isFolder(top)) throw new TreeError('ENOTDIR', 'scandir', path);
  const excluded = filter.excludes.map(globMatcher);
  const included = filter.includes.map(globMatcher);
  const isWanted = (at: string, folderIsExcluded: boolean) =>
    included.some((matches) => matches(at)) ||
    (!folderIsExcluded && !excluded.some((matches) => matches(at)));

  const folderOf = (folder: Inode, prefix: string, isExcluded: boolean): Nested => {
    const result: Nested = {};
    for (const name of [...(folder.children?.keys() ?? [])].sort()) {
      const node = folder.children?.get(name);
      if (!node) continue;
      const at = prefix + name;
      const wanted = isWanted(at, isExcluded);
      if (isFolder(node)) {
        // An excluded folder may hold included files.
        const directory = folderOf(node, `${at}/`, !wanted);
        if (wanted || Object.keys(directory).length > 0) put(result, name, { directory });
      } else if (wanted) {
        put(result, name, fileOf(node));
      }
    }
    return result;
  };
  return folderOf(top, '', false);
}

/** As an own property, whatever the name (`__proto__` is a good file name). */
function put(folder: Nested, name: string, node: Node): void {
  Object.defineProperty(folder, name, {
    value: node,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function fileOf(node: Inode): Exclude<Node, { directory: unknown }> {
  if (node.target !== null) return { file: { symlink: node.target } };
  const data = node.data ?? new Uint8Array(0);
  const mode = node.mode & 0o777;
  const file = { contents: textOf(data) ?? data, ...(mode & 0o100 ? { mode } : {}) };
  return { file };
}

function textOf(data: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    // Not text: the decoder's error says no more than that.
    return undefined;
  }
}

import { LabError } from './lab-error.ts';
import type { FileSystemTree } from './lab-container.ts';

/** One thing in a `FileTree`. Folders exist by the paths inside them; an empty folder is an entry of its own. */
export type FileEntry =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly executable?: boolean }
  | { readonly kind: 'symlink'; readonly target: string }
  | { readonly kind: 'folder' };

/** Files by path. Paths are POSIX, relative, without `.`, `..`, empty parts or control characters. */
export type FileTree = Readonly<Record<string, FileEntry>>;

const encoder = new TextEncoder();

/** A file of UTF-8 text. */
export function textFile(text: string): FileEntry {
  return { kind: 'file', bytes: encoder.encode(text) };
}

/** A file of these bytes. */
export function binaryFile(bytes: Uint8Array): FileEntry {
  return { kind: 'file', bytes };
}

/**
 * Holds a path to the rule of `FileTree`.
 *
 * @throws LabError `PathNotAllowed` that names the path (escaped) and the part at fault.
 */
export function assertTreePath(path: string): void {
  const fault = pathFault(path);
  if (fault !== undefined) {
    throw new LabError(
      'PathNotAllowed',
      `The path ${JSON.stringify(path)} cannot be used: ${fault}.`,
      'Use a relative path inside the lab, with "/" between folders.',
    );
  }
}

/** What is wrong with a path for a `FileTree`, in words, or `undefined` when nothing is. */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (path.startsWith('/')) return 'it begins with "/"';
  if (path.length > 1024) return `it is ${path.length} characters long; 1,024 is the limit`;
  for (const part of path.split('/')) {
    if (part === '') return 'it has an empty part ("//" or a "/" at the end)';
    if (part === '.' || part === '..') return `it has the part "${part}"`;
    if (/[\u0000-\u001f\u007f]/.test(part)) return 'it has a control character';
    if (encoder.encode(part).length > 255) return 'a part of it is longer than 255 bytes';
  }
  return undefined;
}

/**
 * The same files in the nested shape that `LabContainer.mount` takes.
 *
 * The public shape has no file mode: an executable file carries `mode: 0o755` beside `contents`, which the embedded
 * engine honours and others ignore.
 */
export function toFileSystemTree(tree: FileTree): FileSystemTree {
  // Without a prototype, so that files named `constructor` or `__proto__` are names like any other.
  const root = emptyFolder();
  for (const [path, entry] of Object.entries(tree)) {
    assertTreePath(path);
    const parts = path.split('/');
    const name = parts.pop() as string;
    let folder = root;
    for (const part of parts) {
      const existing = folder[part] ?? (folder[part] = { directory: emptyFolder() });
      if (!('directory' in existing)) {
        throw new LabError(
          'PathNotAllowed',
          `The path ${JSON.stringify(path)} goes through a file: "${part}" is both a file and a folder.`,
          'Rename one of the two.',
        );
      }
      folder = existing.directory;
    }
    if (entry.kind === 'folder') folder[name] ??= { directory: emptyFolder() };
    else if (entry.kind === 'symlink') folder[name] = { file: { symlink: entry.target } };
    else {
      const file = { contents: entry.bytes, ...(entry.executable ? { mode: 0o755 } : {}) };
      folder[name] = { file };
    }
  }
  return root;
}

function emptyFolder(): FileSystemTree {
  return Object.create(null) as FileSystemTree;
}

/** The flat form of what `LabContainer.export` gives. */
export function fromFileSystemTree(nested: FileSystemTree): FileTree {
  const tree = Object.create(null) as Record<string, FileEntry>;
  const walk = (folder: FileSystemTree, prefix: string) => {
    for (const [name, node] of Object.entries(folder)) {
      const path = prefix + name;
      if ('directory' in node) {
        if (Object.keys(node.directory).length === 0) tree[path] = { kind: 'folder' };
        else walk(node.directory, `${path}/`);
      } else if ('symlink' in node.file) {
        tree[path] = { kind: 'symlink', target: node.file.symlink };
      } else {
        const { contents } = node.file;
        const mode = (node.file as { mode?: number }).mode ?? 0;
        const bytes = typeof contents === 'string' ? encoder.encode(contents) : contents;
        tree[path] = { kind: 'file', bytes, ...(mode & 0o100 ? { executable: true } : {}) };
      }
    }
  };
  walk(nested, '');
  return tree;
}

/**
 * Lays an answer over a tree and returns the combined tree; neither input is changed.
 *
 * A file in `answer` replaces the file of the same path; `x.removed` takes `x` (a file, or a folder with all in it) away.
 *
 * @throws LabError `PathNotAllowed` when a path leaves the lab's folder.
 * @see labs/README.md, "Answers"
 */
export function layAnswerOver(tree: FileTree, answer: FileTree): FileTree {
  const result = new Map(Object.entries(tree));
  for (const [path, entry] of Object.entries(answer)) {
    assertTreePath(path);
    if (path.endsWith('.removed')) {
      const gone = path.slice(0, -'.removed'.length);
      for (const other of [...result.keys()]) {
        if (other === gone || other.startsWith(`${gone}/`)) result.delete(other);
      }
    } else {
      result.set(path, entry);
    }
  }
  return Object.fromEntries(result);
}

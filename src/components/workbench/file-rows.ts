import type { FileEntry, FileTree } from '#container';

/** One visible row of the file tree. */
export interface FileRow {
  readonly path: string;
  /** As shown: control and direction characters are written out. */
  readonly label: string;
  /** 1 for the top. */
  readonly level: number;
  readonly kind: FileEntry['kind'];
  /** Of a folder. */
  readonly isOpen?: boolean;
  /** Place among its siblings, from 1, and their number: read out by screen readers. */
  readonly position: number;
  readonly siblings: number;
  readonly linkTarget?: string;
}

interface Node {
  readonly name: string;
  readonly path: string;
  readonly kind: FileEntry['kind'];
  readonly target?: string;
  readonly children: Map<string, Node>;
}

/** Folders that the tree of files leaves out: the terminal shows them. */
const HIDDEN = new Set(['.git']);

/** The rows to show when these folders are open: folders first, then files, each by name. */
export function fileRows(tree: FileTree, openFolders: ReadonlySet<string>): readonly FileRow[] {
  const rows: FileRow[] = [];
  const walk = (nodes: Map<string, Node>, level: number) => {
    const sorted = [...nodes.values()].sort(byKindThenName);
    for (const [index, node] of sorted.entries()) {
      const isOpen = node.kind === 'folder' && openFolders.has(node.path);
      rows.push({
        path: node.path,
        label: shownName(node.name),
        level,
        kind: node.kind,
        position: index + 1,
        siblings: sorted.length,
        ...(node.kind === 'folder' ? { isOpen } : {}),
        ...(node.target === undefined ? {} : { linkTarget: shownName(node.target) }),
      });
      if (isOpen) walk(node.children, level + 1);
    }
  };
  walk(nest(tree), 1);
  return rows;
}

function nest(tree: FileTree): Map<string, Node> {
  const root = new Map<string, Node>();
  for (const [path, entry] of Object.entries(tree)) {
    const parts = path.split('/');
    if (HIDDEN.has(parts[0] ?? '')) continue;
    let level = root;
    let prefix = '';
    for (const [index, name] of parts.entries()) {
      prefix = prefix === '' ? name : `${prefix}/${name}`;
      const isLast = index === parts.length - 1;
      let node = level.get(name);
      if (!node) {
        const kind = isLast ? entry.kind : 'folder';
        const target = isLast && entry.kind === 'symlink' ? { target: entry.target } : {};
        node = { name, path: prefix, kind, children: new Map(), ...target };
        level.set(name, node);
      }
      level = node.children;
    }
  }
  return root;
}

function byKindThenName(a: Node, b: Node): number {
  const folders = Number(b.kind === 'folder') - Number(a.kind === 'folder');
  if (folders !== 0) return folders;
  return a.name < b.name ? -1 : 1;
}

/**
 * A file name as it can be shown: control characters, and characters that turn the direction of text or take no room,
 * stand as their code points, so that two different names never look the same by them.
 */
export function shownName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}

/** What a key does in the tree: where the focus goes, or which folder opens or closes. */
export type TreeMove =
  { readonly focus: string } | { readonly open: string } | { readonly close: string } | undefined;

/** The keys of the WAI-ARIA tree pattern: arrows, Home, End. */
export function moveInTree(rows: readonly FileRow[], focused: string, key: string): TreeMove {
  const index = rows.findIndex((row) => row.path === focused);
  const row = rows[index];
  const at = (place: number): TreeMove => {
    const to = rows[place];
    return to ? { focus: to.path } : undefined;
  };
  if (key === 'Home') return at(0);
  if (key === 'End') return at(rows.length - 1);
  if (!row) return key.startsWith('Arrow') ? at(0) : undefined;
  if (key === 'ArrowDown') return at(index + 1);
  if (key === 'ArrowUp') return index > 0 ? at(index - 1) : undefined;
  if (key === 'ArrowRight') {
    if (row.kind !== 'folder') return undefined;
    if (!row.isOpen) return { open: row.path };
    const next = rows[index + 1];
    return next && next.level > row.level ? { focus: next.path } : undefined;
  }
  if (key === 'ArrowLeft') {
    if (row.isOpen) return { close: row.path };
    const parent = parentOf(row.path);
    return parent === '' ? undefined : { focus: parent };
  }
  return undefined;
}

/** The next row, after the focused one and round the end, whose name begins with what was typed. */
export function typeAhead(
  rows: readonly FileRow[],
  focused: string,
  typed: string,
): string | undefined {
  const from = Math.max(
    0,
    rows.findIndex((row) => row.path === focused),
  );
  // A first letter moves on; more letters may still fit the row that has the focus.
  const first = typed.length === 1 ? 1 : 0;
  for (let step = first; step <= rows.length; step += 1) {
    const row = rows[(from + step) % rows.length];
    if (row?.label.toLowerCase().startsWith(typed.toLowerCase())) return row.path;
  }
  return undefined;
}

/** The folder that holds a path; empty for the top. */
export function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** All folders above a path, from the top. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

import { isFolder } from '../../kernel/inode.ts';
import { resolvePath } from '../../kernel/paths.ts';
import type { Tree } from '../../kernel/tree.ts';

/** Names that a pattern of the shell matches, sorted; a name without a pattern when it is there. */
export function wildcard(tree: Tree, cwd: string, pattern: string): readonly string[] {
  if (!/[*?[]/.test(pattern)) return tree.exists(resolvePath(cwd, pattern)) ? [pattern] : [];
  const parts = pattern.split('/');
  let found = [''];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const join = (above: string, name: string) => (index === 0 ? name : `${above}/${name}`);
    if (!/[*?[]/.test(part)) {
      found = found
        .map((above) => join(above, part))
        .filter((name) => name === '' || tree.exists(resolvePath(cwd, name)));
      continue;
    }
    const matches = segment(part);
    found = found.flatMap((above) => {
      const folder = resolvePath(cwd, index === 0 ? '.' : above || '/');
      const node = tree.tryLookup(folder);
      if (!node || !isFolder(node)) return [];
      return tree
        .readdir(folder)
        .filter((name) => matches.test(name) && (part.startsWith('.') || !name.startsWith('.')))
        .map((name) => join(above, name))
        .filter((name) => isLast || tree.tryLookup(resolvePath(cwd, name))?.children);
    });
  }
  return found;
}

function segment(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replace(/\[!/g, '[^');
  return new RegExp(`^${source}$`, 's');
}

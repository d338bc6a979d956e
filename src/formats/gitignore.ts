import ignore from 'ignore';

/**
 * Whether Git ignores a file by the `.gitignore` files of a tree (not by `.git/info/exclude`, which no clone has).
 *
 * @param rules the text of each `.gitignore` by its folder, `''` for the top
 * @param path of the file, from the top
 */
export function gitIgnores(rules: ReadonlyMap<string, string>, path: string): boolean {
  const parts = path.split('/');
  // A file cannot be taken back when a folder above it is ignored, so the folders are asked first.
  for (let length = 1; length <= parts.length; length++) {
    const isFolder = length < parts.length;
    if (isIgnored(rules, parts.slice(0, length), isFolder)) return true;
  }
  return false;
}

/** The rules nearest to the path decide; in one file, the last that matches. */
function isIgnored(
  rules: ReadonlyMap<string, string>,
  parts: readonly string[],
  isFolder: boolean,
): boolean {
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const text = rules.get(parts.slice(0, depth).join('/'));
    if (text === undefined) continue;
    const inside = `${parts.slice(depth).join('/')}${isFolder ? '/' : ''}`;
    const result = ignore({ ignorecase: false }).add(text).test(inside);
    if (result.ignored) return true;
    if (result.unignored) return false;
  }
  return false;
}

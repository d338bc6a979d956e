import { join } from 'node:path';
import { readUnchangedOnce } from '#authoring';

/** The end of a file's name, as a script, a style sheet or a page writes it, and what may stand before it. */
const ENDS = /\.(?:js|css)\b/g;
const OF_A_NAME = /[\w.-]/;
const ISLANDS = /data-island="([^"]+)"/g;

/** Which scripts and style sheets a page can ever call for. */
export interface SiteParts {
  /** Those of some pages, with the islands in them. */
  ofPages(pages: readonly string[]): readonly string[];
  /** Those of an island. */
  ofIsland(island: string): readonly string[];
}

/**
 * Reads from the built files which names which: a script names its imports, and what it fetches later, as text.
 *
 * Only the script that wakes islands names them all; there, what counts is the page that holds one.
 *
 * @param root folder of the built site
 * @param files all its files, from the root
 * @param islands file of each island's own script by the island's name
 */
export function readSiteParts(
  root: string,
  files: readonly string[],
  islands: ReadonlyMap<string, string>,
): SiteParts {
  const byName = new Map(
    files
      .filter((file) => file.startsWith('_astro/'))
      .map((file) => [file.replace('_astro/', ''), file]),
  );
  const ofIslands = new Set(islands.values());
  const named = new Map<string, readonly string[]>();
  const namedBy = (file: string): readonly string[] => {
    const known = named.get(file);
    if (known) return known;
    const { names, holds } = readUnchangedOnce(join(root, file), (text) => ({
      names: namesIn(text),
      holds: file.endsWith('.html') ? [...text.matchAll(ISLANDS)].map(([, name = '']) => name) : [],
    }));
    const found = names
      .flatMap((name) => byName.get(name) ?? [])
      .filter((one) => !ofIslands.has(one));
    for (const island of holds) found.push(scriptOf(island));
    named.set(file, found);
    return found;
  };
  const scriptOf = (island: string): string => {
    const script = islands.get(island);
    if (script === undefined)
      throw new Error(`A page holds the island "${island}", which is not built.`);
    return script;
  };
  const reachedFrom = (start: readonly string[]): readonly string[] => {
    const reached = new Set<string>();
    const follow = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const next of namedBy(file)) follow(next);
    };
    for (const file of start) follow(file);
    return [...reached].filter((file) => file.startsWith('_astro/')).sort();
  };
  /** By what pages name: most lessons of a site name the same. */
  const reachedByNames = new Map<string, readonly string[]>();
  return {
    ofPages(pages) {
      const direct = [...new Set(pages.flatMap(namedBy))].sort();
      const key = direct.join();
      const known = reachedByNames.get(key) ?? reachedFrom(direct);
      reachedByNames.set(key, known);
      return known;
    },
    ofIsland: (island) => reachedFrom([scriptOf(island)]),
  };
}

/** Names of scripts and style sheets in a text: found by their ends, because most words of a page are none. */
function namesIn(text: string): readonly string[] {
  const names = new Set<string>();
  for (const { 0: end, index } of text.matchAll(ENDS)) {
    let from = index;
    while (from > 0 && OF_A_NAME.test(text.charAt(from - 1))) from -= 1;
    names.add(text.slice(from, index + end.length));
  }
  return [...names];
}

/**
 * Files below a folder.
 *
 * @param files in ascending order
 * @param folder from the root, with its last slash
 */
export function filesBelow(files: readonly string[], folder: string): readonly string[] {
  let [low, high] = [0, files.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((files[middle] ?? '') < folder) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (files[end]?.startsWith(folder)) end += 1;
  return files.slice(low, end);
}

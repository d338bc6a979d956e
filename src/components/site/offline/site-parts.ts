import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A name of a file as a script, a style sheet or a page writes it. */
const NAMES = /[\w.-]+\.(?:js|css)\b/g;
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
    const text = readFileSync(join(root, file), 'utf8');
    const found = [...new Set(text.match(NAMES) ?? [])]
      .flatMap((name) => byName.get(name) ?? [])
      .filter((one) => !ofIslands.has(one));
    for (const [, island = ''] of file.endsWith('.html') ? text.matchAll(ISLANDS) : [])
      found.push(scriptOf(island));
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
  return {
    ofPages: (pages) => reachedFrom(pages),
    ofIsland: (island) => reachedFrom([scriptOf(island)]),
  };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { LabError } from '#container';
import { isNamed } from './site-headers.ts';

/** A site as it was built. */
export interface BuiltSite {
  readonly folder: string;
  /** The path of its host below which it stands, with a slash at both ends. */
  readonly base: string;
  /** All its files, from its root, POSIX, sorted; without compressed copies. */
  readonly files: readonly string[];
  /** WebContainers are switched on, so its pages must be cross-origin isolated. */
  readonly isIsolated: boolean;
}

/** @throws LabError `SiteNotBuilt` */
export function readBuiltSite(folder: string): BuiltSite {
  const home = join(folder, 'index.html');
  const [, base] = existsSync(home)
    ? (/ href="([^"]*)plumbline\.webmanifest"/.exec(readFileSync(home, 'utf8')) ?? [])
    : [];
  if (base === undefined) {
    throw new LabError(
      'SiteNotBuilt',
      `There is no built site in ${folder}/.`,
      'Run "npm run build" first, or name the folder of one.',
    );
  }
  return {
    folder,
    base,
    files: filesIn(folder),
    // Written by the build when site.yaml allows the engine.
    isIsolated: existsSync(join(folder, 'engine/webcontainer.json')),
  };
}

function filesIn(folder: string): readonly string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const there = new Set(all);
  return all
    .filter((path) => !there.has(path.replace(/\.(?:br|gz)$/, '')) || !/\.(?:br|gz)$/.test(path))
    .sort();
}

/**
 * Patterns, with a star at the end, that together name every file with a digest in its name, and nothing else: a folder
 * where it holds such files only, and single files where not.
 */
export function namedPatterns(site: BuiltSite): readonly string[] {
  const folders = new Set(
    site.files.filter(isNamed).map((path) => path.slice(0, path.indexOf('/') + 1)),
  );
  return [...folders].flatMap((folder) => {
    const inside = site.files.filter((path) => path.startsWith(folder));
    return inside.every(isNamed) ? [`${folder}*`] : inside.filter(isNamed);
  });
}

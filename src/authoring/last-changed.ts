import { execFileSync } from 'node:child_process';

/**
 * The days on which files were last changed, by Git: `YYYY-MM-DD` by path from the repository's root.
 *
 * The day is that of the commit, so that the same commit always says the same. Empty without Git, outside a repository, and
 * in a shallow clone, whose history ends too early to tell.
 *
 * @param folder the files of this folder and below, from the root
 */
export function lastChanged(folder: string, root = '.'): ReadonlyMap<string, string> {
  const git = (...words: string[]): string =>
    execFileSync('git', words, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 2 ** 20,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const days = new Map<string, string>();
  try {
    if (git('rev-parse', '--is-shallow-repository').trim() !== 'false') return days;
    const log = git(
      '-c',
      'core.quotePath=false',
      'log',
      '--no-renames',
      '--name-only',
      '--format=%x00%cs',
      '--',
      folder,
    );
    for (const commit of log.split('\0').slice(1)) {
      const [day = '', ...paths] = commit.split('\n').filter((line) => line !== '');
      // The newest commit comes first.
      for (const path of paths) if (!days.has(path)) days.set(path, day);
    }
  } catch {
    // No Git, or no repository: nothing is said rather than something wrong.
    days.clear();
  }
  return days;
}

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A file of the repository that people wrote: tracked or new, not ignored by Git. */
export interface SourceFile {
  /** From the repository's root, POSIX. */
  readonly path: string;
  readonly text: string;
}

const DATA =
  /^labs\/[^/]+\/(?:starter|solution|mutants|accepted)\/|^tests\/fixtures\/|\/vendored\//;

/** Source files whose path matches, without the trees that are data and without what others wrote. */
export function sourceFiles(pattern: RegExp): SourceFile[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 },
  );
  const paths = [...new Set(listed.split('\0'))].filter(
    (path) => path !== '' && pattern.test(path) && !DATA.test(path) && existsSync(path),
  );
  return paths.sort().map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

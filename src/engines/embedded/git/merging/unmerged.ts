import { GitExit } from '../git-error.ts';
import type { Session } from '../session.ts';
import type { Index } from '../staging/index-file.ts';

/** What git says of something that files in conflict stand in the way of. */
export const unmergedError = (doing: string): GitExit =>
  new GitExit(
    `error: ${doing} is not possible because you have unmerged files.\n` +
      "hint: Fix them up in the work tree, and then use 'git add/rm <file>'\n" +
      'hint: as appropriate to mark resolution and make a commit.\n' +
      'fatal: Exiting because of an unresolved conflict.',
    128,
  );

/** Refuses what cannot be done while files are in conflict, as git says it. @throws GitExit. */
export function refuseUnmerged(session: Session, index: Index, doing: string): void {
  const paths = index.unmerged();
  if (paths.length === 0) return;
  session.out(paths.map((path) => `U\t${path}\n`).join(''));
  throw unmergedError(doing);
}

import { resolvePath } from '../../kernel/tree.ts';
import type { Session } from '../session.ts';
import { hasWildcard } from './wildmatch.ts';

/** True when an argument can only be meant as a path: it names something here, or is a pattern. */
export function fileOrFolderThere(session: Session, argument: string): boolean {
  if (/^:[!^/(]/.test(argument)) return true;
  if (hasWildcard(argument)) return true;
  return (
    argument !== '' &&
    session.tree.tryLookup(resolvePath(session.cwd, argument), false) !== undefined
  );
}

import type { Session } from './session.ts';

/** One git command: `git <name> …`. */
export interface Command {
  readonly name: string;
  /** One line for `git help`. */
  readonly summary: string;
  /** Its forms, as after `usage:`. */
  readonly usage: readonly string[];
  /** What must be there: `work-tree` also refuses inside `.git`. */
  readonly needs: 'nothing' | 'repository' | 'work-tree';
  /** Prints through the session; resolves to the exit code. */
  run(session: Session, args: readonly string[]): number | Promise<number>;
}

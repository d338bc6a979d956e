import type { ProgramContext } from '../../kernel/process.ts';
import type { GitSide } from './git-side.ts';
import type { Project } from './project.ts';

/** What a command works with. */
export interface DvcSession {
  readonly context: ProgramContext;
  readonly project: Project;
  readonly git: GitSide;
  /** Prints a line. */
  readonly say: (line: string) => void;
}

export interface DvcCommand {
  /** As after `dvc` in the usage: `add [-h] targets...`. */
  readonly usage: string;
  /** One sentence. */
  readonly help: string;
  /** Resolves to the exit code. */
  run(session: DvcSession, args: readonly string[]): Promise<number>;
}

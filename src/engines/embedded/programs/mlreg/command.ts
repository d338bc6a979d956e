import type { ProgramContext } from '../../kernel/process.ts';
import type { RegistryFolder } from './registry-folder.ts';

/** What a command works with. */
export interface MlregSession {
  readonly context: ProgramContext;
  readonly registry: RegistryFolder;
  /** The folder of the runs, absolute. */
  readonly runs: string;
  /** Prints a line. */
  readonly say: (line: string) => void;
  /** Prints a line to standard error, where MLflow tells what it did. */
  readonly tell: (line: string) => void;
}

export interface MlregCommand {
  /** As after `mlreg` in the usage. */
  readonly usage: string;
  /** One sentence. */
  readonly help: string;
  /** @throws MlregError, UsageError */
  run(session: MlregSession, args: readonly string[]): void;
}

import type { Unsubscribe, WebContainer, WebContainerProcess } from '@webcontainer/api';
import type { LabPorts } from './lab-ports.ts';

export type {
  DirEnt,
  ExportOptions,
  FileSystemAPI,
  FileSystemTree,
  FSWatchCallback,
  FSWatchOptions,
  IFSWatcher,
  SpawnOptions,
  Unsubscribe,
  WebContainerProcess,
} from '@webcontainer/api';

/**
 * What a lab engine gives: the public shape of a WebContainer.
 *
 * Facts of that shape to live with: stdout and stderr arrive merged; `fs` has no `stat` or `exists`; paths are relative
 * to `workdir`; `teardown` is synchronous and kills all that came from it; errors lose `.code` on their way from the
 * real client, so read the code with `errorCode`. `port` and `server-ready` tell when a program begins or ends to
 * listen.
 *
 * `kill` of a process ends all that came from it, also what it left in the background when it has ended itself.
 *
 * The rest is what the public shape lacks. Every container of an engine that offers `servers` has `ports`.
 */
export type LabContainer = Pick<
  WebContainer,
  'fs' | 'spawn' | 'mount' | 'export' | 'on' | 'path' | 'workdir' | 'teardown'
> & {
  readonly ports?: LabPorts;
  /**
   * Starts a program between files, as `PROGRAM <stdin >stdout 2>stderr` in a shell does, but without a shell.
   *
   * @throws Error as `fs` does when one of the files cannot be opened; then nothing is started.
   */
  readonly spawnBetween?: (
    program: string,
    args: readonly string[],
    between: ProgramFiles,
  ) => Promise<Pick<WebContainerProcess, 'exit' | 'kill'>>;
  /** Hears of files that a program of the lab (`edit FILE`) wants to see in an editor. Where nobody listens, the program says so. */
  readonly onEdit?: (listener: (request: EditRequest) => void) => Unsubscribe;
};

/** Where a program runs, and its standard streams. Paths are relative to the working directory of the container. */
export interface ProgramFiles {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  /** Emptied, or made. */
  readonly stdout: string;
  /** Emptied, or made. */
  readonly stderr: string;
}

/** A file that is to be shown in an editor. */
export interface EditRequest {
  /** Relative to the working directory. It is there. */
  readonly path: string;
  /** Counted from 1. */
  readonly line?: number;
}

import type { Unsubscribe, WebContainer } from '@webcontainer/api';
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
 * `ports` is what the public shape lacks: a way to ask a port. Every container of an engine that offers `servers` has it.
 */
export type LabContainer = Pick<
  WebContainer,
  'fs' | 'spawn' | 'mount' | 'export' | 'on' | 'path' | 'workdir' | 'teardown'
> & {
  readonly ports?: LabPorts;
  /** Hears of files that a program of the lab (`edit FILE`) wants to see in an editor. Where nobody listens, the program says so. */
  readonly onEdit?: (listener: (request: EditRequest) => void) => Unsubscribe;
};

/** A file that is to be shown in an editor. */
export interface EditRequest {
  /** Relative to the working directory. It is there. */
  readonly path: string;
  /** Counted from 1. */
  readonly line?: number;
}

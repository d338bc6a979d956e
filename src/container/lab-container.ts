import type { WebContainer } from '@webcontainer/api';

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
 * real client, so read the code with `errorCode`.
 */
export type LabContainer = Pick<
  WebContainer,
  'fs' | 'spawn' | 'mount' | 'export' | 'on' | 'path' | 'workdir' | 'teardown'
>;

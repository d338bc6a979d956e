import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { textFile, type FileEntry, type LabContainer } from '#container';
import type { Bench } from '../bench.ts';
import { runQuietly } from '../run-quietly.ts';
import type { LabSession } from '../session.ts';
import { unlessStopped } from '../unless-stopped.ts';
import { readGitStatus, type GitChange } from './git-status.ts';

/** Git is asked when nothing has changed for this long: while somebody types, the list may be behind. */
const QUIET_MS = 700;

/** What differs from the last commit; `undefined` while that is not known or there is no repository. */
export type Changes = readonly GitChange[] | undefined;

/** Follows what differs from the last commit. Returns the list and what ends the following. */
export function watchChanges(
  session: LabSession,
  bench: Bench,
): { readonly changes: ReadonlySignal<Changes>; readonly stop: () => void } {
  const changes = signal<Changes>(undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const ask = async () => {
    asked += 1;
    const turn = asked;
    if (!session.workspace.tree['.git/HEAD']) {
      changes.value = undefined;
      return;
    }
    try {
      const found = await statusOf(await session.container);
      if (turn === asked) changes.value = found;
    } catch (error) {
      // What was known last stays.
      unlessStopped(error);
    }
  };
  const stop = effect(() => {
    // Read so that the effect runs again with every change of the files.
    const revision = session.workspace.revision.value;
    if (bench.engine.value.kind !== 'ready' || revision < 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), QUIET_MS);
  });
  return {
    changes,
    stop() {
      clearTimeout(timer);
      asked += 1;
      stop();
    },
  };
}

async function statusOf(container: LabContainer): Promise<Changes> {
  const { exitCode, printed } = await runQuietly(container, 'git', [
    'status',
    '--porcelain=v1',
    '-z',
  ]);
  // A repository that is broken says so in the terminal; here it is simply not known what differs.
  return exitCode === 0 ? readGitStatus(printed) : undefined;
}

/** A file as the last commit has it; an empty entry when the commit does not have it. */
export async function committed(
  container: LabContainer,
  path: string,
): Promise<FileEntry | undefined> {
  const { exitCode, printed } = await runQuietly(container, 'git', ['show', `HEAD:${path}`]);
  return exitCode === 0 ? textFile(printed) : undefined;
}

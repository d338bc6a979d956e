import {
  fromFileSystemTree,
  LabError,
  printedBy,
  toFileSystemTree,
  type Engine,
  type FileTree,
} from '#container';

/** Git's clock while a script of the lab runs: the same commits have the same ids in every proof, on every engine. */
export const SCRIPT_ENV = {
  GIT_AUTHOR_DATE: '2026-02-03T09:00:00Z',
  GIT_COMMITTER_DATE: '2026-02-03T09:00:00Z',
};

/**
 * Runs a script in the shell of a new container that holds these files, and gives the files as the script leaves them.
 *
 * @param name what the script is called in the error
 * @throws LabError `LabScriptFailed` with what it printed, when it does not end with exit code 0.
 */
export async function runInShell(
  engine: Engine,
  files: FileTree,
  script: string,
  name: string,
): Promise<FileTree> {
  const container = await engine.boot();
  try {
    await container.mount(toFileSystemTree(files));
    const process = await container.spawn('bash', ['-c', script, name], { env: SCRIPT_ENV });
    const printed = printedBy(process.output);
    const exitCode = await process.exit;
    if (exitCode !== 0) {
      throw new LabError(
        'LabScriptFailed',
        `${name} ended with exit code ${exitCode}. It printed:\n${(await printed).slice(-2000)}`,
        'Run its lines by hand in the lab’s terminal.',
      );
    }
    return fromFileSystemTree(await container.export('.', { format: 'json' }));
  } finally {
    container.teardown();
  }
}

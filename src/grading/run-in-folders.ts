import {
  fromFileSystemTree,
  LabError,
  printedBy,
  textFile,
  toFileSystemTree,
  type Engine,
  type FileEntry,
  type FileTree,
} from '#container';
import { SCRIPT_ENV } from './run-in-shell.ts';

/** Files, and the script that is to run among them. */
export interface FolderScript {
  readonly files: FileTree;
  /** Absent: the files stay as they are. */
  readonly script?: string | undefined;
}

/**
 * Runs scripts one after another in one shell of one new container, each in a folder and a subshell of its own, and gives the
 * files as each leaves them. A shell that has run one script runs the next several times as fast as a new one does.
 *
 * @param name what the scripts are called in the error
 * @throws LabError `LabScriptFailed` with what was printed, when one of them does not end with exit code 0.
 */
export async function runInFolders(
  engine: Engine,
  works: readonly FolderScript[],
  name: string,
): Promise<readonly FileTree[]> {
  const given: Record<string, FileEntry> = {};
  const lines: string[] = [];
  for (const [index, { files, script }] of works.entries()) {
    if (script === undefined) continue;
    given[`work-${index}`] = { kind: 'folder' };
    for (const [path, entry] of Object.entries(files)) given[`work-${index}/${path}`] = entry;
    given[`script-${index}.sh`] = textFile(script);
    // Not behind "||": that would switch off the "set -e" of a script.
    lines.push(
      `(cd work-${index} && . ../script-${index}.sh)`,
      'ended=$?',
      '[ $ended -eq 0 ] || exit $ended',
    );
  }
  if (lines.length === 0) return works.map(({ files }) => files);
  const container = await engine.boot();
  try {
    await container.mount(toFileSystemTree(given));
    const process = await container.spawn('bash', ['-c', lines.join('\n'), name], {
      env: SCRIPT_ENV,
    });
    const printed = printedBy(process.output);
    const exitCode = await process.exit;
    if (exitCode !== 0) {
      throw new LabError(
        'LabScriptFailed',
        `One of ${works.length} times ${name} ended with exit code ${exitCode}. They printed:\n${(await printed).slice(-2000)}`,
        'Run its lines by hand in the lab’s terminal.',
      );
    }
    const left = works.map((): Record<string, FileEntry> => ({}));
    const all = fromFileSystemTree(await container.export('.', { format: 'json' }));
    for (const [path, entry] of Object.entries(all)) {
      const [, index, rest] = /^work-(\d+)\/(.+)$/s.exec(path) ?? [];
      const own = rest === undefined ? undefined : left[Number(index)];
      if (own && rest !== undefined) own[rest] = entry;
    }
    return works.map(({ files, script }, index) =>
      script === undefined ? files : (left[index] ?? {}),
    );
  } finally {
    container.teardown();
  }
}

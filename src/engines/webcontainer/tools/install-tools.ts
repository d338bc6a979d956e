import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { walkFolder } from './walk-folder.ts';

/** Makes a command of each tool in `bin/` beside the bundle, for programs that call `git` by its name. */
export function installTools(bundle: string, tools: readonly string[]): void {
  const folder = join(dirname(bundle), 'bin');
  mkdirSync(folder, { recursive: true });
  for (const tool of tools) {
    const path = join(folder, tool);
    writeFileSync(
      path,
      `#!/usr/bin/env node\nprocess.argv.splice(1, 1, ${JSON.stringify(bundle)}, ${JSON.stringify(tool)});\nrequire(${JSON.stringify(bundle)});\n`,
    );
    chmodSync(path, 0o755);
  }
}

/** Sets the executable bit of files; the list, as JSON, stands in the file of the first argument, under the second. */
export function makeExecutable([list = '', folder = '']: readonly string[]): void {
  for (const path of JSON.parse(readFileSync(list, 'utf8')) as string[]) {
    chmodSync(join(folder, path), 0o755);
  }
}

/** Writes the executable files below the first argument, as a JSON list of relative paths, to the second. */
export function executablesBelow([folder = '', list = '']: readonly string[]): void {
  const paths = [...walkFolder(folder)]
    .filter(({ stats }) => stats.isFile() && (stats.mode & 0o100) !== 0)
    .map(({ path }) => relative(folder, path));
  writeFileSync(list, JSON.stringify(paths));
}

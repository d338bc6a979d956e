import type { LabFileSystem } from '../lab-file-system.ts';

/** What the lab's git understands. */
export const GIT_SUBCOMMANDS = [
  'add',
  'branch',
  'checkout',
  'commit',
  'config',
  'diff',
  'help',
  'init',
  'log',
  'ls-files',
  'merge',
  'mv',
  'reset',
  'restore',
  'rev-parse',
  'rm',
  'show',
  'stash',
  'status',
  'switch',
  'tag',
] as const;

/** Subcommands that take a branch or tag. */
export const GIT_BRANCH_COMMANDS =
  /^(?:branch|checkout|diff|log|merge|reset|rev-parse|show|switch|tag)$/;

/** Branches and tags of the repository that the folder is in. */
export async function branchNames(files: LabFileSystem, cwd: string): Promise<string[]> {
  for (let folder = cwd; folder !== ''; folder = folder.slice(0, folder.lastIndexOf('/'))) {
    if (!(await files.exists(`${folder}/.git/HEAD`))) continue;
    const heads = await namesUnder(files, `${folder}/.git/refs/heads`, '');
    const tags = await namesUnder(files, `${folder}/.git/refs/tags`, '');
    return [...heads, ...tags].sort();
  }
  return [];
}

async function namesUnder(files: LabFileSystem, folder: string, above: string): Promise<string[]> {
  let entries;
  try {
    entries = await files.readdirWithFileTypes(folder);
  } catch {
    return [];
  }
  const names = await Promise.all(
    entries.map(({ name, isDirectory }) =>
      isDirectory
        ? namesUnder(files, `${folder}/${name}`, `${above}${name}/`)
        : Promise.resolve([above + name]),
    ),
  );
  return names.flat();
}

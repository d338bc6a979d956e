import type { Command } from '../command.ts';
import { GitExit } from '../git-error.ts';
import { writeTree as write } from '../objects/tree.ts';
import { parseOptions } from '../options.ts';
import type { Session } from '../session.ts';

const usage = ['git write-tree'];

function run(session: Session, args: readonly string[]): number {
  const { repository } = session;
  parseOptions('write-tree', args, {}, usage);
  const index = repository.readIndex();
  const unmerged = index.unmerged();
  if (unmerged.length > 0) {
    throw new GitExit(
      `${unmerged.map((path) => `${path}: unmerged (${index.get(path, 2)?.oid ?? ''})`).join('\n')}\nfatal: git-write-tree: error building trees`,
      128,
    );
  }
  const files = [...index.files()].filter(([, { intentToAdd }]) => !intentToAdd);
  session.out(`${write(repository.store, files)}\n`);
  return 0;
}

export const writeTree: Command = {
  name: 'write-tree',
  summary: 'Create a tree object from the current index',
  usage,
  needs: 'repository',
  run,
};

import type { Command } from '../command.ts';
import { pickCommits, type Picking } from '../merging/pick-commits.ts';
import type { Session } from '../session.ts';

const usage = [
  'git revert [--[no-]edit] [-n] [-m <parent-number>] <commit>...',
  'git revert (--continue | --abort | --skip | --quit)',
];

const REVERT: Picking = { command: 'revert', head: 'REVERT_HEAD', usage, reverse: true };

export const revert: Command = {
  name: 'revert',
  summary: 'Revert some existing commits',
  usage,
  needs: 'work-tree',
  run: (session: Session, args: readonly string[]) => pickCommits(session, args, REVERT),
};

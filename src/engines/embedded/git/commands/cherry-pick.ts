import type { Command } from '../command.ts';
import { pickCommits, type Picking } from '../merging/pick-commits.ts';
import type { Session } from '../session.ts';

const usage = [
  'git cherry-pick [-n] [-x] [-m <parent-number>] <commit>...',
  'git cherry-pick (--continue | --abort | --skip | --quit)',
];

const CHERRY_PICK: Picking = {
  command: 'cherry-pick',
  head: 'CHERRY_PICK_HEAD',
  usage,
  reverse: false,
};

export const cherryPick: Command = {
  name: 'cherry-pick',
  summary: 'Apply the changes introduced by some existing commits',
  usage,
  needs: 'work-tree',
  run: (session: Session, args: readonly string[]) => pickCommits(session, args, CHERRY_PICK),
};

import type { Command } from '../command.ts';
import { add } from './add.ts';
import { blame } from './blame.ts';
import { branch } from './branch.ts';
import { catFile } from './cat-file.ts';
import { checkIgnore } from './check-ignore.ts';
import { checkout } from './checkout.ts';
import { cherryPick } from './cherry-pick.ts';
import { clean } from './clean.ts';
import { clone } from './clone.ts';
import { commit } from './commit.ts';
import { config } from './config.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { fetchCommand } from './fetch.ts';
import { hashObject } from './hash-object.ts';
import { init } from './init.ts';
import { log } from './log.ts';
import { lsFiles } from './ls-files.ts';
import { lsRemote } from './ls-remote.ts';
import { lsTree } from './ls-tree.ts';
import { mergeBase } from './merge-base.ts';
import { merge } from './merge.ts';
import { mv } from './mv.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { reflog } from './reflog.ts';
import { remote } from './remote.ts';
import { reset } from './reset.ts';
import { restore } from './restore.ts';
import { revList } from './rev-list.ts';
import { revParse } from './rev-parse.ts';
import { revert } from './revert.ts';
import { rm } from './rm.ts';
import { showRef } from './show-ref.ts';
import { show } from './show.ts';
import { stash } from './stash.ts';
import { status } from './status.ts';
import { switchBranch } from './switch.ts';
import { symbolicRef } from './symbolic-ref.ts';
import { tag } from './tag.ts';
import { writeTree } from './write-tree.ts';

const ALL: readonly Command[] = [
  add,
  blame,
  branch,
  catFile,
  checkIgnore,
  checkout,
  cherryPick,
  clean,
  clone,
  commit,
  config,
  describe,
  diff,
  fetchCommand,
  hashObject,
  init,
  log,
  lsFiles,
  lsRemote,
  lsTree,
  mergeBase,
  merge,
  mv,
  pull,
  push,
  reflog,
  remote,
  reset,
  restore,
  revList,
  revParse,
  revert,
  rm,
  showRef,
  show,
  stash,
  status,
  switchBranch,
  symbolicRef,
  tag,
  writeTree,
];

/** Every command, by name, in order of name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [...ALL].sort((a, b) => (a.name < b.name ? -1 : 1)).map((command) => [command.name, command]),
);

import type { Command } from '../command.ts';
import { GitExit } from '../git-error.ts';
import { tellHook } from '../hooks.ts';
import { parseOptions } from '../options.ts';
import type { Session } from '../session.ts';
import { fileOrFolderThere } from '../worktree/there.ts';
import { resolveTree, tryResolve } from '../revisions.ts';
import { counted } from '../text.ts';
import { goTo, guessedStart, nameToTrack, startBranch, switchTarget } from '../refs/switching.ts';
import { restoreFromIndex, restoreFromTree } from '../worktree/restore-paths.ts';

const usage = [
  'git checkout [<options>] <branch>',
  'git checkout [<options>] [<branch>] -- <file>...',
];

const TABLE = {
  '-q, --quiet': 'flag',
  '-b': 'value',
  '-B': 'value',
  '-f, --force': 'flag',
  '-d, --detach': 'flag',
  '--orphan': 'value',
  '-t, --track': 'flag',
  '--guess': 'flag',
  '--ours': 'flag',
  '--theirs': 'flag',
} as const;

function checkoutPaths(
  session: Session,
  source: string | undefined,
  paths: readonly string[],
  side: 2 | 3 | undefined,
  quiet: boolean,
): number {
  const { repository } = session;
  const count =
    source === undefined
      ? restoreFromIndex(session, paths, side)
      : restoreFromTree(session, source, paths, { staged: true, worktree: true, overlay: true });
  if (quiet) return 0;
  const from =
    source === undefined
      ? 'the index'
      : repository.store.abbreviate(resolveTree(repository, source));
  session.error(`Updated ${counted(count, 'path')} from ${from}\n`);
  return 0;
}

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('checkout', args, TABLE, usage);
  const { repository } = session;
  const quiet = options.has('quiet');
  const [first, ...rest] = options.args;
  const side = options.has('ours') ? 2 : options.has('theirs') ? 3 : undefined;

  const track = options.has('track') ? true : options.isOff('track') ? false : undefined;
  const branch =
    options.value('b') ??
    options.value('B') ??
    (track === true && first !== undefined ? nameToTrack(first) : undefined);
  if (branch !== undefined) {
    if (rest.length > 0 || options.afterDashes?.length) {
      throw new GitExit(
        `fatal: Cannot update paths and switch to branch '${branch}' at the same time.`,
        128,
      );
    }
    return startBranch(session, branch, first, {
      reset: options.has('B'),
      force: options.has('force'),
      quiet,
      track,
    });
  }
  const orphan = options.value('orphan');
  if (orphan !== undefined) return startBranch(session, orphan, first, { orphan: true, quiet });

  if (options.afterDashes !== null) {
    if (options.args.length > 1) {
      throw new GitExit(`fatal: only one reference expected, ${options.args.length} given.`, 128);
    }
    if (options.afterDashes.length > 0) {
      if (first !== undefined && tryResolve(repository, first) === undefined) {
        throw new GitExit(`fatal: invalid reference: ${first}`, 128);
      }
      // Who writes `--` knows what comes after it: git counts nothing then.
      return checkoutPaths(session, first, options.afterDashes, side, true);
    }
  }
  if (first === undefined) {
    if (options.has('detach')) {
      return goTo(session, repository.head() ?? 'HEAD', { detach: true, quiet });
    }
    return goTo(session, undefined, { force: options.has('force'), quiet });
  }
  const target = switchTarget(session, first);
  const there = fileOrFolderThere(session, first);
  if (target !== undefined && rest.length === 0) {
    if (there && options.afterDashes === null) {
      throw new GitExit(
        `fatal: '${first}' could be both a local file and a tracking branch.\nPlease use -- (and optionally --no-guess) to disambiguate`,
        128,
      );
    }
    if (first === 'HEAD' && !options.has('detach')) return goTo(session, undefined, { quiet });
    return goTo(session, first, {
      detach: options.has('detach'),
      force: options.has('force'),
      quiet,
    });
  }
  if (target === undefined && !there && rest.length === 0 && !options.isOff('guess')) {
    const guessed = guessedStart(session, first);
    if (guessed) {
      const force = options.has('force');
      return startBranch(session, guessed.branch, guessed.start, { force, quiet, track });
    }
  }
  if (target !== undefined) return checkoutPaths(session, first, rest, side, quiet);
  return checkoutPaths(session, undefined, options.args, side, quiet);
}

export const checkout: Command = {
  name: 'checkout',
  summary: 'Switch branches or restore working tree files',
  usage,
  needs: 'work-tree',
  run(session, args) {
    const code = run(session, args);
    if (code === 0) tellHook(session, 'post-checkout');
    return code;
  },
};

import { countReachable } from '../history/reachable.ts';
import type { Repository } from '../repository.ts';
import { upstreamOf } from '../remotes/remote.ts';
import { shortRef } from '../refs/ref-name.ts';
import { counted } from '../text.ts';

export interface Tracking {
  /** Short name of the branch that is followed: `origin/main`. */
  readonly upstream: string;
  readonly gone: boolean;
  readonly ahead: number;
  readonly behind: number;
}

/** How the current branch (or another) stands to the one that it follows; `undefined` when it follows none. */
export function trackingOf(
  repository: Repository,
  branch: string | undefined,
): Tracking | undefined {
  if (branch === undefined) return undefined;
  const { config, refs } = repository;
  const ref = upstreamOf(config, branch);
  if (ref === undefined) return undefined;
  const theirs = refs.read(ref);
  const ours = refs.read(`refs/heads/${branch}`);
  const upstream = shortRef(ref);
  if (theirs === undefined) return { upstream, gone: true, ahead: 0, behind: 0 };
  return {
    upstream,
    gone: false,
    ahead: ours === undefined ? 0 : countReachable(repository, [ours], [theirs]),
    behind: ours === undefined ? 0 : countReachable(repository, [theirs], [ours]),
  };
}

/** What `git status` says about the branch that is followed. */
export function trackingLines(repository: Repository): string {
  const tracking = trackingOf(repository, repository.refs.currentBranch());
  if (!tracking) return '';
  const { upstream, gone, ahead, behind } = tracking;
  if (gone) {
    return `Your branch is based on '${upstream}', but the upstream is gone.\n  (use "git branch --unset-upstream" to fixup)\n\n`;
  }
  if (ahead === 0 && behind === 0) return `Your branch is up to date with '${upstream}'.\n\n`;
  if (behind === 0) {
    return `Your branch is ahead of '${upstream}' by ${counted(ahead, 'commit')}.\n  (use "git push" to publish your local commits)\n\n`;
  }
  if (ahead === 0) {
    return `Your branch is behind '${upstream}' by ${counted(behind, 'commit')}, and can be fast-forwarded.\n  (use "git pull" to update your local branch)\n\n`;
  }
  return (
    `Your branch and '${upstream}' have diverged,\nand have ${ahead} and ${behind} different commits each, respectively.\n` +
    '  (use "git pull" to merge the remote branch into yours)\n\n'
  );
}

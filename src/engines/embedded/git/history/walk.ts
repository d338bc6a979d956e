import { readCommit, type Commit } from '../objects/commit.ts';
import { filesOf, type FileVersion } from '../objects/tree.ts';
import type { Repository } from '../repository.ts';
import type { Pathspec } from '../worktree/pathspec.ts';
import { reachableFrom } from './reachable.ts';

export interface WalkedCommit {
  readonly oid: string;
  readonly commit: Commit;
  /** Parents as shown: with a path given, the nearest ancestors that are shown too. */
  readonly parents: readonly string[];
}

export interface WalkOptions {
  readonly tips: readonly string[];
  readonly without: readonly string[];
  readonly firstParent?: boolean;
  /** Only commits that change these paths; merges that took one side whole are passed through that side. */
  readonly pathspec?: Pathspec;
  /** Parents only after all their children; else by date of commit. */
  readonly topological?: boolean;
}

/** A heap would be quicker; labs have tens of commits, and a sorted list keeps git's order on equal dates. */
function insertByTime<T extends { commit: Commit }>(queue: T[], item: T): void {
  let at = queue.length;
  while (at > 0 && (queue[at - 1]?.commit.committer.time ?? 0) < item.commit.committer.time)
    at -= 1;
  queue.splice(at, 0, item);
}

type Versions = ReadonlyMap<string, FileVersion>;

function selected(files: Versions, pathspec: Pathspec): string {
  let text = '';
  for (const [path, { mode, oid }] of files) {
    if (pathspec.matches(path)) text += `${path}\0${mode}${oid}\n`;
  }
  return text;
}

/** Commits in the order of `git log`. */
export function walkHistory(repository: Repository, options: WalkOptions): WalkedCommit[] {
  const { store } = repository;
  const hidden = reachableFrom(repository, options.without);
  const queue: { oid: string; commit: Commit }[] = [];
  const seen = new Set<string>(hidden);
  const push = (oid: string) => {
    if (seen.has(oid)) return;
    seen.add(oid);
    insertByTime(queue, { oid, commit: readCommit(store, oid) });
  };
  options.tips.forEach(push);

  const { pathspec } = options;
  const texts = new Map<string, string>();
  const selection = (oid: string, tree: string) => {
    let text = texts.get(oid);
    if (text === undefined && pathspec) {
      text = selected(filesOf(store, tree), pathspec);
      texts.set(oid, text);
    }
    return text ?? '';
  };
  /** Parents to follow, and whether the commit is worth showing. */
  const simplify = (oid: string, commit: Commit): { follow: readonly string[]; shown: boolean } => {
    const all = options.firstParent ? commit.parents.slice(0, 1) : commit.parents;
    if (!pathspec) return { follow: all, shown: true };
    const own = selection(oid, commit.tree);
    if (all.length === 0) return { follow: [], shown: own !== '' };
    const same = all.find((parent) => selection(parent, readCommit(store, parent).tree) === own);
    return same === undefined ? { follow: all, shown: true } : { follow: [same], shown: false };
  };

  const walked: { oid: string; commit: Commit; follow: readonly string[]; shown: boolean }[] = [];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { follow, shown } = simplify(next.oid, next.commit);
    walked.push({ ...next, follow, shown });
    follow.forEach(push);
  }
  const byId = new Map(walked.map((each) => [each.oid, each]));
  const rewritten = new Map<string, readonly string[]>();
  /** The nearest shown commits at or behind this one. */
  const nearest = (oid: string): readonly string[] => {
    const path: string[] = [];
    let here = oid;
    for (;;) {
      const found = byId.get(here);
      if (!found) return [];
      if (found.shown) return [here];
      const [parent] = found.follow;
      if (parent === undefined || path.includes(here)) return [];
      path.push(here);
      here = parent;
    }
  };
  const parentsOf = (oid: string) => {
    let parents = rewritten.get(oid);
    if (!parents) {
      const follow = byId.get(oid)?.follow ?? [];
      parents = pathspec
        ? [...new Set(follow.flatMap(nearest))]
        : follow.filter((each) => byId.has(each));
      rewritten.set(oid, parents);
    }
    return parents;
  };
  const shown = walked
    .filter((each) => each.shown)
    .map(({ oid, commit }) => ({ oid, commit, parents: parentsOf(oid) }));
  return options.topological ? topological(shown) : shown;
}

/** No parent before all its children; lines of history are kept together, the newest first. */
function topological(commits: readonly WalkedCommit[]): WalkedCommit[] {
  const byId = new Map(commits.map((each) => [each.oid, each]));
  const children = new Map<string, number>();
  for (const { parents } of commits) {
    for (const parent of parents) children.set(parent, (children.get(parent) ?? 0) + 1);
  }
  const stack = commits.filter(({ oid }) => !children.get(oid)).reverse();
  const sorted: WalkedCommit[] = [];
  for (let next = stack.pop(); next; next = stack.pop()) {
    sorted.push(next);
    for (const parent of next.parents) {
      const left = (children.get(parent) ?? 0) - 1;
      children.set(parent, left);
      const found = byId.get(parent);
      if (left === 0 && found) stack.push(found);
    }
  }
  return sorted;
}

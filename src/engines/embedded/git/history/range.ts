import { fatal } from '../git-error.ts';
import type { Options } from '../options.ts';
import { peel } from '../objects/tag.ts';
import { resolveCommit, tryResolve, tryResolveCommit, unknownRevision } from '../revisions.ts';
import type { Session } from '../session.ts';
import { fileOrFolderThere } from '../worktree/there.ts';
import { mergeBases } from './reachable.ts';

/** Commits to begin at, commits (and all before them) to leave out, and paths. */
export interface Range {
  readonly tips: readonly string[];
  readonly without: readonly string[];
  readonly paths: readonly string[];
  /** Revisions as they were written, in order. */
  readonly revisions: readonly string[];
}

/** Splits arguments into revisions and paths as git does: once a path begins, all that follows are paths. */
export function splitRevisions(
  session: Session,
  args: readonly string[],
  afterDashes: readonly string[] | null,
): { revisions: string[]; paths: string[] } {
  const revisions: string[] = [];
  const paths: string[] = [];
  for (const arg of args) {
    if (paths.length > 0) {
      if (!fileOrFolderThere(session, arg)) throw unknownPath(arg);
      paths.push(arg);
    } else if (isRevision(session, arg)) {
      if (afterDashes === null && fileOrFolderThere(session, arg)) {
        throw fatal(
          `ambiguous argument '${arg}': both revision and filename\n` +
            `Use '--' to separate paths from revisions, like this:\n` +
            `'git <command> [<revision>...] -- [<file>...]'`,
        );
      }
      revisions.push(arg);
    } else if (afterDashes !== null) throw fatal(`bad revision '${arg}'`);
    else if (fileOrFolderThere(session, arg)) paths.push(arg);
    else throw unknownRevision(arg);
  }
  return { revisions, paths: [...paths, ...(afterDashes ?? [])] };
}

const unknownPath = (path: string): Error =>
  fatal(
    `${path}: no such path in the working tree.\n` +
      `Use 'git <command> -- <path>...' to specify paths that do not exist locally.`,
  );

function isRevision({ repository }: Session, arg: string): boolean {
  const parts = arg.replace(/^\^/, '').split(/\.{2,3}/);
  if (parts.length > 2 || arg === '..') return false;
  return parts.every((part) =>
    part === '' ? parts.length === 2 : tryResolve(repository, part) !== undefined,
  );
}

/** What `log` and `rev-list` walk, by revisions, `A..B`, `A...B`, `^A`, `--all`, `--branches`, `--tags`. */
export function parseRange(
  session: Session,
  args: readonly string[],
  afterDashes: readonly string[] | null,
  options: Options,
): Range {
  const { repository } = session;
  const { revisions, paths } = splitRevisions(session, args, afterDashes);
  const tips: string[] = [];
  const without: string[] = [];
  const commit = (text: string) => resolveCommit(repository, text === '' ? 'HEAD' : text);
  for (const revision of revisions) {
    const three = /^(.*)\.\.\.(.*)$/.exec(revision);
    const two = /^(.*)\.\.(.*)$/.exec(revision);
    if (three) {
      const [a, b] = [commit(three[1] ?? ''), commit(three[2] ?? '')];
      tips.push(a, b);
      without.push(...mergeBases(repository, a, b));
    } else if (two) {
      without.push(commit(two[1] ?? ''));
      tips.push(commit(two[2] ?? ''));
    } else if (revision.startsWith('^')) without.push(commit(revision.slice(1)));
    else tips.push(commit(revision));
  }
  const add = (prefix: string) => {
    for (const [, oid] of repository.refs.list(prefix)) {
      const target = peel(repository.store, oid);
      if (repository.store.read(target).type === 'commit') tips.push(target);
    }
  };
  if (options.has('all')) add('refs/');
  if (options.has('branches')) add('refs/heads/');
  if (options.has('tags')) add('refs/tags/');
  const everywhere = ['all', 'branches', 'tags'].some((name) => options.has(name));
  const head = tryResolveCommit(repository, 'HEAD');
  if (head !== undefined && (options.has('all') || (revisions.length === 0 && !everywhere)))
    tips.push(head);
  return { tips, without, paths, revisions };
}

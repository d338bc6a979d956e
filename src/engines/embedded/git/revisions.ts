import { normalPath } from '../kernel/tree.ts';
import { fatal, GitExit } from './git-error.ts';
import { parseCommit, readCommit, subjectOf } from './objects/commit.ts';
import { formatDate } from './dates.ts';
import { parseTag, peel } from './objects/tag.ts';
import { entryAt } from './objects/tree.ts';
import { readReflog } from './refs/reflog.ts';
import type { ObjectType } from './objects/object-store.ts';
import { upstreamOf } from './remotes/remote.ts';
import type { Repository } from './repository.ts';

/** Where refs are looked for, in git's order. */
const PLACES = ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'];

export const unknownRevision = (text: string): GitExit =>
  fatal(
    `ambiguous argument '${text}': unknown revision or path not in the working tree.\n` +
      `Use '--' to separate paths from revisions, like this:\n` +
      `'git <command> [<revision>...] -- [<file>...]'`,
  );

/** The full ref that a name stands for. `''` places only names like HEAD and MERGE_HEAD at the top. */
export function fullRef({ refs }: Repository, name: string): string | undefined {
  return [...PLACES.map((place) => place + name), `refs/remotes/${name}/HEAD`].find(
    (ref) => /^[A-Z_]+$|^refs\//.test(ref) && refs.read(ref) !== undefined,
  );
}

/** The branch that HEAD was on before, `steps` switches ago. */
export function previousBranch({ tree, gitFolder }: Repository, steps: number): string | undefined {
  const switches = readReflog(tree, gitFolder, 'HEAD')
    .map(({ reason }) => /^checkout: moving from (\S+) to /.exec(reason)?.[1])
    .filter((name) => name !== undefined);
  return switches[steps - 1];
}

/**
 * The ref that `topic@{upstream}` or `@{u}` means; `undefined` for any other text.
 *
 * @throws GitExit when the branch follows nothing.
 */
export function upstreamRef({ config, refs }: Repository, text: string): string | undefined {
  const match = /^(.*)@\{u(?:pstream)?\}$/i.exec(text);
  if (!match) return undefined;
  const named = match[1] === '' || match[1] === 'HEAD' || match[1] === '@' ? undefined : match[1];
  const branch = named ?? refs.currentBranch();
  if (branch === undefined) throw fatal('HEAD does not point to a branch');
  if (refs.read(`refs/heads/${branch}`) === undefined) throw fatal(`no such branch: '${branch}'`);
  const upstream = upstreamOf(config, branch);
  if (upstream === undefined) throw fatal(`no upstream configured for branch '${branch}'`);
  return upstream;
}

function ambiguous(repository: Repository, prefix: string, candidates: readonly string[]): GitExit {
  const { store } = repository;
  const order: ObjectType[] = ['tag', 'commit', 'tree', 'blob'];
  const lines = candidates
    .map((oid) => ({ oid, object: store.read(oid) }))
    .sort((a, b) => order.indexOf(a.object.type) - order.indexOf(b.object.type))
    .map(({ oid, object }) => {
      const short = store.abbreviate(oid);
      if (object.type !== 'commit') return `hint:   ${short} ${object.type}`;
      const { author, message } = parseCommit(object.body);
      return `hint:   ${short} commit ${formatDate(author, 'short', 0)} - ${subjectOf(message)}`;
    });
  return new GitExit(
    `error: short object ID ${prefix} is ambiguous\nhint: The candidates are:\n${lines.join('\n')}\n` +
      unknownRevision(prefix).message,
    128,
  );
}

function resolveBase(repository: Repository, text: string): string | undefined {
  const { refs, store, tree, gitFolder } = repository;
  if (/^[0-9a-f]{40}$/i.test(text)) return text.toLowerCase();
  const name = text === '@' ? 'HEAD' : text;
  const at = /^(.*)@\{(-?\d+)\}$/.exec(name);
  if (at) {
    const [, base = '', number = '0'] = at;
    if (number.startsWith('-')) {
      const branch = previousBranch(repository, -Number(number));
      return branch === undefined ? undefined : resolveBase(repository, branch);
    }
    const ref = fullRef(repository, base === '' ? (refs.currentBranch() ?? 'HEAD') : base);
    if (ref === undefined) return undefined;
    const log = readReflog(tree, gitFolder, ref);
    const entry = log[Number(number)];
    if (!entry && log.length > 0) {
      throw fatal(
        `log for '${base === '' ? (refs.currentBranch() ?? 'HEAD') : base}' only has ${log.length} entries`,
      );
    }
    return entry?.now;
  }
  const upstream = upstreamRef(repository, name);
  if (upstream !== undefined) return refs.read(upstream);
  const ref = fullRef(repository, name);
  if (ref !== undefined) return refs.read(ref);
  if (/^[0-9a-f]{4,40}$/i.test(name)) {
    const found = store.startingWith(name.toLowerCase());
    if (found.length > 1) throw ambiguous(repository, name, found);
    if (found.length === 1) return found[0];
  }
  const described = /^.+-\d+-g([0-9a-f]{4,40})$/.exec(name)?.[1];
  return described === undefined ? undefined : store.startingWith(described)[0];
}

function peelTo(repository: Repository, oid: string, type: string): string | undefined {
  const { store } = repository;
  const object = store.tryRead(oid);
  if (!object || object.type === type) return object && oid;
  if (object.type === 'tag') return peelTo(repository, parseTag(object.body).object, type);
  if (object.type === 'commit' && type === 'tree') return parseCommit(object.body).tree;
  return undefined;
}

/**
 * The id that a revision names, or `undefined` when it names none: `HEAD~2`, `main^`, `v1^{tree}`, `abc123`,
 * `HEAD@{1}`, `rev:path`, `:path` (index).
 *
 * @throws GitExit when a short id is ambiguous or `rev:path` names a missing file.
 */
export function tryResolve(repository: Repository, text: string): string | undefined {
  const { store } = repository;
  const colon = text.search(/:(?![^{]*\})/);
  if (colon >= 0) return resolvePathIn(repository, text.slice(0, colon), text.slice(colon + 1));
  const suffix = /^(.*?)((?:~\d*|\^(?:\{[^}]*\}|\d*))*)$/s.exec(text);
  let oid = resolveBase(repository, suffix?.[1] ?? text);
  for (const [step] of (suffix?.[2] ?? '').matchAll(/~\d*|\^(?:\{[^}]*\}|\d*)/g)) {
    if (oid === undefined) return undefined;
    const type = /^\^\{(.*)\}$/.exec(step)?.[1];
    if (type !== undefined) {
      oid = type === '' ? peel(store, oid) : peelTo(repository, oid, type);
      continue;
    }
    oid = peelTo(repository, oid, 'commit');
    const number = step.length > 1 ? Number(step.slice(1)) : 1;
    if (step.startsWith('^')) {
      if (oid !== undefined && number > 0) oid = readCommit(store, oid).parents[number - 1];
    } else {
      for (let left = number; left > 0 && oid !== undefined; left -= 1) {
        oid = readCommit(store, oid).parents[0];
      }
    }
  }
  return oid;
}

/** `rev:path`; `:path` and `:2:path` read the index. */
function resolvePathIn(
  repository: Repository,
  revision: string,
  given: string,
): string | undefined {
  const relative = /^\.{1,2}(?:\/|$)/.test(given);
  const path = relative
    ? normalPath(`/${repository.prefix}${given}`).slice(1)
    : given.replace(/\/$/, '');
  if (revision === '') {
    const staged = /^([0-3]):(.*)$/.exec(path);
    const stage = Number(staged?.[1] ?? 0) as 0 | 1 | 2 | 3;
    const name = staged?.[2] ?? path;
    const entry = repository.readIndex().get(name, stage);
    if (!entry) {
      const there = repository.tree.exists(repository.absolute(name));
      throw fatal(
        there
          ? `path '${name}' exists on disk, but not in the index`
          : `path '${name}' does not exist (neither on disk nor in the index)`,
      );
    }
    return entry.oid;
  }
  const oid = tryResolve(repository, revision);
  if (oid === undefined) throw fatal(`invalid object name '${revision}'.`);
  const top = peelTo(repository, oid, 'tree');
  if (top === undefined) return undefined;
  const entry = entryAt(repository.store, top, path);
  if (!entry) {
    const there = repository.tree.exists(repository.absolute(path));
    throw fatal(
      there
        ? `path '${path}' exists on disk, but not in '${revision}'`
        : `path '${path}' does not exist in '${revision}'`,
    );
  }
  return entry.oid;
}

/** As `tryResolve`; the object must exist. @throws GitExit with git's "unknown revision". */
export function resolve(repository: Repository, text: string): string {
  const oid = tryResolve(repository, text);
  if (oid === undefined) throw unknownRevision(text);
  if (!repository.store.has(oid)) throw fatal(`bad object ${text}`);
  return oid;
}

/** The commit that a revision names, through tags; `undefined` when it names none. */
export function tryResolveCommit(repository: Repository, text: string): string | undefined {
  const oid = tryResolve(repository, text);
  return oid === undefined ? undefined : peelTo(repository, oid, 'commit');
}

/** As `tryResolveCommit`. @throws GitExit with git's "unknown revision". */
export function resolveCommit(repository: Repository, text: string): string {
  const oid = tryResolveCommit(repository, text);
  if (oid === undefined) throw unknownRevision(text);
  return oid;
}

/** The tree that a revision names (a commit's, a tag's, or itself). @throws GitExit. */
export function resolveTree(repository: Repository, text: string): string {
  const oid = tryResolve(repository, text);
  if (oid === undefined) throw unknownRevision(text);
  const tree = peelTo(repository, oid, 'tree');
  if (tree === undefined) throw fatal(`not a tree object: ${text}`);
  return tree;
}

import { resolvePath, type Tree } from '../../kernel/tree.ts';
import type { Command } from '../command.ts';
import { withSetting } from '../config-file.ts';
import { fatal, GitExit } from '../git-error.ts';
import { parseOptions, usageText, type Options } from '../options.ts';
import { detachedNote } from '../refs/switching.ts';
import { isValidRemoteName } from '../remotes/remote.ts';
import { addRemote } from '../remotes/settings.ts';
import { openPlace, pathOfUrl, placeAt } from '../remotes/open-remote.ts';
import { peel } from '../objects/tag.ts';
import type { Repository } from '../repository.ts';
import { Session } from '../session.ts';
import { forceTree } from '../worktree/switch-trees.ts';
import { createRepository } from './init.ts';

const usage = ['git clone [<options>] [--] <repo> [<dir>]'];

const TABLE = {
  '-q, --quiet': 'flag',
  '-v, --verbose': 'flag',
  '-n': 'flag',
  '--bare': 'flag',
  '-l, --local': 'flag',
  '--no-hardlinks': 'flag',
  '-o, --origin': 'value',
  '-b, --branch': 'value',
  '--depth': 'value',
  '--single-branch': 'flag',
  '--tags': 'flag',
  '--checkout': 'flag',
} as const;

/** The folder's name that git takes from a repository's address. */
function nameFrom(address: string, bare: boolean): string {
  const path = address.replace(/\/+$/, '').replace(/\/\.git$/, '');
  const name = (path.split(/[/:]/).at(-1) ?? '').replace(/\.git$/, '');
  if (name === '' || name === '.' || name === '..') {
    throw fatal(`repository '${address}' does not exist`);
  }
  return bare ? `${name}.git` : name;
}

/** Copies all files below a folder. */
function copyFolder(tree: Tree, from: string, to: string): void {
  for (const [path, node] of tree.walk(from)) {
    const target = to + path.slice(from.length);
    if (node.children) tree.mkdir(target, { recursive: true });
    else if (node.data) tree.writeFile(target, node.data.slice(), { mode: node.mode & 0o777 });
  }
}

interface Start {
  /** The branch that HEAD means over there. */
  readonly head: string | undefined;
  /** The branch or tag there that the clone begins at; `undefined` for a repository without commits. */
  readonly ref: string | undefined;
  readonly oid: string | undefined;
}

/** The branch that a detached HEAD most likely means: the usual one, else the first that stands where HEAD does. */
function branchAt(other: Repository, oid: string | undefined, usual: string): string | undefined {
  const there = other.refs.list('refs/heads/').filter(([, each]) => each === oid);
  const names = there.map(([ref]) => ref);
  const preferred = [usual, 'master'].map((name) => `refs/heads/${name}`);
  return preferred.find((ref) => names.includes(ref)) ?? names[0];
}

/** Where the clone begins: `-b`, else where HEAD is over there. */
function startOf(other: Repository, options: Options, remoteName: string, usual: string): Start {
  const asked = options.value('branch');
  const oid = other.refs.read('HEAD');
  const head = other.refs.symbolic('HEAD') ?? branchAt(other, oid, usual);
  if (asked === undefined) return { head, ref: head, oid };
  for (const prefix of ['refs/heads/', 'refs/tags/']) {
    const found = other.refs.read(prefix + asked);
    if (found !== undefined) return { head, ref: prefix + asked, oid: peel(other.store, found) };
  }
  throw fatal(`Remote branch ${asked} not found in upstream ${remoteName}`);
}

/** Puts branches and tags of the other repository where a clone keeps them. */
function keepRefs(
  to: Repository,
  from: Repository,
  keep: (ref: string) => string | undefined,
): void {
  for (const [ref, oid] of from.refs.list('refs/')) {
    const kept = ref.startsWith('refs/heads/') ? keep(ref) : undefined;
    if (kept !== undefined) to.refs.writeSpecial(kept, oid);
    else if (ref.startsWith('refs/tags/')) to.refs.writeSpecial(ref, oid);
  }
}

/** Work tree, HEAD and remote of a clone that is not bare. */
function setUp(
  session: Session,
  other: Repository,
  remoteName: string,
  url: string,
  start: Start,
  only: string | undefined,
): void {
  const { repository } = session;
  const { refs } = repository;
  const kept = (ref: string) => ref.replace('refs/heads/', `refs/remotes/${remoteName}/`);
  addRemote(repository, remoteName, url, only?.replace('refs/heads/', ''));
  keepRefs(repository, other, (ref) =>
    only === undefined || ref === only ? kept(ref) : undefined,
  );
  const reason = `clone: from ${url}`;
  const there = start.head;
  const branch = /^refs\/heads\/(.+)$/.exec(start.ref ?? '')?.[1];
  if (there !== undefined && other.refs.read(there) !== undefined) {
    refs.setSymbolic(`refs/remotes/${remoteName}/HEAD`, kept(there), reason);
  }
  if (branch !== undefined) {
    refs.setHead({ branch }, '');
    repository.changeConfig((text, path) =>
      withSetting(
        withSetting(text, path, `branch.${branch}.remote`, remoteName),
        path,
        `branch.${branch}.merge`,
        `refs/heads/${branch}`,
      ),
    );
    if (start.oid !== undefined) refs.update('HEAD', start.oid, reason);
  } else if (start.oid !== undefined) refs.setHead({ oid: start.oid }, reason);
}

/** Writes the files of the commit that the clone begins at. */
function checkOut({ repository }: Session, oid: string): void {
  const index = repository.readIndex();
  forceTree(repository, index, repository.filesAt(oid));
  repository.writeIndex(index);
}

async function run(session: Session, args: readonly string[]): Promise<number> {
  const options = parseOptions('clone', args, TABLE, usage);
  const [address, folder, extra] = options.all;
  if (address === undefined) {
    throw new GitExit(`fatal: You must specify a repository to clone.\n\n${usageText(usage)}`, 129);
  }
  if (extra !== undefined)
    throw new GitExit(`fatal: Too many arguments.\n\n${usageText(usage)}`, 129);
  const remoteName =
    options.value('origin') ?? session.config.get('clone.defaultremotename') ?? 'origin';
  if (!isValidRemoteName(remoteName)) throw fatal(`'${remoteName}' is not a valid remote name`);
  const { tree, cwd, context, overrides } = session;
  const quiet = options.has('quiet');
  const bare = options.has('bare');
  const isFileUrl = address.startsWith('file://');
  const path = resolvePath(cwd, pathOfUrl(address));
  const place = placeAt(tree, path);
  if (!place) throw fatal(`repository '${address}' does not exist`);
  const name = folder ?? nameFrom(address, bare);
  const top = resolvePath(cwd, name);
  const there = tree.tryLookup(top);
  if (there && there.children?.size !== 0) {
    throw fatal(`destination path '${name}' already exists and is not an empty directory.`);
  }
  if (!quiet) session.error(`Cloning into ${bare ? 'bare repository ' : ''}'${name}'...\n`);
  if (options.has('depth') && !isFileUrl) {
    session.error('warning: --depth is ignored in local clones; use file:// instead.\n');
  } else if (options.has('depth')) throw fatal('the lab edition of git makes no shallow clones');
  // As git writes it down: absolute, and not tidied.
  const url = isFileUrl || address.startsWith('/') ? address : `${cwd}/${address}`;
  // As with git, a clone of some depth is one of a single branch.
  const single =
    options.has('single-branch') || (options.has('depth') && !options.isOff('single-branch'));
  const other = await openPlace(session, place);
  const start = startOf(
    other,
    options,
    remoteName,
    session.config.get('init.defaultbranch') ?? 'master',
  );
  const branch = /^refs\/heads\/(.+)$/.exec(start.ref ?? '')?.[1] ?? 'main';
  const gitFolder = createRepository(tree, top, { bare, branch });
  copyFolder(tree, `${place.gitFolder}/objects`, `${gitFolder}/objects`);
  const inside = new Session(context, top, overrides);
  const repository = await inside.open();
  if (!repository) throw fatal(`could not open the new repository at '${name}'`);
  if (start.oid === undefined) {
    session.error('warning: You appear to have cloned an empty repository.\n');
  }
  if (bare) {
    keepRefs(repository, other, (ref) => ref);
    if (start.ref === undefined && start.oid !== undefined) {
      repository.refs.setHead({ oid: start.oid }, '');
    }
    repository.changeConfig((text, file) =>
      withSetting(text, file, `remote.${remoteName}.url`, url),
    );
  } else setUp(inside, other, remoteName, url, start, single ? start.ref : undefined);
  if (!quiet && !isFileUrl) session.error('done.\n');
  const wanted = !bare && !options.has('n') && !options.isOff('checkout');
  if (wanted && start.oid !== undefined) {
    const detached = repository.refs.currentBranch() === undefined;
    if (detached && !quiet) session.error(detachedNote(start.oid));
    checkOut(inside, start.oid);
  }
  inside.flush();
  return 0;
}

export const clone: Command = {
  name: 'clone',
  summary: 'Clone a repository into a new directory',
  usage,
  needs: 'nothing',
  run,
};

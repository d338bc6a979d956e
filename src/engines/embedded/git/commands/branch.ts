import { painter } from '../colours.ts';
import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { isAncestor, reachableFrom } from '../history/reachable.ts';
import { readCommit, subjectOf } from '../objects/commit.ts';
import { parseOptions, type Options } from '../options.ts';
import { isValidBranchName, shortRef } from '../refs/ref-name.ts';
import { removeSettings } from '../remotes/settings.ts';
import { follow, followedBy, followStart } from '../remotes/upstream.ts';
import { detachedLabel } from '../refs/detached.ts';
import type { Repository } from '../repository.ts';
import { fullRef, previousBranch, resolveCommit, tryResolveCommit } from '../revisions.ts';
import type { Session } from '../session.ts';
import { colourOption } from '../changes/diff-output.ts';
import { trackingOf } from '../changes/tracking.ts';
import { wildmatch } from '../worktree/wildmatch.ts';

const usage = [
  'git branch [<options>] [-r | -a] [--merged] [--no-merged]',
  'git branch [<options>] [-f] <branch-name> [<start-point>]',
  'git branch [<options>] (-d | -D) <branch-name>...',
  'git branch (-u <upstream> | --unset-upstream) [<branch-name>]',
  'git branch [<options>] (-m | -M) [<old-branch>] <new-branch>',
];

const TABLE = {
  '-l, --list': 'flag',
  '-a, --all': 'flag',
  '-r, --remotes': 'flag',
  '-v, --verbose': 'flag',
  '-q, --quiet': 'flag',
  '-d, --delete': 'flag',
  '-D': 'flag',
  '-m, --move': 'flag',
  '-M': 'flag',
  '-f, --force': 'flag',
  '--show-current': 'flag',
  '-t, --track': 'flag',
  '-u, --set-upstream-to': 'value',
  '--unset-upstream': 'flag',
  '--contains': 'last',
  '--merged': 'last',
  '--no-merged': 'last',
  '--points-at': 'value',
  '--format': 'value',
  '--color': 'optional',
} as const;

function selects(repository: Repository, options: Options): (oid: string) => boolean {
  const tests: ((oid: string) => boolean)[] = [];
  const commitOf = (text: string | undefined) => {
    const name = text === undefined || text === '' ? 'HEAD' : text;
    const oid = tryResolveCommit(repository, name);
    if (oid === undefined) throw new GitExit(`error: malformed object name ${name}`, 129);
    return oid;
  };
  if (options.has('contains')) {
    const wanted = commitOf(options.value('contains'));
    tests.push((oid) => isAncestor(repository, wanted, oid));
  }
  for (const name of ['merged', 'no-merged']) {
    if (!options.has(name)) continue;
    const inside = reachableFrom(repository, [commitOf(options.value(name))]);
    tests.push((oid) => inside.has(oid) === (name === 'merged'));
  }
  const at = options.value('points-at');
  if (at !== undefined) {
    const wanted = commitOf(at);
    tests.push((oid) => oid === wanted);
  }
  return (oid) => tests.every((test) => test(oid));
}

function list(session: Session, options: Options): number {
  const { repository } = session;
  const { refs, store } = repository;
  const paint = painter(session.colours('branch', colourOption(options)));
  const patterns = options.all.map((text) => wildmatch(text, false));
  const matches = (name: string) =>
    patterns.length === 0 || patterns.some((each) => each?.test(name));
  const selected = selects(repository, options);
  const current = refs.currentBranch();
  const rows: { name: string; oid: string; here: boolean; remote: boolean; full: string }[] = [];
  const head = repository.head();
  const locals = !options.has('remotes');
  if (
    locals &&
    current === undefined &&
    head !== undefined &&
    patterns.length === 0 &&
    selected(head)
  ) {
    rows.push({
      name: `(${detachedLabel(repository) ?? 'no branch'})`,
      oid: head,
      here: true,
      remote: false,
      full: 'HEAD',
    });
  }
  if (locals) {
    for (const [ref, oid] of refs.list('refs/heads/')) {
      const name = ref.slice(11);
      if (matches(name) && selected(oid))
        rows.push({ name, oid, here: name === current, remote: false, full: ref });
    }
  }
  if (options.has('remotes') || options.has('all')) {
    for (const [ref, oid] of refs.list('refs/remotes/')) {
      const name = `${options.has('all') ? 'remotes/' : ''}${ref.slice(13)}`;
      if (matches(ref.slice(13)) && selected(oid))
        rows.push({ name, oid, here: false, remote: true, full: ref });
    }
  }
  const format = options.value('format');
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  for (const { name, oid, here, remote, full } of rows) {
    if (format !== undefined) {
      session.out(`${formatRef(format, full, oid, here, repository)}\n`);
      continue;
    }
    let line = here ? '* ' : '  ';
    const target = refs.symbolic(full);
    const padded = options.has('verbose') ? name.padEnd(width) : name;
    line += here ? paint('green', padded) : remote ? paint('red', padded) : padded;
    if (remote && target !== undefined) line += ` -> ${shortRef(target)}`;
    else if (options.has('verbose')) {
      const tracking = remote ? undefined : trackingOf(repository, name);
      const parts = tracking
        ? [
            ...(tracking.ahead ? [`ahead ${tracking.ahead}`] : []),
            ...(tracking.behind ? [`behind ${tracking.behind}`] : []),
          ]
        : [];
      const state = tracking?.gone ? 'gone' : parts.join(', ');
      const upstream =
        tracking && options.count('verbose') > 1
          ? `${tracking.upstream}${state && `: ${state}`}`
          : state;
      line += ` ${store.abbreviate(oid)} ${upstream === '' ? '' : `[${upstream}] `}${subjectOf(readCommit(store, oid).message)}`;
    }
    session.out(`${line}\n`);
  }
  return 0;
}

function formatRef(
  format: string,
  ref: string,
  oid: string,
  here: boolean,
  { store }: Repository,
): string {
  return format.replace(/%\(([^)]*)\)/g, (_, field: string) => {
    switch (field) {
      case 'refname':
        return ref;
      case 'refname:short':
        return shortRef(ref);
      case 'objectname':
        return oid;
      case 'objectname:short':
        return store.abbreviate(oid);
      case 'HEAD':
        return here ? '*' : ' ';
      case 'contents:subject':
      case 'subject':
        return subjectOf(readCommit(store, oid).message);
      default:
        throw fatal(`the lab edition of git has no field %(${field})`);
    }
  });
}

function remove(session: Session, options: Options): number {
  const { repository } = session;
  const { refs, store } = repository;
  const force = options.has('D') || options.has('force');
  if (options.all.length === 0) throw fatal('branch name required');
  let code = 0;
  for (const name of options.all) {
    const ref = options.has('remotes') ? `refs/remotes/${name}` : `refs/heads/${name}`;
    const oid = refs.read(ref);
    if (oid === undefined) {
      session.error(`error: branch '${name}' not found.\n`);
      code = 1;
    } else if (refs.currentBranch() === name && !options.has('remotes')) {
      session.error(
        `error: Cannot delete branch '${name}' checked out at '${repository.workTree || '/'}'\n`,
      );
      code = 1;
    } else if (!force && !isMerged(repository, name, oid)) {
      session.error(
        `error: The branch '${name}' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D ${name}'.\n`,
      );
      code = 1;
    } else {
      refs.remove(ref);
      if (!options.has('remotes')) {
        removeSettings(repository, [`branch.${name}.remote`, `branch.${name}.merge`]);
      }
      if (!options.has('quiet'))
        session.out(
          `Deleted ${options.has('remotes') ? 'remote-tracking ' : ''}branch ${name} (was ${store.abbreviate(oid)}).\n`,
        );
    }
  }
  return code;
}

function isMerged(repository: Repository, branch: string, oid: string): boolean {
  const tracking = trackingOf(repository, branch);
  const into =
    tracking && !tracking.gone
      ? repository.refs.read(`refs/remotes/${tracking.upstream}`)
      : repository.head();
  return into !== undefined && isAncestor(repository, oid, into);
}

function rename(session: Session, options: Options): number {
  const { refs } = session.repository;
  const [first, second, extra] = options.all;
  if (first === undefined) throw fatal('branch name required');
  if (extra !== undefined) throw fatal('too many arguments for a rename operation');
  const from = second === undefined ? refs.currentBranch() : first;
  const to = second ?? first;
  if (from === undefined) throw fatal('cannot rename the current branch while not on any.');
  if (!isValidBranchName(to)) throw fatal(`'${to}' is not a valid branch name`);
  const unborn = refs.read(`refs/heads/${from}`) === undefined;
  if (unborn && refs.currentBranch() !== from) {
    throw fatal(`No branch named '${from}'.`);
  }
  if (from !== to && refs.read(`refs/heads/${to}`) !== undefined) {
    if (!options.has('M') && !options.has('force'))
      throw fatal(`a branch named '${to}' already exists`);
    refs.remove(`refs/heads/${to}`);
  }
  if (from !== to) {
    refs.rename(
      `refs/heads/${from}`,
      `refs/heads/${to}`,
      `Branch: renamed refs/heads/${from} to refs/heads/${to}`,
    );
  }
  return 0;
}

function create(session: Session, options: Options): number {
  const { repository } = session;
  const { refs } = repository;
  const [name = '', given, extra] = options.all;
  if (extra !== undefined) throw new GitExit(`usage: ${usage.join('\n   or: ')}\n`, 129);
  if (!isValidBranchName(name)) throw fatal(`'${name}' is not a valid branch name`);
  const start = given === '-' ? (previousBranch(repository, 1) ?? '-') : (given ?? 'HEAD');
  const ref = `refs/heads/${name}`;
  const there = refs.read(ref) !== undefined;
  if (there && !options.has('force')) throw fatal(`a branch named '${name}' already exists`);
  if (there && refs.currentBranch() === name) {
    throw fatal(
      `cannot force update the branch '${name}' checked out at '${repository.workTree || '/'}'`,
    );
  }
  const oid = tryResolveCommit(repository, start);
  if (oid === undefined) {
    if (given === undefined)
      throw fatal(`not a valid object name: '${refs.currentBranch() ?? 'HEAD'}'`);
    throw fatal(`not a valid object name: '${start}'`);
  }
  const commit = resolveCommit(repository, oid);
  refs.update(
    ref,
    commit,
    there
      ? `branch: Reset to ${start}`
      : `branch: Created from ${given ?? refs.currentBranch() ?? 'HEAD'}`,
  );
  const asked = options.has('track') ? true : options.isOff('track') ? false : undefined;
  const from = given === undefined ? refs.symbolic('HEAD') : fullRef(repository, start);
  if (given !== undefined || asked) {
    followStart(session, name, from, asked, options.has('quiet'));
  }
  return 0;
}

const NO_UPSTREAM_HINT = `hint: 
hint: If you are planning on basing your work on an upstream
hint: branch that already exists at the remote, you may need to
hint: run "git fetch" to retrieve it.
hint: 
hint: If you are planning to push out a new local branch that
hint: will track its remote counterpart, you may want to use
hint: "git push -u" to set the upstream config as you push.
hint: Disable this message with "git config advice.setUpstreamFailure false"`;

/** `-u origin/main [branch]`: from now on the branch follows another. */
function setUpstream(session: Session, upstream: string, given: string | undefined): number {
  const { repository } = session;
  const branch = given ?? repository.refs.currentBranch();
  if (branch === undefined) {
    throw fatal(
      `could not set upstream of HEAD to ${upstream} when it does not point to any branch.`,
    );
  }
  if (repository.refs.read(`refs/heads/${branch}`) === undefined) {
    throw fatal(
      given === undefined
        ? `no commit on branch '${branch}' yet`
        : `branch '${branch}' does not exist`,
    );
  }
  const ref = fullRef(repository, upstream);
  if (ref === undefined) {
    throw fatal(`the requested upstream branch '${upstream}' does not exist\n${NO_UPSTREAM_HINT}`);
  }
  const followed = followedBy(repository, ref);
  if (!followed) {
    throw fatal(`cannot set up tracking information; starting point '${upstream}' is not a branch`);
  }
  if (followed.remote === '.' && followed.ref === `refs/heads/${branch}`) {
    session.error(`warning: not setting branch '${branch}' as its own upstream\n`);
    return 0;
  }
  follow(session, branch, followed, shortRef(ref));
  return 0;
}

function unsetUpstream({ repository }: Session, given: string | undefined): number {
  const branch = given ?? repository.refs.currentBranch();
  if (branch === undefined) {
    throw fatal('could not unset upstream of HEAD when it does not point to any branch.');
  }
  if (repository.config.get(`branch.${branch}.merge`) === undefined) {
    throw fatal(`Branch '${branch}' has no upstream information`);
  }
  removeSettings(repository, [`branch.${branch}.remote`, `branch.${branch}.merge`]);
  return 0;
}

function run(session: Session, args: readonly string[]): number {
  const options = parseOptions('branch', args, TABLE, usage);
  if (options.has('show-current')) {
    const branch = session.repository.refs.currentBranch();
    session.out(branch === undefined ? '' : `${branch}\n`);
    return 0;
  }
  if (options.has('delete') || options.has('D')) return remove(session, options);
  if (options.has('move') || options.has('M')) return rename(session, options);
  const upstream = options.value('set-upstream-to');
  if (upstream !== undefined) return setUpstream(session, upstream, options.all[0]);
  if (options.has('unset-upstream')) return unsetUpstream(session, options.all[0]);
  const asksForList = [
    'list',
    'contains',
    'merged',
    'no-merged',
    'points-at',
    'all',
    'remotes',
  ].some((name) => options.has(name));
  if (asksForList || options.all.length === 0) return list(session, options);
  return create(session, options);
}

export const branch: Command = {
  name: 'branch',
  summary: 'List, create, or delete branches',
  usage,
  needs: 'repository',
  run,
};

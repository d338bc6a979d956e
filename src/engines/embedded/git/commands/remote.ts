import type { Command } from '../command.ts';
import { withSectionRenamed, withSetting } from '../config-file.ts';
import { fatal, GitExit } from '../git-error.ts';
import { isAncestor } from '../history/reachable.ts';
import { parseOptions, usageText } from '../options.ts';
import { shortRef } from '../refs/ref-name.ts';
import { fetchFrom, prune } from '../remotes/fetch.ts';
import { openRemote } from '../remotes/open-remote.ts';
import {
  configuredRemote,
  isValidRemoteName,
  remoteFor,
  remoteNames,
  trackingRef,
  type Remote,
} from '../remotes/remote.ts';
import { offeredRefs } from '../remotes/remote-refs.ts';
import { addRemote, branchesOfRemote, keysOfRemote, removeSettings } from '../remotes/settings.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';

const usage = [
  'git remote [-v | --verbose]',
  'git remote add [-f] <name> <url>',
  'git remote rename <old> <new>',
  'git remote remove <name>',
  'git remote show <name>',
  'git remote prune <name>',
  'git remote get-url [--push] <name>',
  'git remote set-url [--push] <name> <newurl>',
];

type Subcommand = (session: Session, args: readonly string[]) => number | Promise<number>;

const badUsage = (line: string): GitExit => new GitExit(usageText([line]), 129);

/** Exit codes that git gives to a remote that is missing and to one that is there already. */
const MISSING = 2;
const EXISTS = 3;

function existing(session: Session, name: string, colon = ''): Remote {
  const remote = configuredRemote(session.repository.config, name);
  if (remote) return remote;
  throw new GitExit(`error: No such remote${colon} '${name}'`, MISSING);
}

function list(session: Session, verbose: boolean): number {
  const { config } = session.repository;
  for (const name of remoteNames(config)) {
    const { url, pushUrl } = remoteFor(config, name);
    if (verbose) session.out(`${name}\t${url} (fetch)\n${name}\t${pushUrl} (push)\n`);
    else session.out(`${name}\n`);
  }
  return 0;
}

const add: Subcommand = async (session, args) => {
  const form = 'git remote add [-f] <name> <url>';
  const options = parseOptions('remote', args, { '-f, --fetch': 'flag' }, [form]);
  const [name, url, extra] = options.all;
  if (name === undefined || url === undefined || extra !== undefined) throw badUsage(form);
  const { repository } = session;
  if (configuredRemote(repository.config, name)) {
    throw new GitExit(`error: remote ${name} already exists.`, EXISTS);
  }
  if (!isValidRemoteName(name)) throw fatal(`'${name}' is not a valid remote name`);
  addRemote(repository, name, url);
  if (!options.has('fetch')) return 0;
  session.out(`Updating ${name}\n`);
  const { code } = await fetchFrom(session, existing(session, name), {
    refspecs: [],
    tags: 'follow',
    prune: false,
    force: false,
    quiet: false,
    verbose: false,
    append: false,
    action: 'remote add',
  });
  return code;
};

/** Refs that remember a remote's. */
const refsOf = ({ refs }: Repository, name: string): string[] =>
  refs.list(`refs/remotes/${name}/`).map(([ref]) => ref);

const remove: Subcommand = (session, args) => {
  const [name, extra] = args;
  if (name === undefined || extra !== undefined) throw badUsage('git remote remove <name>');
  existing(session, name, ':');
  const { repository } = session;
  const branches = branchesOfRemote(repository, name);
  removeSettings(repository, [
    ...keysOfRemote(repository, name),
    ...branches.flatMap((branch) => [`branch.${branch}.remote`, `branch.${branch}.merge`]),
  ]);
  for (const ref of refsOf(repository, name)) repository.refs.remove(ref);
  return 0;
};

const rename: Subcommand = (session, args) => {
  const [from, to, extra] = args;
  if (from === undefined || to === undefined || extra !== undefined) {
    throw badUsage('git remote rename <old> <new>');
  }
  const { repository } = session;
  existing(session, from, ':');
  if (from === to) return 0;
  if (configuredRemote(repository.config, to)) {
    throw new GitExit(`error: remote ${to} already exists.`, EXISTS);
  }
  if (!isValidRemoteName(to)) throw fatal(`'${to}' is not a valid remote name`);
  const branches = branchesOfRemote(repository, from);
  repository.changeConfig((text, path) => {
    const named = withSectionRenamed(text, `remote.${from}`, `remote.${to}`).replaceAll(
      `:refs/remotes/${from}/`,
      () => `:refs/remotes/${to}/`,
    );
    return branches.reduce(
      (left, branch) => withSetting(left, path, `branch.${branch}.remote`, to),
      named,
    );
  });
  moveRefs(repository, from, to);
  return 0;
};

function moveRefs({ refs }: Repository, from: string, to: string): void {
  const move = (ref: string) => ref.replace(`refs/remotes/${from}/`, () => `refs/remotes/${to}/`);
  const all = refs.list(`refs/remotes/${from}/`).map(([ref]) => ref);
  const links = all.flatMap((ref) => {
    const target = refs.symbolic(ref);
    return target === undefined ? [] : [{ ref, target }];
  });
  for (const { ref } of links) refs.remove(ref);
  for (const ref of all) {
    if (!links.some((link) => link.ref === ref)) {
      refs.rename(ref, move(ref), `remote: renamed ${ref} to ${move(ref)}`);
    }
  }
  for (const { ref, target } of links) {
    refs.setSymbolic(move(ref), move(target), `remote: renamed ${ref} to ${move(ref)}`);
  }
}

const getUrl: Subcommand = (session, args) => {
  const form = 'git remote get-url [--push] <name>';
  const options = parseOptions('remote', args, { '--push': 'flag' }, [form]);
  const [name, extra] = options.all;
  if (name === undefined || extra !== undefined) throw badUsage(form);
  const { url, pushUrl } = existing(session, name);
  session.out(`${options.has('push') ? pushUrl : url}\n`);
  return 0;
};

const setUrl: Subcommand = (session, args) => {
  const form = 'git remote set-url [--push] <name> <newurl>';
  const options = parseOptions('remote', args, { '--push': 'flag' }, [form]);
  const [name, url, extra] = options.all;
  if (name === undefined || url === undefined || extra !== undefined) throw badUsage(form);
  existing(session, name);
  const key = `remote.${name}.${options.has('push') ? 'pushurl' : 'url'}`;
  session.repository.changeConfig((text, path) => withSetting(text, path, key, url));
  return 0;
};

const pruneRemote: Subcommand = async (session, args) => {
  const [name, extra] = args;
  if (name === undefined || extra !== undefined) throw badUsage('git remote prune <name>');
  const { repository } = session;
  const remote = remoteFor(repository.config, name);
  const other = await openRemote(session, remote.url);
  const gone: string[] = [];
  prune(repository, remote, offeredRefs(other), (ref) => gone.push(shortRef(ref)));
  if (gone.length === 0) return 0;
  session.out(`Pruning ${name}\nURL: ${remote.url}\n`);
  for (const ref of gone) session.out(` * [pruned] ${ref}\n`);
  return 0;
};

/** `(up to date)` and its kin for a branch that a plain push would move. */
function pushState(repository: Repository, branch: string, theirs: string): string {
  const ours = repository.refs.read(`refs/heads/${branch}`);
  if (ours === undefined || ours === theirs) return 'up to date';
  if (!repository.store.has(theirs)) return 'local out of date';
  return isAncestor(repository, theirs, ours) ? 'fast-forwardable' : 'local out of date';
}

/** Rows of names with what follows them in one column. */
const column = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `    ${name.padEnd(width)} ${text}\n`).join('');
};

const heading = (what: string, count: number): string =>
  `  ${what}${count === 1 ? '' : what.endsWith('branch') ? 'es' : 's'}`;

const show: Subcommand = async (session, args) => {
  const [name, extra] = args;
  if (name === undefined) return list(session, false);
  if (extra !== undefined) throw badUsage('git remote show <name>');
  const { repository } = session;
  const { config, refs } = repository;
  const remote = remoteFor(config, name);
  const other = await openRemote(session, remote.url);
  const there = other.refs
    .list('refs/heads/')
    .map(([ref, oid]) => ({ name: ref.slice(11), ref, oid }));
  session.out(`* remote ${name}\n  Fetch URL: ${remote.url}\n  Push  URL: ${remote.pushUrl}\n`);
  session.out(
    `  HEAD branch: ${other.refs.read('HEAD') === undefined ? '(unknown)' : (other.refs.currentBranch() ?? '(unknown)')}\n`,
  );
  const stale: string[] = [];
  const alive = new Set(there.map(({ ref }) => trackingRef(remote, ref)));
  for (const ref of refsOf(repository, name)) {
    if (refs.symbolic(ref) === undefined && !alive.has(ref)) stale.push(ref);
  }
  const rows = [
    ...there.map(({ name: branch, ref }) => {
      const tracking = trackingRef(remote, ref);
      const known = tracking !== undefined && refs.read(tracking) !== undefined;
      return [
        branch,
        known ? 'tracked' : `new (next fetch will store in remotes/${name})`,
      ] as const;
    }),
    ...stale.map((ref) => [ref, "stale (use 'git remote prune' to remove)"] as const),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length > 0) session.out(`${heading('Remote branch', rows.length)}:\n${column(rows)}`);
  const local = branchesOfRemote(repository, name)
    .sort()
    .map((branch) => {
      const merge = shortRef(config.get(`branch.${branch}.merge`) ?? '');
      return [branch, `merges with remote ${merge}`] as const;
    });
  if (local.length > 0) {
    session.out(
      `${heading('Local branch', local.length)} configured for 'git pull':\n${column(local)}`,
    );
  }
  const pushes = there.filter((each) => refs.read(each.ref) !== undefined);
  if (pushes.length > 0) {
    const width = Math.max(...pushes.map((each) => each.name.length));
    session.out(`${heading('Local ref', pushes.length)} configured for 'git push':\n`);
    for (const each of pushes) {
      session.out(
        `    ${each.name.padEnd(width)} pushes to ${each.name.padEnd(width)} (${pushState(repository, each.name, each.oid)})\n`,
      );
    }
  }
  return 0;
};

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  add,
  remove,
  rm: remove,
  rename,
  show,
  prune: pruneRemote,
  'get-url': getUrl,
  'set-url': setUrl,
};

function run(session: Session, args: readonly string[]): number | Promise<number> {
  const options = parseOptions('remote', args, { '-v, --verbose': 'flag' }, usage, {
    stopAtArgument: true,
  });
  const [name, ...rest] = options.all;
  if (name === undefined) return list(session, options.has('verbose'));
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!subcommand) {
    throw new GitExit(`error: unknown subcommand: \`${name}'\n${usageText(usage)}`, 129);
  }
  return subcommand(session, rest);
}

export const remote: Command = {
  name: 'remote',
  summary: 'Manage set of tracked repositories',
  usage,
  needs: 'repository',
  run,
};

import type { Command } from '../command.ts';
import type { GitExit } from '../git-error.ts';
import { fatal } from '../git-error.ts';
import { refuseHooks } from '../hooks.ts';
import { parseOptions, type Options } from '../options.ts';
import { pushTo, type Leases, type PushOptions } from '../remotes/push.ts';
import { parseRefspec, type Refspec } from '../remotes/refspec.ts';
import { defaultRemoteName, remoteFor, type Remote } from '../remotes/remote.ts';
import { resolve } from '../revisions.ts';
import type { Session } from '../session.ts';

const usage = ['git push [<options>] [<repository> [<refspec>...]]'];

const TABLE = {
  '--all': 'flag',
  '--tags': 'flag',
  '-d, --delete': 'flag',
  '-f, --force': 'flag',
  '--force-with-lease': 'optional',
  '-n, --dry-run': 'flag',
  '-q, --quiet': 'flag',
  '-v, --verbose': 'flag',
  '-u, --set-upstream': 'flag',
  '--verify': 'flag',
} as const;

const CHOOSE = "To choose either option permanently, see push.default in 'git help config'.\n";

function differs(remote: string, there: string): GitExit {
  return fatal(
    'The upstream branch of your current branch does not match\n' +
      'the name of your current branch.  To push to the upstream branch\n' +
      `on the remote, use\n\n    git push ${remote} HEAD:${there}\n\n` +
      'To push to the branch of the same name on the remote, use\n\n' +
      `    git push ${remote} HEAD\n\n${CHOOSE}\n` +
      'To avoid automatically configuring an upstream branch when its name\n' +
      "won't match the local branch, see option 'simple' of branch.autoSetupMerge\n" +
      "in 'git help config'.\n",
  );
}

const noUpstream = (remote: string, branch: string): GitExit =>
  fatal(
    `The current branch ${branch} has no upstream branch.\n` +
      'To push the current branch and set the remote as upstream, use\n\n' +
      `    git push --set-upstream ${remote} ${branch}\n\n` +
      'To have this happen automatically for branches without a tracking\n' +
      "upstream, see 'push.autoSetupRemote' in 'git help config'.\n",
  );

/** What is pushed when the command names nothing, by `push.default`. */
function defaultRefspecs(
  { repository }: Session,
  remote: Remote,
  name: string,
): { readonly refspecs: Refspec[]; readonly setUpstream: boolean } {
  const { config, refs } = repository;
  const how = config.get('push.default') ?? 'simple';
  const branch = refs.currentBranch();
  const of = (target: string) => ({
    refspecs: [{ force: false, source: `refs/heads/${branch ?? ''}`, target }],
    setUpstream: false,
  });
  if (!/^(?:simple|current|upstream)$/.test(how)) {
    throw fatal(
      `the lab edition of git knows simple, current and upstream as push.default, not '${how}'`,
    );
  }
  if (branch === undefined) {
    throw fatal(
      'You are not currently on a branch.\nTo push the history leading to the current (detached HEAD)\n' +
        `state now, use\n\n    git push ${name} HEAD:<name-of-remote-branch>\n`,
    );
  }
  const same = `refs/heads/${branch}`;
  // To a remote that the branch does not follow, git pushes under the same name.
  const elsewhere = defaultRemoteName(repository) !== remote.name;
  if (how === 'current' || (elsewhere && how === 'simple')) return of(same);
  const own = config.get(`branch.${branch}.remote`);
  const merge = config.get(`branch.${branch}.merge`);
  if (own === undefined || merge === undefined) {
    if (config.flag('push.autosetupremote', false)) return { ...of(same), setUpstream: true };
    throw noUpstream(name, branch);
  }
  if (how === 'simple' && merge !== same) throw differs(name, merge.replace(/^refs\/heads\//, ''));
  return of(merge);
}

function leases(session: Session, options: Options): Leases | undefined {
  if (!options.has('force-with-lease')) return undefined;
  const all = options.values('force-with-lease');
  if (all.includes('')) return 'all';
  return new Map(
    all.map((text) => {
      const [name = '', expected] = text.split(':');
      const ref = name.startsWith('refs/') ? name : `refs/heads/${name}`;
      return [ref, expected === undefined ? undefined : resolve(session.repository, expected)];
    }),
  );
}

/** Refspecs that the command names: `main`, `a:b`, `+a`, `tag v1`, and with `--delete` names alone. */
function givenRefspecs(words: readonly string[], deletes: boolean): Refspec[] {
  const found: Refspec[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (deletes) {
      if (word.includes(':')) throw fatal('--delete only accepts plain target ref names');
      found.push({ force: false, source: '', target: word });
    } else if (word === 'tag' && words[at + 1] !== undefined) {
      at += 1;
      const tag = `refs/tags/${words[at] ?? ''}`;
      found.push({ force: false, source: tag, target: tag });
    } else {
      found.push(parseRefspec(word, 'push'));
    }
  }
  return found;
}

async function run(session: Session, args: readonly string[]): Promise<number> {
  const options = parseOptions('push', args, TABLE, usage);
  const { repository } = session;
  const [word, ...words] = options.all;
  const name = word ?? defaultRemoteName(repository);
  const remote = remoteFor(repository.config, name);
  const branch = repository.refs.currentBranch();
  const own = branch === undefined ? undefined : repository.config.get(`branch.${branch}.remote`);
  if (word === undefined && remote.name === undefined && own === undefined) {
    throw fatal(
      'No configured push destination.\nEither specify the URL from the command-line or configure a remote repository using\n\n' +
        '    git remote add <name> <url>\n\nand then push using the remote name\n\n    git push <name>\n',
    );
  }
  if (options.has('delete') && words.length === 0) {
    throw fatal("--delete doesn't make sense without any refs");
  }
  const wide: Refspec[] = [
    ...(options.has('all')
      ? [{ force: false, source: 'refs/heads/*', target: 'refs/heads/*' }]
      : []),
    ...(options.has('tags')
      ? [{ force: false, source: 'refs/tags/*', target: 'refs/tags/*' }]
      : []),
  ];
  if (options.has('all') && words.length > 0) throw fatal("--all can't be combined with refspecs");
  const given = [...givenRefspecs(words, options.has('delete')), ...wide];
  const usual = given.length > 0 ? undefined : defaultRefspecs(session, remote, name);
  const how: PushOptions = {
    refspecs: usual?.refspecs ?? given,
    force: options.has('force'),
    lease: leases(session, options),
    quiet: options.has('quiet'),
    dryRun: options.has('dry-run'),
    setUpstream: options.has('set-upstream') || (usual?.setUpstream ?? false),
  };
  if (!options.isOff('verify')) refuseHooks(session, ['pre-push'], '"--no-verify"');
  return pushTo(session, remote, how);
}

export const push: Command = {
  name: 'push',
  summary: 'Update remote refs along with associated objects',
  usage,
  needs: 'repository',
  run,
};

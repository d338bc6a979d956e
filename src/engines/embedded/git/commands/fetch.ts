import type { Command } from '../command.ts';
import { fatal, GitExit } from '../git-error.ts';
import { parseOptions, type Options } from '../options.ts';
import { fetchFrom, type FetchOptions } from '../remotes/fetch.ts';
import { parseRefspec } from '../remotes/refspec.ts';
import { defaultRemoteName, remoteFor, remoteNames } from '../remotes/remote.ts';
import type { Session } from '../session.ts';

const usage = [
  'git fetch [<options>] [<repository> [<refspec>...]]',
  'git fetch --all [<options>]',
];

const TABLE = {
  '--all': 'flag',
  '-a, --append': 'flag',
  '-f, --force': 'flag',
  '-p, --prune': 'flag',
  '-t, --tags': 'flag',
  '-n': 'flag',
  '-q, --quiet': 'flag',
  '-v, --verbose': 'flag',
} as const;

/** How to fetch, from the options that `fetch` and `pull` share. */
export function fetchOptions(session: Session, options: Options): Omit<FetchOptions, 'refspecs'> {
  const { config } = session;
  return {
    tags: options.has('tags')
      ? 'all'
      : options.has('n') || options.isOff('tags')
        ? 'none'
        : 'follow',
    prune: options.has('prune') || (config.flag('fetch.prune', false) && !options.isOff('prune')),
    force: options.has('force'),
    quiet: options.has('quiet'),
    verbose: options.has('verbose'),
    append: options.has('append'),
    action: 'fetch',
  };
}

async function fetchAll(session: Session, options: Options): Promise<number> {
  let code = 0;
  let append = options.has('append');
  const names = remoteNames(session.config);
  for (const name of names) {
    // With one remote git says nothing of which it is.
    if (!options.has('quiet') && names.length > 1) session.out(`Fetching ${name}\n`);
    try {
      const answer = await fetchFrom(session, remoteFor(session.config, name), {
        ...fetchOptions(session, options),
        refspecs: [],
        append,
      });
      code ||= answer.code;
    } catch (error) {
      if (!(error instanceof GitExit)) throw error;
      session.error(`${error.message}\nerror: could not fetch ${name}\n`);
      code = 1;
    }
    append = true;
  }
  return code;
}

async function run(session: Session, args: readonly string[]): Promise<number> {
  const options = parseOptions('fetch', args, TABLE, usage);
  const [word, ...refspecs] = options.all;
  if (options.has('all')) {
    if (word === undefined) return fetchAll(session, options);
    throw fatal(
      refspecs.length === 0
        ? 'fetch --all does not take a repository argument'
        : 'fetch --all does not make sense with refspecs',
    );
  }
  const remote = remoteFor(session.config, word ?? defaultRemoteName(session.repository));
  const { code } = await fetchFrom(session, remote, {
    ...fetchOptions(session, options),
    refspecs: refspecs.map((text) => parseRefspec(text, 'fetch')),
    action: ['fetch', ...args].join(' '),
  });
  return code;
}

export const fetchCommand: Command = {
  name: 'fetch',
  summary: 'Download objects and refs from another repository',
  usage,
  needs: 'repository',
  run,
};

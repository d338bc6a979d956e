import type { Command } from '../command.ts';
import { fatal } from '../git-error.ts';
import { parseOptions } from '../options.ts';
import { openRemote } from '../remotes/open-remote.ts';
import { defaultRemoteName, remoteFor } from '../remotes/remote.ts';
import { rowsOf } from '../remotes/remote-refs.ts';
import type { Session } from '../session.ts';

const usage = ['git ls-remote [--heads] [--tags] [-q] [--exit-code] [<repository> [<refs>...]]'];

const TABLE = {
  '-h, --heads': 'flag',
  '-t, --tags': 'flag',
  '-q, --quiet': 'flag',
  '--exit-code': 'flag',
} as const;

/** Exit code of `--exit-code` when no ref matches, as git has it. */
const NO_MATCH = 2;

async function run(session: Session, args: readonly string[]): Promise<number> {
  const options = parseOptions('ls-remote', args, TABLE, usage);
  const [word, ...names] = options.all;
  if (word === undefined && !session.hasRepository) {
    throw fatal('No remote configured to list refs from.');
  }
  const remote = remoteFor(session.config, word ?? defaultRemoteName(session.repository));
  const other = await openRemote(session, remote.url);
  if (word === undefined && !options.has('quiet')) session.error(`From ${remote.url}\n`);
  const prefixes = [
    ...(options.has('heads') ? ['refs/heads/'] : []),
    ...(options.has('tags') ? ['refs/tags/'] : []),
  ];
  let count = 0;
  for (const [ref, oid] of rowsOf(other)) {
    if (prefixes.length > 0 && !prefixes.some((prefix) => ref.startsWith(prefix))) continue;
    if (names.length > 0 && !names.some((name) => `/${ref}`.endsWith(`/${name}`))) continue;
    session.out(`${oid}\t${ref}\n`);
    count += 1;
  }
  return options.has('exit-code') && count === 0 ? NO_MATCH : 0;
}

export const lsRemote: Command = {
  name: 'ls-remote',
  summary: 'List references in a remote repository',
  usage,
  needs: 'nothing',
  run,
};

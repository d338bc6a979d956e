import { withSetting } from '../config-file.ts';
import { shortRef } from '../refs/ref-name.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import { configuredRemote, remoteNames, trackingRef } from './remote.ts';
import { sourceOf } from './refspec.ts';

/** A branch of a remote, by the remote's name (`.` is this repository) and the full name of the ref there. */
export interface Followed {
  readonly remote: string;
  readonly ref: string;
}

/** What a local ref stands for at a remote: `refs/remotes/origin/main` is `refs/heads/main` of `origin`. */
export function followedBy({ config }: Repository, ref: string): Followed | undefined {
  if (ref.startsWith('refs/heads/')) return { remote: '.', ref };
  for (const name of remoteNames(config)) {
    for (const spec of configuredRemote(config, name)?.fetch ?? []) {
      const there = sourceOf(spec, ref);
      if (there !== undefined) return { remote: name, ref: there };
    }
  }
  return undefined;
}

/** Makes a branch follow another and says so, as git does. */
export function follow(
  session: Session,
  branch: string,
  followed: Followed,
  shown: string,
  quiet = false,
): void {
  session.repository.changeConfig((text, path) =>
    withSetting(
      withSetting(text, path, `branch.${branch}.remote`, followed.remote),
      path,
      `branch.${branch}.merge`,
      followed.ref,
    ),
  );
  if (!quiet) session.out(`branch '${branch}' set up to track '${shown}'.\n`);
}

/** The remotes' branches of this name: `git switch topic` begins `topic` from the only one. */
export function remoteBranchesNamed(repository: Repository, branch: string): string[] {
  const { config, refs } = repository;
  return remoteNames(config).flatMap((name) => {
    const remote = configuredRemote(config, name);
    const ref = remote && trackingRef(remote, `refs/heads/${branch}`);
    return ref !== undefined && refs.read(ref) !== undefined ? [ref] : [];
  });
}

/** Follows a ref that a new branch began from: always a remote's branch, a local one only when asked for. */
export function followStart(
  session: Session,
  branch: string,
  start: string | undefined,
  asked: boolean | undefined,
  quiet: boolean,
): void {
  if (start === undefined || asked === false) return;
  const followed = followedBy(session.repository, start);
  if (!followed || (followed.remote === '.' && asked !== true)) return;
  follow(session, branch, followed, shortRef(start), quiet);
}

import type { Config } from '../config.ts';
import { isValidRefName } from '../refs/ref-name.ts';
import type { Repository } from '../repository.ts';
import { mappedBy, parseRefspec, type Refspec } from './refspec.ts';

/** A repository that this one exchanges commits with. */
export interface Remote {
  /** `undefined` when a path was given in place of a name. */
  readonly name: string | undefined;
  readonly url: string;
  readonly pushUrl: string;
  readonly fetch: readonly Refspec[];
}

/** Names of the remotes that the settings know, sorted. */
export function remoteNames(config: Config): string[] {
  const names = config.settings.flatMap(({ key }) => /^remote\.(.+)\.[^.]+$/.exec(key)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** The remote of this name; `undefined` when the settings know none. */
export function configuredRemote(config: Config, name: string): Remote | undefined {
  const url = config.get(`remote.${name}.url`);
  const fetch = config.all(`remote.${name}.fetch`).map((text) => parseRefspec(text, 'fetch'));
  if (url === undefined && fetch.length === 0) return undefined;
  return {
    name,
    url: url ?? name,
    pushUrl: config.get(`remote.${name}.pushurl`) ?? url ?? name,
    fetch,
  };
}

/** The remote that a word on the command line means: a name, else a path. */
export const remoteFor = (config: Config, word: string): Remote =>
  configuredRemote(config, word) ?? {
    // `.` is this repository: a branch may follow another one of it.
    name: word === '.' ? word : undefined,
    url: word,
    pushUrl: word,
    fetch: [],
  };

/** The name of the remote to use when none is given: the branch's, the only one, else `origin`. */
export function defaultRemoteName({ config, refs }: Repository): string {
  const branch = refs.currentBranch();
  const own = branch === undefined ? undefined : config.get(`branch.${branch}.remote`);
  const names = remoteNames(config);
  return own ?? (names.length === 1 ? names[0] : undefined) ?? 'origin';
}

/** Where this repository remembers a remote's ref: `refs/remotes/origin/main` for `refs/heads/main`. */
export function trackingRef({ fetch }: Remote, ref: string): string | undefined {
  for (const spec of fetch) {
    const found = mappedBy(spec, ref);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The ref that a branch follows, as this repository remembers it; `undefined` when it follows none. */
export function upstreamOf(config: Config, branch: string): string | undefined {
  const name = config.get(`branch.${branch}.remote`);
  const merge = config.get(`branch.${branch}.merge`);
  if (name === undefined || merge === undefined) return undefined;
  if (name === '.') return merge;
  const remote = configuredRemote(config, name);
  return remote && trackingRef(remote, merge);
}

export const isValidRemoteName = (name: string): boolean =>
  isValidRefName(`refs/remotes/${name}/test`) && name !== '';

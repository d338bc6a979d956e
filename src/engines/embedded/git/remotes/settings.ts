import { withoutSetting, withSetting } from '../config-file.ts';
import type { Repository } from '../repository.ts';

/** Adds a remote that all branches are fetched from, or one alone. */
export function addRemote(repository: Repository, name: string, url: string, branch = '*'): void {
  repository.changeConfig((text, path) =>
    withSetting(
      withSetting(text, path, `remote.${name}.url`, url),
      path,
      `remote.${name}.fetch`,
      `+refs/heads/${branch}:refs/remotes/${name}/${branch}`,
    ),
  );
}

/** Removes settings by their keys; those that are not there are passed over. */
export function removeSettings(repository: Repository, keys: readonly string[]): void {
  repository.changeConfig((text, path) =>
    keys.reduce((left, key) => withoutSetting(left, path, key), text),
  );
}

/** Keys of all settings of a remote. */
export const keysOfRemote = ({ config }: Repository, name: string): string[] => [
  ...new Set(
    config.settings
      .map(({ key }) => key)
      .filter(
        (key) => key.startsWith(`remote.${name}.`) && !key.slice(name.length + 8).includes('.'),
      ),
  ),
];

/** Branches that follow a remote, by their settings. */
export const branchesOfRemote = ({ config }: Repository, name: string): string[] =>
  config.settings.flatMap(({ key, value }) => {
    const branch = /^branch\.(.+)\.remote$/.exec(key)?.[1];
    return branch !== undefined && value === name ? [branch] : [];
  });

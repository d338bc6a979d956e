import type { Tree } from '../kernel/tree.ts';
import { parseConfig, type Setting } from './config-file.ts';
import { fatal } from './git-error.ts';
import { toText } from './text.ts';

/** Settings that hold for a command: of the user's file, then the repository's, then `-c`. The last one wins. */
export class Config {
  readonly settings: readonly Pick<Setting, 'key' | 'value'>[];

  constructor(settings: readonly Pick<Setting, 'key' | 'value'>[]) {
    this.settings = settings;
  }

  get(key: string): string | undefined {
    return this.settings.findLast((setting) => setting.key === key)?.value;
  }

  all(key: string): string[] {
    return this.settings.filter((setting) => setting.key === key).map(({ value }) => value);
  }

  /** @throws GitExit when the value is no boolean. */
  flag(key: string, otherwise: boolean): boolean {
    const value = this.get(key);
    if (value === undefined) return otherwise;
    if (/^(?:true|yes|on|[1-9]\d*)$/i.test(value)) return true;
    if (/^(?:false|no|off|0|)$/i.test(value)) return false;
    throw fatal(`bad boolean config value '${value}' for '${key}'`);
  }
}

/** The user's own settings file. */
export const userConfigPath = (env: Readonly<Record<string, string>>): string | undefined =>
  env['GIT_CONFIG_GLOBAL'] ?? (env['HOME'] === undefined ? undefined : `${env['HOME']}/.gitconfig`);

/** Settings of one file; none when it is missing. */
export function readConfigFile(tree: Tree, path: string): Setting[] {
  const data = tree.tryLookup(path)?.data;
  return data ? parseConfig(toText(data), path) : [];
}

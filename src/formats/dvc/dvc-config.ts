/** What `.dvc/config` says: keys by section. A remote's section is called `remote "<name>"`. */
export type DvcConfig = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Reads `.dvc/config`, an INI file in which DVC puts the names of remotes' sections in quotes. */
export function readDvcConfig(text: string): DvcConfig {
  const config: Record<string, Record<string, string>> = {};
  let section: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const name = /^\[(['"]?)(.*)\1\]$/.exec(trimmed)?.[2];
    if (name !== undefined) {
      section = config[name] ??= {};
      continue;
    }
    const [, key = '', value = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(trimmed) ?? [];
    if (key !== '') section[key.toLowerCase()] = value;
  }
  return config;
}

/** `.dvc/config` as DVC writes it. */
export function dvcConfigText(config: DvcConfig): string {
  return Object.entries(config)
    .map(([name, values]) => {
      const title = /^\w+$/.test(name) ? name : `'${name}'`;
      const lines = Object.entries(values).map(([key, value]) => `    ${key} = ${value}\n`);
      return `[${title}]\n${lines.join('')}`;
    })
    .join('');
}

/** The section of a remote. */
export const remoteSection = (name: string): string => `remote "${name}"`;

/** The default remote's name and url (as written, relative to `.dvc/`), or `undefined` when none is set. */
export function defaultRemote(
  config: DvcConfig,
): { readonly name: string; readonly url: string } | undefined {
  const name = config['core']?.['remote'];
  const url = name === undefined ? undefined : config[remoteSection(name)]?.['url'];
  return name === undefined || url === undefined ? undefined : { name, url };
}

import type { ToolContext } from '../tool/tool.ts';
import type { TarEntry } from './tar-format.ts';
import type { TarOrder } from './tar-options.ts';

/** A name as GNU tar shows it: control characters and backslashes as C has them. */
export const shown = (name: string): string =>
  name.replace(/[\\\u0000-\u001f\u007f]/g, (char) => {
    const known = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r', '\b': '\\b' }[char];
    return known ?? `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });

/** Takes what leads out of the folder from names, and says so once for each of it. */
export class SafeNames {
  readonly #context: ToolContext;
  readonly #said = new Set<string>();
  readonly #keeps: boolean;

  constructor(context: ToolContext, order: TarOrder) {
    this.#context = context;
    this.#keeps = order.has('P');
  }

  safe(name: string): string {
    if (this.#keeps) return name;
    const [leading = ''] = /^(?:.*(?:^|\/)\.\.(?=\/|$))?\/*/.exec(name) ?? [];
    if (leading === '') return name;
    const rest = name.slice(leading.length);
    if (!this.#said.has(leading)) {
      this.#said.add(leading);
      this.#context.stderr(`tar: Removing leading \`${leading}' from member names\n`);
    }
    return rest === '' ? '.' : rest;
  }
}

/** A pattern of the shell for names of members; `*` goes over `/`. */
export function patternOf(pattern: string): RegExp {
  const source = pattern
    .replace(/\/+$/, '')
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replace(/\[!/g, '[^');
  return new RegExp(`^${source}(?:/.*)?$`, 's');
}

const VCS = [
  '.git',
  '.gitignore',
  '.gitattributes',
  '.gitmodules',
  '.svn',
  '.hg',
  '.hgignore',
  'CVS',
];

/** Whether a name is excluded: a pattern may begin after any `/`. */
export function exclusion(patterns: readonly string[], order: TarOrder): (name: string) => boolean {
  const all = [...patterns, ...(order.has('exclude-vcs') ? VCS : [])].map(patternOf);
  return (name) => {
    const plain = name.replace(/\/+$/, '');
    const tails = [plain];
    for (let at = plain.indexOf('/'); at >= 0; at = plain.indexOf('/', at + 1)) {
      tails.push(plain.slice(at + 1));
    }
    return all.some((pattern) => tails.some((tail) => pattern.test(tail)));
  };
}

const BITS = ['r', 'w', 'x'];
const LETTERS: Readonly<Record<TarEntry['kind'], string>> = {
  file: '-',
  folder: 'd',
  symlink: 'l',
  hardlink: 'h',
  other: '?',
};

/** Lines of a long listing; the column of sizes grows as it must. */
export class LongListing {
  readonly #order: TarOrder;
  #width = 19;

  constructor(order: TarOrder) {
    this.#order = order;
  }

  line(entry: TarEntry, name = entry.name): string {
    const mode = [6, 3, 0]
      .map((shift) =>
        BITS.map((bit, at) => ((entry.mode >> shift) & (4 >> at) ? bit : '-')).join(''),
      )
      .join('');
    const numeric = this.#order.has('numeric-owner');
    const owner = numeric || entry.owner === '' ? String(entry.ownerId) : entry.owner;
    const group = numeric || entry.group === '' ? String(entry.groupId) : entry.group;
    const size = String(entry.data.length);
    const used = owner.length + 1 + group.length + 1 + size.length;
    this.#width = Math.max(this.#width, used);
    const sizes = size.padStart(this.#width - used + size.length);
    const date = new Date(entry.mtimeMs).toISOString();
    const time = date.slice(11, this.#order.has('full-time') ? 19 : 16);
    const target =
      entry.kind === 'symlink'
        ? ` -> ${shown(entry.target)}`
        : entry.kind === 'hardlink'
          ? ` link to ${shown(entry.target)}`
          : '';
    return `${LETTERS[entry.kind]}${mode} ${owner}/${group} ${sizes} ${date.slice(0, 10)} ${time} ${shown(name)}${target}\n`;
  }
}

import type { Repository } from '../repository.ts';
import { toText } from '../text.ts';
import { wildmatch, type WildPattern } from './wildmatch.ts';

/** One line of a `.gitignore`. */
export interface IgnoreRule {
  /** The line as written. */
  readonly text: string;
  /** The file that has it, as git names it in `check-ignore -v`. */
  readonly source: string;
  readonly line: number;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Matches the path below `base`, or only the last name when `anywhere`. */
  readonly pattern: WildPattern | undefined;
  readonly anywhere: boolean;
}

/** Spaces at the end go, unless the first of them is escaped. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ') end -= 1;
  if (end === line.length) return line;
  let slashes = 0;
  while (line[end - 1 - slashes] === '\\') slashes += 1;
  return line.slice(0, slashes % 2 === 1 ? end + 1 : end);
}

/** @see gitignore(5), "PATTERN FORMAT" */
export function parseIgnore(text: string, source: string): IgnoreRule[] {
  const rules: IgnoreRule[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    const line = withoutTrailingSpaces(raw.replace(/\r$/, ''));
    if (line === '' || line.startsWith('#')) continue;
    const negated = line.startsWith('!');
    let pattern = negated ? line.slice(1) : line;
    const foldersOnly = pattern.endsWith('/');
    if (foldersOnly) pattern = pattern.slice(0, -1);
    const anywhere = !pattern.includes('/');
    if (pattern === '') continue;
    rules.push({
      text: line,
      source,
      line: index + 1,
      negated,
      foldersOnly,
      anywhere,
      pattern: wildmatch(pattern.replace(/^\//, ''), true),
    });
  }
  return rules;
}

const parsed = new WeakMap<Uint8Array, IgnoreRule[]>();

/** What is ignored in a work tree: `.gitignore` of each folder, `info/exclude`, `core.excludesFile`. */
export class IgnoreRules {
  readonly #repository: Repository;
  readonly #outer: readonly IgnoreRule[];
  readonly #byFolder = new Map<string, readonly IgnoreRule[]>();

  constructor(repository: Repository, env: Readonly<Record<string, string>>) {
    this.#repository = repository;
    const home = env['HOME'] ?? '';
    const user = repository.config.get('core.excludesfile')?.replace(/^~(?=\/)/, home);
    this.#outer = [
      ...this.#read(
        user ?? `${env['XDG_CONFIG_HOME'] ?? `${home}/.config`}/git/ignore`,
        user ?? '',
      ),
      ...this.#read(`${repository.gitFolder}/info/exclude`, '.git/info/exclude'),
    ];
  }

  #read(path: string, source: string): readonly IgnoreRule[] {
    const node = this.#repository.tree.tryLookup(path, false);
    if (!node?.data) return [];
    let rules = parsed.get(node.data);
    if (!rules || (rules[0] && rules[0].source !== source)) {
      rules = parseIgnore(toText(node.data), source);
      parsed.set(node.data, rules);
    }
    return rules;
  }

  /** Rules of the `.gitignore` in a folder (`''` or `a/b`). */
  #of(folder: string): readonly IgnoreRule[] {
    let rules = this.#byFolder.get(folder);
    if (!rules) {
      const source = folder === '' ? '.gitignore' : `${folder}/.gitignore`;
      rules = this.#read(this.#repository.absolute(source), source);
      this.#byFolder.set(folder, rules);
    }
    return rules;
  }

  /**
   * The rule that decides about this path itself, or `undefined`; folders above it are not asked.
   * The nearest file wins, and in it the last line that matches.
   */
  ruleFor(path: string, isFolder: boolean): IgnoreRule | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const matches = (rule: IgnoreRule, below: string) =>
      (isFolder || !rule.foldersOnly) &&
      (rule.pattern?.test(rule.anywhere ? name : below) ?? false);
    for (let folder = path; folder !== '';) {
      folder = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
      const below = folder === '' ? path : path.slice(folder.length + 1);
      const found = this.#of(folder).findLast((rule) => matches(rule, below));
      if (found) return found;
    }
    return this.#outer.findLast((rule) => matches(rule, path));
  }

  /** True when this path itself is ignored; for one inside a folder that may be ignored, see `deciding`. */
  ignores(path: string, isFolder: boolean): boolean {
    const rule = this.ruleFor(path, isFolder);
    return rule !== undefined && !rule.negated;
  }

  /** The folder above a path, or the path itself, that is ignored; `undefined` when none is. */
  ignoredPart(path: string, isFolder: boolean): string | undefined {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const above = parts.slice(0, depth).join('/');
      if (this.ignores(above, true)) return above;
    }
    return this.ignores(path, isFolder) ? path : undefined;
  }

  /** The rule that decides about a path, a folder above it included; a negated one re-includes. */
  deciding(path: string, isFolder: boolean): IgnoreRule | undefined {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const rule = this.ruleFor(parts.slice(0, depth).join('/'), true);
      if (rule && !rule.negated) return rule;
    }
    return this.ruleFor(path, isFolder);
  }
}

import { normalPath, type Tree } from '../../kernel/tree.ts';
import { fatal } from '../git-error.ts';
import type { Repository } from '../repository.ts';
import { hasWildcard, wildmatch, type WildPattern } from './wildmatch.ts';

/** One path or pattern of a command line, seen from the work tree's top. */
export interface PathPattern {
  /** As the learner wrote it. */
  readonly given: string;
  /** Without wildcards it is a path: `''` is the whole work tree. */
  readonly path: string;
  /** `src/` asks for a folder. */
  readonly foldersOnly: boolean;
  readonly excludes: boolean;
  readonly pattern: WildPattern | undefined;
}

function relativeTo(repository: Repository, cwd: string, given: string, text: string): string {
  const { tree, workTree } = repository;
  const absolute = text.startsWith('/')
    ? physical(tree, normalPath(text))
    : normalPath(`${cwd}/${text}`);
  if (absolute === (workTree || '/')) return '';
  if (!absolute.startsWith(`${workTree}/`)) {
    throw fatal(`${given}: '${given}' is outside repository at '${workTree || '/'}'`);
  }
  return absolute.slice(workTree.length + 1);
}

/** An absolute path with the links in its folders followed; the last part as it is. */
function physical(tree: Tree, path: string): string {
  const cut = path.lastIndexOf('/');
  const folder = path.slice(0, cut) || '/';
  const real = tree.exists(folder) ? tree.realpath(folder) : folder;
  return normalPath(`${real}/${path.slice(cut + 1)}`);
}

function parseOne(repository: Repository, cwd: string, given: string): PathPattern {
  let text = given;
  let top = false;
  let excludes = false;
  let literal = false;
  let pathname = false;
  const long = /^:\(([a-z,]*)\)(.*)$/s.exec(given);
  const short = /^:([!^/]+):?(.*)$/s.exec(given);
  if (long) {
    for (const word of (long[1] ?? '').split(',').filter(Boolean)) {
      if (word === 'top') top = true;
      else if (word === 'exclude') excludes = true;
      else if (word === 'literal') literal = true;
      else if (word === 'glob') pathname = true;
      else throw fatal(`Invalid pathspec magic '${word}' in '${given}'`);
    }
    text = long[2] ?? '';
  } else if (short) {
    top = (short[1] ?? '').includes('/');
    excludes = /[!^]/.test(short[1] ?? '');
    text = short[2] ?? '';
  }
  if (text === '' && !top && !long) {
    throw fatal(
      'empty string is not a valid pathspec. please use . instead if you meant to match all paths',
    );
  }
  const real = repository.tree.realpath(cwd);
  const path = relativeTo(repository, top ? repository.workTree || '/' : real, given, text);
  return {
    given,
    path,
    foldersOnly: text.endsWith('/'),
    excludes,
    pattern: !literal && hasWildcard(text) ? wildmatch(path, pathname) : undefined,
  };
}

/** Paths and patterns of a command line. None given means all. */
export class Pathspec {
  readonly patterns: readonly PathPattern[];
  readonly #matched = new Set<PathPattern>();

  /** @throws GitExit when a path leaves the work tree. */
  constructor(repository: Repository, cwd: string, given: readonly string[]) {
    this.patterns = given.map((each) => parseOne(repository, cwd, each));
  }

  get isEmpty(): boolean {
    return this.patterns.length === 0;
  }

  #hits({ path: wanted, pattern, foldersOnly }: PathPattern, path: string): boolean {
    if (wanted === '') return true;
    if (path === wanted) return !foldersOnly;
    if (path.startsWith(`${wanted}/`)) return true;
    return pattern?.test(path) ?? false;
  }

  /** True for a file at this path; remembers which patterns were of use. */
  matches(path: string): boolean {
    const wanted = this.patterns.filter(({ excludes }) => !excludes);
    let found = wanted.length === 0;
    for (const each of wanted) {
      if (!this.#hits(each, path)) continue;
      this.#matched.add(each);
      found = true;
    }
    return found && !this.patterns.some((each) => each.excludes && this.#hits(each, path));
  }

  /** True when files under this folder may match, so that a walk must enter it. */
  mayMatchUnder(folder: string): boolean {
    const wanted = this.patterns.filter(({ excludes }) => !excludes);
    return (
      wanted.length === 0 ||
      wanted.some(
        ({ path, pattern }) =>
          pattern !== undefined ||
          path === '' ||
          path === folder ||
          folder.startsWith(`${path}/`) ||
          path.startsWith(`${folder}/`),
      )
    );
  }

  /** What matched nothing so far. */
  unmatched(): PathPattern[] {
    return this.patterns.filter((each) => !each.excludes && !this.#matched.has(each));
  }
}

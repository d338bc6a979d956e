import type { Tree } from '../../kernel/tree.ts';
import { fatal, failure } from '../git-error.ts';
import { comparePaths, toText } from '../text.ts';
import { appendReflog, renameReflog, removeReflog } from './reflog.ts';

export const NO_OBJECT = '0'.repeat(40);
const MOST_SYMBOLIC_STEPS = 5;

/** Branches, tags and HEAD of one repository. Names are full: `HEAD`, `refs/heads/main`. */
export class Refs {
  readonly #tree: Tree;
  readonly #folder: string;
  /** Whether changes are written down: a bare repository does not. */
  readonly #logsUpdates: boolean;
  /** Who the reflog says did it. */
  readonly #signature: () => string;

  constructor(tree: Tree, gitFolder: string, logsUpdates: boolean, signature: () => string) {
    this.#tree = tree;
    this.#folder = gitFolder;
    this.#logsUpdates = logsUpdates;
    this.#signature = signature;
  }

  #path = (ref: string): string => `${this.#folder}/${ref}`;

  #loose(ref: string): string | undefined {
    const data = this.#tree.tryLookup(this.#path(ref))?.data;
    return data ? toText(data).trim() : undefined;
  }

  #packed(): Map<string, string> {
    const data = this.#tree.tryLookup(this.#path('packed-refs'))?.data;
    const refs = new Map<string, string>();
    for (const [, oid = '', ref = ''] of toText(data ?? new Uint8Array()).matchAll(
      /^([0-9a-f]{40}) (\S+)$/gm,
    )) {
      refs.set(ref, oid);
    }
    return refs;
  }

  /** What a symbolic ref points to: `refs/heads/main` for HEAD on a branch. */
  symbolic(ref: string): string | undefined {
    return /^ref: *(.+)$/.exec(this.#loose(ref) ?? '')?.[1];
  }

  /** The id that a ref stands for, through symbolic refs; `undefined` when there is none yet. */
  read(ref: string, steps = 0): string | undefined {
    if (steps > MOST_SYMBOLIC_STEPS) return undefined;
    const text = this.#loose(ref);
    const target = /^ref: *(.+)$/.exec(text ?? '')?.[1];
    if (target !== undefined) return this.read(target, steps + 1);
    if (text !== undefined && /^[0-9a-f]{40}\b/.test(text)) return text.slice(0, 40);
    return this.#packed().get(ref);
  }

  /** The branch that HEAD is on, by its short name; `undefined` when detached. */
  currentBranch(): string | undefined {
    return this.symbolic('HEAD')?.replace(/^refs\/heads\//, '');
  }

  /** All refs under a prefix, sorted, with what they stand for. */
  list(prefix: string): [ref: string, oid: string][] {
    const found = new Map([...this.#packed()].filter(([ref]) => ref.startsWith(prefix)));
    const top = prefix.replace(/\/$/, '');
    if (this.#tree.exists(this.#path(top))) {
      for (const [path, node] of this.#tree.walk(this.#path(top))) {
        if (!node.data) continue;
        const ref = path.slice(this.#folder.length + 1);
        const oid = this.read(ref);
        if (oid !== undefined && !ref.endsWith('.lock')) found.set(ref, oid);
      }
    }
    return [...found].sort(([a], [b]) => comparePaths(a, b));
  }

  /**
   * Moves a ref and writes the reflog. `HEAD` moves the branch it is on.
   *
   * @throws GitExit when a ref stands where this one needs a folder, or the other way round.
   */
  update(ref: string, oid: string, reason: string): void {
    const target = this.symbolic(ref) ?? ref;
    const old = this.read(target) ?? NO_OBJECT;
    this.#refuseClash(target);
    this.#write(target, `${oid}\n`);
    this.#log(target, old, oid, reason);
    if (target !== 'HEAD' && this.symbolic('HEAD') === target) this.#log('HEAD', old, oid, reason);
  }

  /** Puts HEAD on a branch, or on a commit when `oid` is given without `branch`. */
  setHead(to: { readonly branch: string } | { readonly oid: string }, reason: string): void {
    const old = this.read('HEAD') ?? NO_OBJECT;
    this.#write('HEAD', 'branch' in to ? `ref: refs/heads/${to.branch}\n` : `${to.oid}\n`);
    const now = this.read('HEAD');
    if (now !== undefined && reason !== '') this.#log('HEAD', old, now, reason);
  }

  /** Makes one ref stand for another: `refs/remotes/origin/HEAD`. */
  setSymbolic(ref: string, target: string, reason: string): void {
    const old = this.read(ref) ?? NO_OBJECT;
    this.#write(ref, `ref: ${target}\n`);
    const now = this.read(ref);
    if (now !== undefined) this.#log(ref, old, now, reason);
  }

  /** Writes a ref-like file without a reflog: ORIG_HEAD, MERGE_HEAD. */
  writeSpecial(name: string, oid: string): void {
    this.#write(name, `${oid}\n`);
  }

  remove(ref: string): void {
    this.#tree.rm(this.#path(ref), { force: true });
    const packed = this.#packed();
    if (packed.has(ref)) {
      const data = toText(this.#tree.readFile(this.#path('packed-refs')));
      const lines = data.split('\n');
      const at = lines.findIndex((line) => line.endsWith(` ${ref}`));
      lines.splice(at, lines[at + 1]?.startsWith('^') ? 2 : 1);
      this.#tree.writeFile(this.#path('packed-refs'), lines.join('\n'));
    }
    removeReflog(this.#tree, this.#folder, ref);
    this.#removeEmptyFolders(ref);
  }

  /** Renames a branch with its reflog; HEAD follows. */
  rename(from: string, to: string, reason: string): void {
    const oid = this.read(from);
    const followed = this.symbolic('HEAD') === from;
    if (oid !== undefined) {
      const log = renameReflog(this.#tree, this.#folder, from);
      this.remove(from);
      this.#refuseClash(to);
      this.#write(to, `${oid}\n`);
      if (log) this.#write(`logs/${to}`, log);
      this.#log(to, oid, oid, reason);
    }
    if (followed) {
      this.#write('HEAD', `ref: ${to}\n`);
      if (oid !== undefined) this.#log('HEAD', oid, oid, reason);
    }
  }

  #log(ref: string, old: string, now: string, reason: string): void {
    if (!/^HEAD$|^refs\/(?:heads|remotes|stash)/.test(ref)) return;
    const logged = this.#logsUpdates || this.#tree.exists(this.#path(`logs/${ref}`));
    if (!logged) return;
    appendReflog(this.#tree, this.#folder, ref, `${old} ${now} ${this.#signature()}\t${reason}\n`);
  }

  #write(ref: string, contents: string | Uint8Array): void {
    const path = this.#path(ref);
    this.#tree.mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
    if (this.#tree.tryLookup(path)?.children) this.#tree.rm(path, { recursive: true });
    this.#tree.writeFile(path, contents);
  }

  #refuseClash(ref: string): void {
    const all = this.list('refs/').map(([name]) => name);
    const inTheWay = all.find((name) => ref.startsWith(`${name}/`) || name.startsWith(`${ref}/`));
    if (inTheWay !== undefined) {
      throw fatal(`cannot lock ref '${ref}': '${inTheWay}' exists; cannot create '${ref}'`);
    }
  }

  #removeEmptyFolders(ref: string): void {
    const parts = ref.split('/').slice(0, -1);
    for (; parts.length > 2; parts.pop()) {
      const path = this.#path(parts.join('/'));
      if (this.#tree.tryLookup(path)?.children?.size !== 0) return;
      this.#tree.rm(path);
    }
  }
}

/** The commit that HEAD must have. @throws GitExit when there is none yet. */
export function headOrFail(refs: Refs): string {
  const oid = refs.read('HEAD');
  if (oid === undefined) throw failure('HEAD does not point to a commit', 128);
  return oid;
}

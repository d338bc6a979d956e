import type { Tree } from '../kernel/tree.ts';
import { Config, readConfigFile, userConfigPath } from './config.ts';
import { fatal } from './git-error.ts';
import { reflogIdentity } from './identity.ts';
import { formatSignature, readCommit } from './objects/commit.ts';
import { ObjectStore, type PackedObjects } from './objects/object-store.ts';
import { filesOf, type FileVersion } from './objects/tree.ts';
import { Refs } from './refs/refs.ts';
import { toText } from './text.ts';
import { readIndex, writeIndex, type Index } from './staging/index-file.ts';

type Env = Readonly<Record<string, string>>;
interface Override {
  readonly key: string;
  readonly value: string;
}
type Overrides = readonly Override[];

const isGitFolder = (tree: Tree, path: string): boolean =>
  tree.exists(`${path}/HEAD`) && tree.exists(`${path}/objects`) && tree.exists(`${path}/refs`);

/** Where a repository is: its `.git` and the work tree around it (`null` inside a bare one or in `.git`). */
export interface RepositoryPlace {
  readonly gitFolder: string;
  readonly workTree: string | null;
}

/** Looks for a repository from a folder upwards. */
export function findRepository(tree: Tree, cwd: string): RepositoryPlace | undefined {
  let here = cwd;
  try {
    here = tree.realpath(cwd);
  } catch {
    return undefined;
  }
  for (;;) {
    const top = here === '/' ? '' : here;
    if (isGitFolder(tree, `${top}/.git`)) return { gitFolder: `${top}/.git`, workTree: here };
    if (isGitFolder(tree, here)) return { gitFolder: here, workTree: null };
    if (here === '/') return undefined;
    here = here.slice(0, here.lastIndexOf('/')) || '/';
  }
}

/** A repository as one command sees it. */
export class Repository {
  readonly tree: Tree;
  readonly gitFolder: string;
  /** Absolute, without a slash at the end; `''` is the root. Empty too when there is none: see `hasWorkTree`. */
  readonly workTree: string;
  readonly hasWorkTree: boolean;
  readonly store: ObjectStore;
  readonly refs: Refs;
  /** Where in the work tree the command runs, for `HEAD:./file`: `''` or `a/b/`. */
  readonly prefix: string;
  readonly #outerSettings: readonly (readonly Override[])[];
  #config: Config;

  constructor(
    tree: Tree,
    { gitFolder, workTree }: RepositoryPlace,
    packed: PackedObjects,
    env: Env,
    overrides: Overrides,
    nowSeconds: number,
    cwd: string,
  ) {
    this.tree = tree;
    this.gitFolder = gitFolder;
    this.hasWorkTree = workTree !== null;
    this.workTree = workTree === '/' ? '' : (workTree ?? '');
    const here = tree.realpath(cwd);
    this.prefix =
      here.startsWith(`${this.workTree}/`) && here !== '/'
        ? `${here.slice(this.workTree.length + 1)}/`
        : '';
    const user = userConfigPath(env);
    this.#outerSettings = [user === undefined ? [] : readConfigFile(tree, user), overrides];
    this.#config = this.#readConfig();
    this.store = new ObjectStore(tree, gitFolder, packed);
    const logsUpdates = this.config.flag('core.logallrefupdates', !this.isBare);
    this.refs = new Refs(tree, gitFolder, logsUpdates, () =>
      formatSignature(reflogIdentity(env, this.config, nowSeconds)),
    );
  }

  #readConfig(): Config {
    const [user = [], overrides = []] = this.#outerSettings;
    return new Config([...user, ...readConfigFile(this.tree, this.#configPath), ...overrides]);
  }

  get #configPath(): string {
    return `${this.gitFolder}/config`;
  }

  /** Settings that hold in this repository. */
  get config(): Config {
    return this.#config;
  }

  /** Changes the text of the repository's own settings file; `config` knows it at once. */
  changeConfig(change: (text: string, path: string) => string): void {
    const path = this.#configPath;
    const data = this.tree.tryLookup(path)?.data;
    const before = data ? toText(data) : '';
    const after = change(before, path);
    if (after !== before) this.tree.writeFile(path, after);
    this.#config = this.#readConfig();
  }

  readIndex(): Index {
    return readIndex(this.tree, `${this.gitFolder}/index`);
  }

  writeIndex(index: Index): void {
    writeIndex(this.tree, `${this.gitFolder}/index`, index);
  }

  /** The absolute path of a file of the work tree. */
  absolute(path: string): string {
    return path === '' ? this.workTree || '/' : `${this.workTree}/${path}`;
  }

  /** Files of a commit; none for `undefined` (no commit yet). */
  filesAt(commit: string | undefined): Map<string, FileVersion> {
    return filesOf(this.store, commit === undefined ? null : readCommit(this.store, commit).tree);
  }

  head(): string | undefined {
    return this.refs.read('HEAD');
  }

  /** True without a work tree by its own settings. */
  get isBare(): boolean {
    return this.#config.flag('core.bare', false);
  }

  /** Text of a file of the git folder (MERGE_MSG), or `undefined`. */
  note(name: string): string | undefined {
    const data = this.tree.tryLookup(`${this.gitFolder}/${name}`)?.data;
    return data ? toText(data) : undefined;
  }

  writeNote(name: string, text: string): void {
    this.tree.writeFile(`${this.gitFolder}/${name}`, text);
  }

  removeNotes(...names: readonly string[]): void {
    for (const name of names) this.tree.rm(`${this.gitFolder}/${name}`, { force: true });
  }
}

export const notARepository = (): Error =>
  fatal('not a git repository (or any of the parent directories): .git');

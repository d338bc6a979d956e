import type { ProgramContext } from '../kernel/process.ts';
import type { Tree } from '../kernel/tree.ts';
import { Config, readConfigFile, userConfigPath } from './config.ts';
import { fatal } from './git-error.ts';
import { identityOf } from './identity.ts';
import type { Signature } from './objects/commit.ts';
import { readPacks } from './objects/packs.ts';
import { findRepository, notARepository, Repository } from './repository.ts';

/** One setting given by `-c`. */
export interface Override {
  readonly key: string;
  readonly value: string;
}

/** One call of git: where it runs, what it prints, and the repository around it. */
export class Session {
  readonly context: ProgramContext;
  readonly cwd: string;
  readonly overrides: readonly Override[];
  /** Seconds since the epoch; one moment for the whole command. */
  readonly nowSeconds = Math.floor(Date.now() / 1_000);
  #repository: Repository | undefined;
  readonly #lines: string[] = [];

  constructor(context: ProgramContext, cwd: string, overrides: readonly Override[]) {
    this.context = context;
    this.cwd = cwd;
    this.overrides = overrides;
  }

  get tree(): Tree {
    return this.context.tree;
  }

  get env(): Readonly<Record<string, string>> {
    return this.context.env;
  }

  /** Finds and opens the repository, with its packs. Done once before a command that needs it. */
  async open(): Promise<Repository | undefined> {
    const place = findRepository(this.tree, this.cwd);
    if (!place) return undefined;
    const packed = await readPacks(this.tree, place.gitFolder);
    this.#repository = new Repository(
      this.tree,
      place,
      packed,
      this.env,
      this.overrides,
      this.nowSeconds,
      this.cwd,
    );
    return this.#repository;
  }

  get hasRepository(): boolean {
    return this.#repository !== undefined;
  }

  /** @throws GitExit in git's words where there is no repository. */
  get repository(): Repository {
    if (!this.#repository) throw notARepository();
    return this.#repository;
  }

  /** Settings that hold here: with the repository's when there is one. */
  get config(): Config {
    if (this.#repository) return this.#repository.config;
    const user = userConfigPath(this.env);
    return new Config([
      ...(user === undefined ? [] : readConfigFile(this.tree, user)),
      ...this.overrides,
    ]);
  }

  /** Where the command runs inside the work tree: `''` at its top, else `a/b/`. */
  get prefix(): string {
    return this.repository.prefix;
  }

  author(): Signature {
    return identityOf('AUTHOR', this.env, this.config, this.nowSeconds);
  }

  committer(): Signature {
    return identityOf('COMMITTER', this.env, this.config, this.nowSeconds);
  }

  /** Prints to standard output; kept until the end of the command or the next `error`. */
  out(text: string): void {
    this.#lines.push(text);
  }

  outBytes(bytes: Uint8Array): void {
    this.flush();
    this.context.stdout(bytes);
  }

  /** Prints to standard error. */
  error(text: string): void {
    this.flush();
    this.context.stderr(text);
  }

  flush(): void {
    if (this.#lines.length === 0) return;
    this.context.stdout(this.#lines.join(''));
    this.#lines.length = 0;
  }

  /** Whether to colour, by `--color`, `color.<kind>`, `color.ui` and the terminal. */
  colours(kind: string, option?: string): boolean {
    const asked =
      option ?? this.config.get(`color.${kind}`) ?? this.config.get('color.ui') ?? 'auto';
    if (asked === 'always') return true;
    if (asked === 'never' || asked === 'false') return false;
    if (asked !== 'auto' && asked !== 'true') {
      throw fatal(`bad boolean config value '${asked}' for 'color.ui'`);
    }
    return this.context.toTerminal && this.env['NO_COLOR'] === undefined;
  }
}

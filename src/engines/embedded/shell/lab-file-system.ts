import { InMemoryFs, type IFileSystem } from 'just-bash/browser';
import { resolvePath } from '../kernel/paths.ts';
import type { TreeStats } from '../kernel/tree.ts';
import { contentBytes, contentText, encodeText, toByteString } from './bytes.ts';
import type { KernelLink } from './kernel-link.ts';
import { TERMINAL_INPUT, TERMINAL_LINE } from './foreground.ts';
import { TERMINAL_FILES, type ShellOutput } from './shell-output.ts';

type Stats = Awaited<ReturnType<IFileSystem['stat']>>;
type Entry = Awaited<ReturnType<NonNullable<IFileSystem['readdirWithFileTypes']>>>[number];
type Encoding = Parameters<IFileSystem['readFile']>[1];
type Bytes = Awaited<ReturnType<NonNullable<IFileSystem['readFileBytes']>>>;

/** What the learner types, for commands that read it (`foreground.ts` redirects them to these files). */
export interface TerminalInput {
  readAll(): Promise<string>;
  readLine(prompt: string): Promise<string>;
}

/** Folders that are the shell's own: its commands, devices and process substitutions. The kernel never sees them. */
const OWN_FOLDERS = /^\/(?:bin|usr\/bin|dev|proc)(?:\/|$)/;

const encodingOf = (options: unknown): string | undefined =>
  typeof options === 'string'
    ? options
    : ((options as { encoding?: string } | undefined)?.encoding ?? undefined);

/**
 * The lab's files as just-bash wants them: the kernel's tree by calls, the shell's own folders in memory, and two files
 * that are the terminal (`shell-output.ts`).
 */
export class LabFileSystem implements IFileSystem {
  readonly #link: KernelLink;
  readonly #output: ShellOutput;
  readonly #input: TerminalInput | undefined;

  #inMemory: InMemoryFs | undefined;

  constructor(link: KernelLink, output: ShellOutput, input?: TerminalInput) {
    this.#link = link;
    this.#output = output;
    this.#input = input;
  }

  /** Made when it is asked for: the first prompt does without, and so without just-bash. */
  get #own(): InMemoryFs {
    return (this.#inMemory ??= new InMemoryFs());
  }

  async readFile(path: string, options?: Encoding): Promise<string> {
    return contentText(await this.readFileBuffer(path), encodingOf(options));
  }

  async readFileBytes(path: string): Promise<Bytes> {
    // just-bash brands strings of bytes with a type that it does not export.
    return toByteString(await this.readFileBuffer(path)) as unknown as Bytes;
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    if (this.#input && path === TERMINAL_INPUT) return encodeText(await this.#input.readAll());
    if (this.#input && path.startsWith(TERMINAL_LINE)) {
      return encodeText(await this.#input.readLine(path.slice(TERMINAL_LINE.length)));
    }
    if (OWN_FOLDERS.test(path)) return this.#own.readFileBuffer(path);
    return this.#link.call('readFile', path);
  }

  async writeFile(path: string, content: string | Uint8Array, options?: unknown): Promise<void> {
    await this.#write(path, content, encodingOf(options), false);
  }

  async appendFile(path: string, content: string | Uint8Array, options?: unknown): Promise<void> {
    await this.#write(path, content, encodingOf(options), true);
  }

  async #write(
    path: string,
    content: string | Uint8Array,
    encoding: string | undefined,
    append: boolean,
  ): Promise<void> {
    const fd = TERMINAL_FILES.get(path);
    if (fd !== undefined) {
      await this.#output.write(fd, contentBytes(content, encoding));
    } else if (OWN_FOLDERS.test(path)) {
      const bytes = contentBytes(content, encoding);
      await (append ? this.#own.appendFile(path, bytes) : this.#own.writeFile(path, bytes));
    } else {
      await this.#link.call('writeFile', path, contentBytes(content, encoding), { append });
    }
  }

  /** Used by just-bash for the stubs of its commands, all in the shell's own folders. */
  writeFileSync(path: string, content: string | Uint8Array): void {
    this.#own.writeFileSync(path, content, undefined, { mode: 0o755 });
  }

  mkdirSync(path: string, options?: { recursive?: boolean }): void {
    this.#own.mkdirSync(path, options);
  }

  async exists(path: string): Promise<boolean> {
    if (TERMINAL_FILES.has(path)) return true;
    if (OWN_FOLDERS.test(path)) return this.#own.exists(path);
    return this.#link.call('exists', path);
  }

  async stat(path: string): Promise<Stats> {
    if (TERMINAL_FILES.has(path)) return TERMINAL_STATS;
    if (OWN_FOLDERS.test(path)) return this.#own.stat(path);
    return toStats(await this.#link.call('stat', path));
  }

  async lstat(path: string): Promise<Stats> {
    if (TERMINAL_FILES.has(path)) return TERMINAL_STATS;
    if (OWN_FOLDERS.test(path)) return this.#own.lstat(path);
    return toStats(await this.#link.call('lstat', path));
  }

  async mkdir(path: string, options: { recursive?: boolean } = {}): Promise<void> {
    if (OWN_FOLDERS.test(path)) await this.#own.mkdir(path, options);
    else await this.#link.call('mkdir', path, options);
  }

  async readdir(path: string): Promise<string[]> {
    if (OWN_FOLDERS.test(path)) return this.#own.readdir(path);
    return (await this.#link.call('readdir', path)).map(({ name }) => name);
  }

  async readdirWithFileTypes(path: string): Promise<Entry[]> {
    if (OWN_FOLDERS.test(path)) return this.#own.readdirWithFileTypes(path);
    return (await this.#link.call('readdir', path)).map(({ name, kind }) => ({
      name,
      isFile: kind === 'file',
      isDirectory: kind === 'folder',
      isSymbolicLink: kind === 'symlink',
    }));
  }

  async rm(path: string, options: { recursive?: boolean; force?: boolean } = {}): Promise<void> {
    if (OWN_FOLDERS.test(path)) await this.#own.rm(path, options);
    else await this.#link.call('rm', path, options);
  }

  async cp(from: string, to: string, options: { recursive?: boolean } = {}): Promise<void> {
    if (OWN_FOLDERS.test(from) || OWN_FOLDERS.test(to)) {
      await this.writeFile(to, await this.readFileBuffer(from));
    } else await this.#link.call('copy', from, to, options);
  }

  async mv(from: string, to: string): Promise<void> {
    await this.#link.call('rename', from, to);
  }

  resolvePath(base: string, path: string): string {
    // Its end is a prompt, to be shown as it is.
    if (path.startsWith(TERMINAL_LINE)) return path;
    return resolvePath(base, path);
  }

  /** just-bash falls back to walking folders, as no list can be had without waiting for the kernel. */
  getAllPaths(): string[] {
    return [];
  }

  async chmod(path: string, mode: number): Promise<void> {
    await this.#link.call('chmod', path, mode);
  }

  async symlink(target: string, path: string): Promise<void> {
    await this.#link.call('symlink', target, path);
  }

  async link(existing: string, path: string): Promise<void> {
    await this.#link.call('link', existing, path);
  }

  async readlink(path: string): Promise<string> {
    if (OWN_FOLDERS.test(path)) return this.#own.readlink(path);
    return this.#link.call('readlink', path);
  }

  async realpath(path: string): Promise<string> {
    if (OWN_FOLDERS.test(path)) return this.#own.realpath(path);
    return this.#link.call('realpath', path);
  }

  async utimes(path: string, _atime: Date, mtime: Date): Promise<void> {
    await this.#link.call('utimes', path, mtime.getTime());
  }
}

const TERMINAL_STATS: Stats = {
  isFile: true,
  isDirectory: false,
  isSymbolicLink: false,
  mode: 0o620,
  size: 0,
  mtime: new Date(0),
};

const toStats = (stats: TreeStats): Stats => ({
  isFile: stats.isFile,
  isDirectory: stats.isFolder,
  isSymbolicLink: stats.isSymlink,
  mode: stats.mode & 0o7777,
  size: stats.sizeBytes,
  mtime: new Date(stats.mtimeMs),
  ino: stats.ino,
  dev: 1,
});

import type { WebContainer } from '@webcontainer/api';
import {
  assertTreePath,
  fromFileSystemTree,
  LabError,
  type ExportOptions,
  type FileSystemTree,
  type LabContainer,
  type SpawnOptions,
  type WebContainerProcess,
} from '#container';
import { DEFAULT_ENV } from '../embedded/kernel/default-env.ts';
import { nameFault } from '../embedded/kernel/paths.ts';
import { withCarriageReturns } from './carriage-returns.ts';
import { folderFiles, insideOf, seenFrom, type Folder } from './folder-files.ts';
import { FolderPorts } from './folder-ports.ts';
import { TOOLS_FOLDER, type LabTools } from './lab-tools.ts';
import { ORIGIN, RUNNING_FOLDER } from './origin.ts';

/** Programs of the container itself. */
const OF_THE_CONTAINER = /^(?:python3?|uvicorn|node|npm|npx)$/;
const SHELLS = /^(?:bash|sh|jsh)$/;

export interface FolderContainerParts {
  readonly real: WebContainer;
  readonly tools: LabTools;
  readonly folder: Folder;
  /** Ports that are open in the real container now. */
  readonly openPorts: ReadonlySet<number>;
  /** Told once, when the lab's container is torn down: its folder may go. */
  readonly onTeardown: () => void;
}

/**
 * One lab in a folder of the page's real container, in the shape of a container of its own.
 *
 * A page has one WebContainer at a time, and grading wants a fresh one: so each gets a fresh folder. Its shell, git and
 * other programs are the lab's own, run by the container's Node.
 */
export class FolderContainer {
  readonly #of: FolderContainerParts;
  readonly #processes = new Set<WebContainerProcess>();
  readonly #listening = new Set<() => void>();
  #files = 0;
  #origins = 0;
  #isOver = false;

  constructor(parts: FolderContainerParts) {
    this.#of = parts;
  }

  container(): LabContainer {
    const { real, tools, folder } = this.#of;
    const assertOpen = () => {
      if (this.#isOver) throw stopped();
    };
    return {
      fs: folderFiles(real, folder, assertOpen),
      path: `${tools.binFolder}:${real.path}`,
      workdir: folder.absolute,
      spawn: async (command: string, args?: string[] | SpawnOptions, options?: SpawnOptions) => {
        assertOpen();
        return Array.isArray(args)
          ? this.#spawn(command, args, options ?? {})
          : this.#spawn(command, [], args ?? {});
      },
      mount: async (tree, options) => {
        assertOpen();
        await this.#mount(tree, options?.mountPoint ?? '.');
      },
      export: (async (path: string, options: ExportOptions = {}) => {
        assertOpen();
        return this.#export(path, options);
      }) as LabContainer['export'],
      on: ((event: 'error', listener: (error: { message: string }) => void) => {
        assertOpen();
        const off = real.on(event, listener);
        this.#listening.add(off);
        return () => {
          this.#listening.delete(off);
          off();
        };
      }) as LabContainer['on'],
      ports: new FolderPorts({
        real,
        tools,
        open: this.#of.openPorts,
        newFile: () => this.#listFile(),
        assertOpen,
      }),
      teardown: () => {
        this.#teardown();
      },
    };
  }

  async #spawn(
    command: string,
    args: readonly string[],
    options: SpawnOptions,
  ): Promise<WebContainerProcess> {
    const { real, tools, folder } = this.#of;
    const cwd = insideOf(folder, options.cwd ?? '.');
    // The real one starts nothing in a folder that is missing, and does not say so.
    if (options.cwd !== undefined) await this.#orSeen(real.fs.readdir(cwd));
    const [program, ...words] = this.#commandLine(command, args.map(String));
    const origin = this.#newOrigin();
    const process = await real.spawn(program, words, {
      ...options,
      cwd,
      env: {
        ...DEFAULT_ENV,
        HOME: parentOf(folder.absolute),
        PATH: `${tools.binFolder}:${real.path}`,
        PLUMBLINE_LAB: parentOf(folder.absolute),
        ...options.env,
        [ORIGIN]: origin,
      },
    });
    const whole = withKill(process, () => {
      process.kill();
      void this.#endLeftOver(origin);
    });
    this.#processes.add(whole);
    return options.terminal ? withCarriageReturns(whole) : whole;
  }

  /** Every program is run by one of the lab's own, which know the lab's limits, and what to say of an unknown name. */
  #commandLine(command: string, args: readonly string[]): [string, ...string[]] {
    const { bundle } = this.#of.tools;
    const name = command.replace(/^\/(?:usr\/(?:local\/)?)?bin\//, '');
    if (OF_THE_CONTAINER.test(name)) {
      return ['node', bundle, 'run', name, ...args];
    }
    if (SHELLS.test(name)) return ['node', bundle, 'bash', ...args];
    return ['node', bundle, 'bash', '-c', [name, ...args].map(quoted).join(' ')];
  }

  async #mount(tree: FileSystemTree | Uint8Array | ArrayBuffer, mountPoint: string): Promise<void> {
    const { real, folder } = this.#of;
    if (tree instanceof Uint8Array || tree instanceof ArrayBuffer) throw noSnapshots();
    const files = Object.entries(fromFileSystemTree(tree));
    assertNames(tree);
    for (const [path] of files) assertTreePath(path);
    const at = insideOf(folder, mountPoint);
    await this.#orSeen(real.fs.mkdir(at, { recursive: true }));
    await this.#orSeen(real.mount(tree, { mountPoint: at }));
    const executable = files.flatMap(([path, entry]) =>
      entry.kind === 'file' && entry.executable ? [path] : [],
    );
    if (executable.length === 0) return;
    // The public shape has no file mode, and the client drops ours.
    const list = this.#listFile();
    await real.fs.writeFile(list, JSON.stringify(executable));
    await this.#tool('make-executable', `${real.workdir}/${list}`, `${real.workdir}/${at}`);
    await real.fs.rm(list);
  }

  async #export(path: string, options: ExportOptions): Promise<FileSystemTree> {
    const { format = 'json', includes = [], excludes = [] } = options;
    if (format !== 'json') {
      throw new LabError(
        'ExportFormatNotSupported',
        `This engine cannot export "${format}".`,
        'Export "json", which holds every file.',
      );
    }
    const { real, folder } = this.#of;
    const at = insideOf(folder, path);
    await this.#orSeen(real.fs.readdir(at));
    const list = this.#listFile();
    const [tree] = await Promise.all([
      this.#orSeen(real.export(at, { format: 'json', includes, excludes })),
      this.#tool('list-executable', `${real.workdir}/${at}`, `${real.workdir}/${list}`),
    ]);
    const executable = JSON.parse(await real.fs.readFile(list, 'utf8')) as string[];
    await real.fs.rm(list);
    for (const file of executable) markExecutable(tree, file.split('/'));
    return withoutFaultyNames(tree);
  }

  /** Unique in the real container, of letters and digits. */
  #newOrigin(): string {
    this.#origins += 1;
    return `${this.#of.folder.path.replace(/\W.*$/, '')}p${this.#origins}`;
  }

  /** Programs that a process started and left behind: they know nothing of its end. */
  async #endLeftOver(origin: string): Promise<void> {
    const { real, tools } = this.#of;
    const noted = real.fs.readdir(`${TOOLS_FOLDER}/${RUNNING_FOLDER}/${origin}`);
    // Most processes start no program of the machine: then there is no such folder.
    const running = await noted.catch(() => []);
    if (running.length === 0) return;
    await real.spawn('node', [tools.bundle, 'end', origin], { output: false });
  }

  /** A file beside the labs' folders for one exchange with a tool. */
  #listFile(): string {
    this.#files += 1;
    return `.tools/${this.#of.folder.path.replaceAll('/', '-')}-${this.#files}.json`;
  }

  async #tool(...words: string[]): Promise<void> {
    const { real, tools } = this.#of;
    const process = await real.spawn('node', [tools.bundle, ...words], { output: false });
    const code = await process.exit;
    if (code === 0) return;
    throw new LabError(
      'EngineDoesNotAnswer',
      `The lab's own program "${words[0] ?? ''}" ended with exit code ${code}.`,
      'Try again, or choose the built-in engine.',
    );
  }

  async #orSeen<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw seenFrom(this.#of.folder, error);
    }
  }

  #teardown(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const process of this.#processes) process.kill();
    for (const off of this.#listening) off();
    this.#of.onTeardown();
  }
}

/** The process with another `kill`. */
const withKill = (process: WebContainerProcess, kill: () => void): WebContainerProcess =>
  new Proxy(process, {
    get: (target, name) => {
      if (name === 'kill') return kill;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** A word that a shell reads as it stands. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** The flat form of a tree takes a name with a slash for a path: such names are refused here. */
function assertNames(tree: FileSystemTree): void {
  for (const [name, node] of Object.entries(tree)) {
    if (name.includes('/')) {
      throw new LabError(
        'PathNotAllowed',
        `The path ${JSON.stringify(name)} cannot be used: a name in it has a "/".`,
        'Use a relative path inside the lab, with folders as nested directories.',
      );
    }
    if ('directory' in node) assertNames(node.directory);
  }
}

function markExecutable(tree: FileSystemTree, path: readonly string[]): void {
  const [name = '', ...rest] = path;
  const node = Object.hasOwn(tree, name) ? tree[name] : undefined;
  if (!node) return;
  if ('directory' in node) markExecutable(node.directory, rest);
  else Object.assign(node.file, { mode: 0o755 });
}

/** A real file system takes names that a lab's tree cannot: they could be made, but not saved, mounted or graded. */
function withoutFaultyNames(tree: FileSystemTree): FileSystemTree {
  for (const [name, node] of Object.entries(tree)) {
    if (nameFault(name) !== undefined) Reflect.deleteProperty(tree, name);
    else if ('directory' in node) withoutFaultyNames(node.directory);
  }
  return tree;
}

const stopped = (): LabError =>
  new LabError('ContainerStopped', 'The lab was closed.', 'Open the lab again to go on.');

const noSnapshots = (): LabError =>
  new LabError(
    'SnapshotNotSupported',
    'This engine cannot mount a binary snapshot.',
    'Mount a tree of files.',
  );

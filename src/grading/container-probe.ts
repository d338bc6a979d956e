import {
  assertTreePath,
  errorCode,
  fromFileSystemTree,
  LabError,
  toFileSystemTree,
  type FileTree,
  type LabContainer,
} from '#container';
import { commandLine } from './command-line.ts';
import { gitObjects } from './git-objects.ts';
import { askPort, noAnswer } from './ask-port.ts';
import type {
  Asked,
  GitProbe,
  Probe,
  Question,
  Run,
  RunOptions,
  ServedProgram,
  ServeOptions,
  SharedLook,
} from './probe.ts';
import { ServerStart } from './server-start.ts';
import { settledWithin } from './settled-within.ts';
import { startBetween, type StartedProgram } from './start-between.ts';
import type { SharedLooks } from './shared-looks.ts';
import { entryAt, withoutGit } from './work-tree.ts';

const RUN_TIMEOUT_MS = 10_000;
const SERVE_TIMEOUT_MS = 20_000;
/** 128 + SIGABRT: what an interpreter that broke ends with. */
const ABORTED = 134;
/**
 * A time limit is at least this many times what an empty program takes on the same machine at the same moment. Otherwise
 * a slow or busy machine would be charged to the learner.
 */
const EMPTY_PROGRAMS_PER_LIMIT = 15;
/** Longest that a program may be given on a slow machine. */
const LONGEST_TIMEOUT_MS = 120_000;
/** Folders of a container in which checks and looks have their copies. */
const GRADERS_FOLDER = /^(?:check|look)-/;
/** How long an engine may take to end a program that was killed. */
const KILL_TIMEOUT_MS = 30_000;

const decoder = new TextDecoder();
const NOTHING = new Uint8Array(0);

export interface ContainerProbeOptions {
  /** The container of this grading; asked for when the first check runs a program. */
  readonly container: () => Promise<LabContainer>;
  /** The learner's files, with `.git`. */
  readonly work: FileTree;
  /** The folder of the container that is this check's alone. */
  readonly folder: string;
  readonly seed: string;
  /** What the hidden inputs are drawn from; `seed` unless told. */
  readonly hiddenSeed?: string | undefined;
  /** Time limits are multiplied by this; 1 unless told. */
  readonly patience?: number;
  /** What the checks of this grading share; a look itself has none. */
  readonly looks?: SharedLooks;
  /** Aborted when the grading is: what waits for a program then rejects. */
  readonly signal?: AbortSignal | undefined;
}

/** The probe of one check over one copy of the work, laid into the container when it is first needed there. */
export class ContainerProbe implements Probe {
  readonly seed: string;
  readonly git: GitProbe;
  readonly #options: ContainerProbeOptions;
  #laid: Promise<LabContainer> | undefined;
  /** What the copy holds; `undefined` after something may have changed it. */
  #tree: FileTree | undefined;
  #runs = 0;
  #interpreterDied = false;
  /** Names beside the work, and beside this check's folder, that are the grader's own or were there before. */
  readonly #beside = new Set(['work']);
  #top: ReadonlySet<string> = new Set();
  readonly #servers = new Set<ServerStart>();
  /** All that ran: each may have left a program in the background. */
  readonly #processes: StartedProgram[] = [];

  constructor(options: ContainerProbeOptions) {
    this.#options = options;
    this.seed = options.seed;
    this.#tree = options.work;
    this.git = gitObjects(() => this.#workNow());
  }

  /** True when a program did not end by itself but took its interpreter with it: perhaps the engine's fault. */
  get interpreterDied(): boolean {
    return this.#interpreterDied;
  }

  hiddenSeed(k: number): string {
    return `${this.#options.hiddenSeed ?? this.seed}/hidden/${k}`;
  }

  async run(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
    const limitMs = (options.timeoutMs ?? RUN_TIMEOUT_MS) * (this.#options.patience ?? 1);
    const run = await this.#runWithin(argv, options, limitMs);
    if (!run.timedOut) return run;
    const fairMs = Math.min(await this.#fairLimitMs(argv[0] ?? ''), LONGEST_TIMEOUT_MS);
    return fairMs > limitMs ? this.#runWithin(argv, options, fairMs) : run;
  }

  /** What a time limit must be at least, measured now. */
  async #fairLimitMs(program: string): Promise<number> {
    const empty = program.startsWith('python') ? [program, '-c', ''] : ['true'];
    const timesMs: number[] = [];
    // The first pays for the interpreter that the stopped program took with it.
    for (let turn = 0; turn < 2; turn += 1) {
      const startedAt = performance.now();
      await this.#runWithin(empty, {}, LONGEST_TIMEOUT_MS);
      timesMs.push(performance.now() - startedAt);
    }
    return Math.min(...timesMs) * EMPTY_PROGRAMS_PER_LIMIT;
  }

  async #runWithin(argv: readonly string[], options: RunOptions, limitMs: number): Promise<Run> {
    const container = await this.#container();
    this.#tree = undefined;
    const { folder } = this.#options;
    this.#runs++;
    const files = ['in', 'out', 'err'].map((name) => `${folder}/run-${this.#runs}.${name}`);
    const [input = '', output = '', errors = ''] = files;
    await container.fs.writeFile(input, options.stdin ?? '');
    const process = await startBetween(container, argv, {
      cwd: this.#folderOf(options.cwd),
      env: { ...options.env },
      stdin: input,
      stdout: output,
      stderr: errors,
    });
    this.#processes.push(process);
    const exitCode = await exitWithin(process, limitMs, this.#options.signal);
    if (exitCode === ABORTED) this.#interpreterDied = true;
    const stdout = await bytesOf(container, output);
    const wroteOutside = await this.#takeAwayOutside(container);
    return {
      command: commandLine(argv, options),
      exitCode: exitCode ?? 124,
      timedOut: exitCode === undefined,
      stdout,
      stdoutText: decoder.decode(stdout),
      stderrText: decoder.decode(await bytesOf(container, errors)),
      ...(wroteOutside.length > 0 ? { wroteOutside } : {}),
    };
  }

  /** Takes away what a program left outside of its copy, where a later check could meet it. */
  async #takeAwayOutside(container: LabContainer): Promise<readonly string[]> {
    const { folder } = this.#options;
    const own = /^run-\d+\.(?:in|out|err)$/;
    const beside = (await namesIn(container, folder)).filter(
      (name) => !this.#beside.has(name) && !own.test(name),
    );
    const top = (await container.fs.readdir('.')).filter(
      (name) => !this.#top.has(name) && !GRADERS_FOLDER.test(name) && name !== folder,
    );
    for (const path of [...beside.map((name) => `${folder}/${name}`), ...top]) {
      await container.fs.rm(path, { recursive: true, force: true });
    }
    return [...beside.map((name) => `../${name}`), ...top.map((name) => `../../${name}`)];
  }

  async serve(argv: readonly string[], options: ServeOptions = {}): Promise<ServedProgram> {
    const container = await this.#container();
    this.#tree = undefined;
    const server = await ServerStart.begin(container, argv, {
      ...options,
      cwd: this.#folderOf(options.cwd),
      command: `${commandLine(argv, options)} &`,
    });
    this.#servers.add(server);
    const { signal } = this.#options;
    const limitMs = (options.timeoutMs ?? SERVE_TIMEOUT_MS) * (this.#options.patience ?? 1);
    if (!(await server.listens(limitMs, signal)) && server.exitCode() === undefined) {
      const fairMs = Math.min(await this.#fairLimitMs(argv[0] ?? ''), LONGEST_TIMEOUT_MS);
      if (fairMs > limitMs) await server.listens(fairMs - limitMs, signal);
    }
    if (server.exitCode() === ABORTED) this.#interpreterDied = true;
    return server;
  }

  async ask(port: number, question: Question): Promise<Asked> {
    const container = await this.#container();
    // A server may write files while it answers.
    this.#tree = undefined;
    const limitMs = (question.timeoutMs ?? RUN_TIMEOUT_MS) * (this.#options.patience ?? 1);
    const { signal } = this.#options;
    const abort = new AbortController();
    const asking = askPort(container, port, question, abort.signal);
    const asked = await settledWithin(asking, limitMs, signal);
    if (asked) return asked;
    // Asked once only: a question may change what the server keeps.
    const fairMs = Math.min(await this.#fairLimitMs('python3'), LONGEST_TIMEOUT_MS);
    const late =
      fairMs > limitMs ? await settledWithin(asking, fairMs - limitMs, signal) : undefined;
    if (late) return late;
    abort.abort();
    await asking.catch(() => undefined);
    return noAnswer(port, question, `There was no whole answer within ${limitMs} ms.`);
  }

  async shared<T>(look: SharedLook<T>): Promise<T> {
    const { looks } = this.#options;
    if (!looks) throw new TypeError('A shared look cannot ask for another one.');
    const seen = await looks.take(look);
    if (seen.interpreterDied) this.#interpreterDied = true;
    return seen.value;
  }

  async readFile(path: string): Promise<Uint8Array | undefined> {
    const entry = entryAt(await this.#workNow(), path);
    return entry?.kind === 'file' ? entry.bytes : undefined;
  }

  async readText(path: string): Promise<string | undefined> {
    const bytes = await this.readFile(path);
    return bytes && decoder.decode(bytes);
  }

  async tree(): Promise<FileTree> {
    return withoutGit(await this.#workNow());
  }

  async mount(path: string, tree: FileTree): Promise<void> {
    const beside = path.startsWith('../');
    const inside = beside ? path.slice('../'.length) : path;
    assertTreePath(inside);
    const container = await this.#container();
    this.#tree = undefined;
    const { folder } = this.#options;
    if (beside) this.#beside.add(inside.split('/')[0] ?? inside);
    await layInto(container, beside ? `${folder}/${inside}` : `${folder}/work/${inside}`, tree);
  }

  /** Ends all that still runs and takes the copy away, so that no later check can see either. */
  async close(): Promise<void> {
    for (const server of this.#servers) await server.stop();
    for (const process of this.#processes) process.kill();
    const container = await this.#laid;
    await container?.fs.rm(this.#options.folder, { recursive: true, force: true });
  }

  #container(): Promise<LabContainer> {
    this.#laid ??= this.#options.container().then(async (container) => {
      this.#top = new Set(await container.fs.readdir('.'));
      await layInto(container, `${this.#options.folder}/work`, this.#options.work);
      return container;
    });
    return this.#laid;
  }

  #folderOf(cwd: string | undefined): string {
    const { folder } = this.#options;
    return cwd === undefined ? `${folder}/work` : `${folder}/work/${cwd}`;
  }

  async #workNow(): Promise<FileTree> {
    if (this.#tree) return this.#tree;
    const container = await this.#container();
    const nested = await container.export(`${this.#options.folder}/work`, { format: 'json' });
    this.#tree = fromFileSystemTree(nested);
    return this.#tree;
  }
}

async function layInto(container: LabContainer, folder: string, tree: FileTree): Promise<void> {
  await container.fs.mkdir(folder, { recursive: true });
  await container.mount(toFileSystemTree(tree), { mountPoint: folder });
}

async function namesIn(container: LabContainer, folder: string): Promise<readonly string[]> {
  try {
    return await container.fs.readdir(folder);
  } catch (error) {
    // A program may have removed all that it found.
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function bytesOf(container: LabContainer, path: string): Promise<Uint8Array> {
  try {
    return await container.fs.readFile(path);
  } catch (error) {
    // A program that was stopped before the shell opened its files, or that removed them, has said nothing.
    if (errorCode(error) === 'ENOENT') return NOTHING;
    throw error;
  }
}

/** The exit code, or `undefined` when the program had to be stopped. */
async function exitWithin(
  process: StartedProgram,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  const code = await settledWithin(process.exit, timeoutMs, signal);
  if (code !== undefined) return code;
  process.kill();
  if ((await settledWithin(process.exit, KILL_TIMEOUT_MS, signal)) === undefined) {
    throw new LabError(
      'EngineDoesNotAnswer',
      `A program that was killed has not ended after ${KILL_TIMEOUT_MS} ms.`,
      'Check again; the grader starts a new container.',
    );
  }
  return undefined;
}

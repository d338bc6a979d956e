import type {
  ContainerCalls,
  FromContainer,
  SpawnRequest,
  ToContainer,
} from './container-protocol.ts';
import { DEFAULT_ENV, FIRST_FOLDERS, HOME } from './default-env.ts';
import { exportTree } from './export-tree.ts';
import type { ContainerOptions, HostWorkers } from './host-protocol.ts';
import { Launcher } from './launch.ts';
import { mountTree } from './mount-tree.ts';
import { OutsidePorts } from './outside-ports.ts';
import { OutputQueue } from './output-queue.ts';
import { PortTable } from './port-table.ts';
import { ProcessTable } from './process-table.ts';
import type { EditOutcome, Program } from './process.ts';
import { EXIT_TERMINATED, type StartRequest } from './running-process.ts';
import { startPipeline } from './pipeline.ts';
import { listFolder, shellFileCalls } from './shell-calls.ts';
import { thrown } from './thrown.ts';
import { TreeError } from './tree-error.ts';
import { Tree } from './tree.ts';
import { Watchers } from './watchers.ts';

/** One container: a tree, its processes and the page that asks for both. Learner code never runs in here. */
export class Container {
  readonly tree: Tree;
  readonly #port: MessagePort;
  readonly #launcher: Launcher;
  readonly #table: ProcessTable;
  readonly #watchers: Watchers;
  readonly #ports: PortTable;
  readonly #outside: OutsidePorts;
  readonly #outputs = new Map<number, OutputQueue>();
  readonly #calls: ContainerCalls;
  readonly #workdir: string;
  #takesEdits = false;

  constructor(
    port: MessagePort,
    host: HostWorkers,
    programs: Readonly<Record<string, Program>>,
    options: ContainerOptions,
  ) {
    this.#port = port;
    this.tree = new Tree(options.limits);
    for (const folder of FIRST_FOLDERS) this.tree.mkdir(folder, { recursive: true });
    this.#workdir = `${HOME}/${options.workdirName}`;
    this.tree.mkdir(this.#workdir, { recursive: true });
    this.#table = new ProcessTable(this.tree.limits.processes);
    this.#ports = new PortTable(this.tree.limits, (number, kind) => {
      this.#send({ type: 'port', port: number, kind });
    });
    this.#outside = new OutsidePorts(this.#ports, this.tree.limits.bodyBytes, (message) => {
      this.#send(message);
    });
    this.#launcher = new Launcher({
      tree: this.tree,
      host,
      table: this.#table,
      ports: this.#ports,
      programs,
      edit: (path, line) => this.#edit(path, line),
    });
    this.#watchers = new Watchers(this.tree);
    this.#calls = this.#makeCalls();
    port.onmessage = (event: MessageEvent<ToContainer>) => {
      this.#hear(event.data);
    };
  }

  #makeCalls(): ContainerCalls {
    const { tree } = this;
    return {
      readFile: (path) => tree.readFile(path),
      writeFile: (path, bytes) => {
        tree.writeFile(path, bytes);
      },
      readdir: (path) => listFolder(tree, path),
      mkdir: (path, recursive) => {
        tree.mkdir(path, { recursive });
      },
      rm: (path, options) => {
        const node = tree.tryLookup(path, false);
        if (node?.children && !options.recursive) throw new TreeError('EISDIR', 'rm', path);
        tree.rm(path, options);
      },
      rename: (from, to) => {
        try {
          tree.rename(from, to);
        } catch (error) {
          // Node names both paths, whichever is at fault.
          if (!(error instanceof TreeError)) throw error;
          throw new TreeError(error.code, 'rename', from, to);
        }
      },
      mount: (nested, at) => {
        mountTree(tree, nested, at);
      },
      export: (path, filter) => exportTree(tree, path, filter),
      ports: () => this.#ports.list(),
      spawn: (request) => this.#spawn(request),
    };
  }

  #hear(message: ToContainer): void {
    switch (message.type) {
      case 'call':
        this.#answer(message);
        break;
      case 'input':
        this.#table.get(message.process)?.input(message.text);
        break;
      case 'resize':
        this.#table.get(message.process)?.resize(message);
        break;
      case 'kill':
        this.#outputs.get(message.process)?.discard();
        this.#table.get(message.process)?.stop(EXIT_TERMINATED);
        this.#table.stopFrom(message.process);
        break;
      case 'taken':
        this.#outputs.get(message.process)?.taken(message.characters);
        break;
      case 'watch':
        this.#watch(message);
        break;
      case 'unwatch':
        this.#watchers.remove(message.id);
        break;
      case 'takes-edits':
        this.#takesEdits = message.takes;
        break;
      case 'ask':
        this.#outside.ask(message);
        break;
      case 'hang-up':
        this.#outside.hangUp(message.id);
        break;
    }
  }

  #answer({ id, method, args }: Extract<ToContainer, { type: 'call' }>): void {
    try {
      const calls = this.#calls as unknown as Record<string, (...given: unknown[]) => unknown>;
      const value = calls[method]?.(...args);
      this.#send({ type: 'return', id, value });
    } catch (error) {
      this.#send({ type: 'throw', id, ...thrown(error) });
    }
  }

  #watch({ id, path, recursive }: Extract<ToContainer, { type: 'watch' }>): void {
    try {
      this.#watchers.add(id, path, recursive, (events) => {
        this.#send({ type: 'watched', id, events });
      });
    } catch (error) {
      // `watch` has returned long ago: the container's own error event is what is left.
      this.#send({
        type: 'error',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #spawn(request: SpawnRequest): number {
    const { command, args, terminal, between, cwd } = request;
    if (!this.tree.lookup(request.cwd, true, 'chdir').children) {
      throw new TreeError('ENOTDIR', 'chdir', request.cwd);
    }
    // The number is known only after the start; nothing is sent before this turn ends.
    let process = 0;
    const queue = new OutputQueue((text) => {
      if (request.output) this.#send({ type: 'output', process, text });
    }, terminal !== null);
    const argv = [command, ...args];
    const env = {
      ...DEFAULT_ENV,
      PWD: cwd,
      ...(terminal ? { TERM: 'xterm-256color' } : {}),
      ...request.env,
    };
    const started = between
      ? this.#startBetween({ argv, cwd, env }, between, queue)
      : this.#startAlone({ argv, cwd, env, stdin: null, terminal, output: queue });
    process = started.number;
    this.#outputs.set(process, queue);
    this.#send({ type: 'spawned', process });
    void started.exited.then((code) => {
      queue.finish();
      this.#outputs.delete(process);
      this.#send({ type: 'exit', process, code });
    });
    return process;
  }

  #startAlone(request: StartRequest) {
    const { number, process } = this.#launcher.start(request);
    return { number, exited: process.exited };
  }

  /** As a shell starts one program whose standard streams are redirected to files. */
  #startBetween(
    program: Pick<StartRequest, 'argv' | 'cwd' | 'env'>,
    files: NonNullable<SpawnRequest['between']>,
    output: OutputQueue,
  ) {
    const { stages, ended } = startPipeline(
      {
        files: shellFileCalls(this.tree),
        launch: (request) => this.#launcher.start(request),
      },
      {
        ...program,
        stdin: new Uint8Array(0),
        redirects: [
          { stage: 0, fd: 0, to: { path: files.stdin, append: false } },
          { stage: 0, fd: 1, to: { path: files.stdout, append: false } },
          { stage: 0, fd: 2, to: { path: files.stderr, append: false } },
        ],
        foreground: false,
      },
      { output, stdin: null, terminal: null },
    );
    return { number: stages[0]?.number ?? 0, exited: ended.then(([code = 1]) => code) };
  }

  #edit(path: string, line: number | null): EditOutcome {
    if (!this.#takesEdits) return 'no editor';
    if (!path.startsWith(`${this.#workdir}/`)) return 'outside';
    this.#send({ type: 'edit', path, line });
    return 'shown';
  }

  #send(message: FromContainer): void {
    this.#port.postMessage(message);
  }
}

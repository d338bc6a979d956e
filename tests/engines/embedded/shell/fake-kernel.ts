import { Tree, type TreeStats } from '../../../../src/engines/embedded/kernel/tree.ts';
import { TreeError } from '../../../../src/engines/embedded/kernel/tree-error.ts';
import type {
  FromShell,
  RunRequest,
  RunResult,
  ShellCalls,
  ShellSession,
  ToShell,
} from '../../../../src/engines/embedded/kernel/shell-protocol.ts';
import { KernelLink } from '../../../../src/engines/embedded/shell/kernel-link.ts';
import { serveShell } from '../../../../src/engines/embedded/shell/serve-shell.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export type Program = (
  request: RunRequest,
  terminal: (text: string) => void,
) => RunResult | Promise<RunResult>;

export const result = (stdout: string | Uint8Array, exitCode = 0, stderr = ''): RunResult => ({
  exitCode,
  stdout: typeof stdout === 'string' ? encoder.encode(stdout) : stdout,
  stderr: encoder.encode(stderr),
});

export const SESSION: ShellSession = {
  cwd: '/home/lab',
  env: { HOME: '/home/lab', PATH: '/usr/bin:/bin', USER: 'lab' },
  exported: ['HOME', 'PATH', 'USER'],
  definitions: '',
  options: [],
  history: [],
  lastExitCode: 0,
};

/** Answers a shell from a real tree and from programs of the test, and keeps what the shell said. */
export class FakeKernel {
  readonly tree = new Tree();
  readonly programs: Record<string, Program>;
  readonly runs: RunRequest[] = [];
  readonly said: FromShell[] = [];
  readonly #port: MessagePort;
  #watchers: (() => void)[] = [];

  private constructor(port: MessagePort, programs: Record<string, Program>) {
    this.#port = port;
    this.programs = programs;
    for (const folder of ['/home/lab', '/tmp']) this.tree.mkdir(folder, { recursive: true });
    port.onmessage = (event: MessageEvent<FromShell>) => void this.#hear(event.data);
  }

  /** A kernel with a shell that is ready. `start` puts the shell on the other port. */
  static async boot(
    programs: Record<string, Program> = {},
    start: (port: MessagePort) => unknown = (port) => serveShell(new KernelLink(port)),
  ): Promise<FakeKernel> {
    const { port1, port2 } = new MessageChannel();
    const kernel = new FakeKernel(port1, programs);
    void start(port2);
    await kernel.until(() => kernel.said.some(({ type }) => type === 'ready'));
    return kernel;
  }

  send(message: ToShell): void {
    this.#port.postMessage(message);
  }

  start(argv: readonly string[], options: Partial<Extract<ToShell, { type: 'start' }>> = {}): void {
    this.send({
      type: 'start',
      argv,
      session: SESSION,
      stdin: new Uint8Array(0),
      terminal: null,
      number: 2,
      programs: Object.keys(this.programs),
      ...options,
    });
  }

  /** Resolves when `holds` does; looked at after each message of the shell. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  async exit(): Promise<number> {
    const ended = () => this.said.find((message) => message.type === 'exit');
    await this.until(() => ended() !== undefined);
    const code = ended()?.code;
    this.#port.close();
    return code ?? -1;
  }

  bytes(fd?: 1 | 2): Uint8Array {
    const pieces = this.said.flatMap((message) =>
      message.type === 'output' && (fd === undefined || message.fd === fd) ? [...message.data] : [],
    );
    return Uint8Array.from(pieces);
  }

  output(fd?: 1 | 2): string {
    return decoder.decode(this.bytes(fd));
  }

  close(): void {
    this.#port.close();
  }

  async #hear(message: FromShell): Promise<void> {
    if (message.type === 'call') {
      const { id } = message;
      try {
        const value = await this.#answer(message.method, message.args);
        this.send({ type: 'return', id, value });
      } catch (error) {
        const code = error instanceof TreeError ? error.code : 'EIO';
        this.send({ type: 'throw', id, code, message: (error as Error).message });
      }
      return;
    }
    this.said.push(message);
    const watchers = this.#watchers;
    this.#watchers = [];
    for (const watcher of watchers) watcher();
  }

  #answer(method: keyof ShellCalls, args: readonly unknown[]): unknown {
    const { tree } = this;
    const calls: { [Name in keyof ShellCalls]: (...given: never[]) => unknown } = {
      readFile: (path: string) => tree.readFile(path).slice(),
      writeFile: (path: string, bytes: Uint8Array, options: { append?: boolean; mode?: number }) =>
        tree.writeFile(path, bytes, options),
      exists: (path: string) => tree.exists(path),
      stat: (path: string): TreeStats => tree.stat(path),
      lstat: (path: string): TreeStats => tree.lstat(path),
      mkdir: (path: string, options: { recursive?: boolean }) => tree.mkdir(path, options),
      readdir: (path: string) =>
        tree.readdir(path).map((name) => {
          const stats = tree.lstat(`${path}/${name}`);
          return {
            name,
            kind: stats.isFolder ? 'folder' : stats.isSymlink ? 'symlink' : 'file',
          };
        }),
      rm: (path: string, options: { recursive?: boolean; force?: boolean }) =>
        tree.rm(path, options),
      rename: (from: string, to: string) => tree.rename(from, to),
      copy: (from: string, to: string) => copy(tree, from, to),
      symlink: (target: string, path: string) => tree.symlink(target, path),
      link: (existing: string, path: string) => copy(tree, existing, path),
      readlink: (path: string) => tree.readlink(path),
      realpath: (path: string) => tree.realpath(path),
      chmod: (path: string, mode: number) => tree.chmod(path, mode),
      utimes: (path: string, mtimeMs: number) => tree.utimes(path, mtimeMs),
      paths: () => [...tree.walk('/')].map(([path]) => path),
      run: (request: RunRequest) => this.#run(request),
      startJob: () => {
        throw new Error('this kernel has no jobs');
      },
      jobs: () => [],
      forgetJobs: () => undefined,
      leaveJobs: () => undefined,
      disown: () => undefined,
      waitFor: () => null,
      signal: () => false,
      processes: () => [],
    };
    return (calls[method] as (...given: readonly unknown[]) => unknown)(...args);
  }

  /** One program after the other: what runs at the same time is the true kernel's to show. */
  async #run(request: RunRequest): Promise<RunResult> {
    let { stdin } = request;
    let last: RunResult | undefined;
    for (const [stage, argv] of [request.argv, ...(request.then ?? [])].entries()) {
      const redirects = request.redirects?.filter((one) => one.stage === stage) ?? [];
      const input = redirects.find(({ fd }) => fd === 0)?.to;
      if (input && 'path' in input) stdin = this.tree.readFile(input.path).slice();
      const { exitCode, ...outputs } = await this.#runOne({ ...request, argv, stdin });
      const kept = { 1: outputs.stdout, 2: outputs.stderr };
      for (const { fd, to } of redirects) {
        if (fd === 0 || !('path' in to)) continue;
        this.tree.writeFile(to.path, kept[fd], to);
        kept[fd] = new Uint8Array(0);
      }
      last = { exitCode, stdout: kept[1], stderr: kept[2] };
      stdin = kept[1];
    }
    if (!last) throw new Error('nothing to run');
    return last;
  }

  #runOne(request: RunRequest): RunResult | Promise<RunResult> {
    this.runs.push(request);
    const program = this.programs[request.argv[0] ?? ''];
    if (!program) throw new Error(`no program ${request.argv[0]}`);
    return program(request, (text) => {
      this.said.push({ type: 'output', fd: 1, data: encoder.encode(text) });
    });
  }
}

function copy(tree: Tree, from: string, to: string): void {
  const stats = tree.stat(from);
  if (!stats.isFolder) {
    tree.writeFile(to, tree.readFile(from).slice(), { mode: stats.mode & 0o7777 });
    return;
  }
  tree.mkdir(to, { recursive: true });
  for (const name of tree.readdir(from)) copy(tree, `${from}/${name}`, `${to}/${name}`);
}

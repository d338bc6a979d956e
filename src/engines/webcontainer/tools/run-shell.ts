import { joinBytes } from '#container';
import { Worker, type MessagePort as NodePort, type Transferable } from 'node:worker_threads';
import { PATH as LAB_PATH } from '../../embedded/kernel/default-env.ts';
import { DEFAULT_LIMITS } from '../../embedded/kernel/limits.ts';
import type { HostedWorker, HostWorkers } from '../../embedded/kernel/host-protocol.ts';
import type { Launched } from '../../embedded/kernel/pipeline.ts';
import { ProcessTable } from '../../embedded/kernel/process-table.ts';
import { EXIT_TERMINATED, type StartRequest } from '../../embedded/kernel/running-process.ts';
import { startShell } from '../../embedded/kernel/shell-process.ts';
import { KernelLink } from '../../embedded/shell/kernel-link.ts';
import { serveShell } from '../../embedded/shell/serve-shell.ts';
import { diskFiles } from './disk-files.ts';
import { labFolder, stdoutSink, writtenOut } from './lab-process.ts';
import { launchOnMachine } from './launch-on-machine.ts';
import { MACHINE_PROGRAMS } from './machine-programs.ts';
import { OWN_PROGRAMS } from './own-programs.ts';

/**
 * Runs the lab's shell as this process: the same interpreter as the embedded engine's, on the files and programs of
 * this machine. With a terminal and no arguments it is interactive.
 *
 * @param isFed true when standard input is known to end: it is read whole first. The page cannot end the input of what it
 *   starts, so that a script must not wait for that
 */
export async function runShell(
  argv: readonly string[],
  { isFed }: { readonly isFed: boolean },
): Promise<void> {
  const { stdin, stdout } = process;
  const terminal =
    stdin.isTTY && stdout.isTTY ? { columns: stdout.columns, rows: stdout.rows } : null;
  const isInteractive = terminal !== null && argv.length === 1;
  const table = new ProcessTable(DEFAULT_LIMITS.processes);
  const around = {
    files: diskFiles(labFolder(process.cwd())),
    limits: DEFAULT_LIMITS,
    programs: [...Object.keys(MACHINE_PROGRAMS), ...OWN_PROGRAMS],
    table,
  };
  const launch = (request: StartRequest): Launched =>
    table.add(
      { argv: request.argv, parent: 1, hasTerminal: request.terminal !== null },
      // A copy of this shell has its own thread: it runs beside it.
      (number) =>
        request.session
          ? startShell({ ...around, host: threadHost, number, launch }, request)
          : launchOnMachine(request),
    );
  const shell = startShell(
    { ...around, host: isInteractive ? threadHost : sameThreadHost, number: process.pid, launch },
    {
      argv,
      cwd: process.cwd(),
      // The interpreter finds its own commands where the embedded engine has them.
      env: { ...(process.env as Record<string, string>), PATH: LAB_PATH },
      stdin: isFed ? await wholeInput() : null,
      terminal,
      output: stdoutSink(),
    },
  );
  if (terminal) stdin.setRawMode(true);
  if (!isFed && (isInteractive || argv.length === 1)) {
    stdin.setEncoding('utf8');
    stdin.on('data', (text: string) => {
      shell.input(text);
    });
    stdin.on('end', () => {
      shell.input(null);
    });
  }
  stdout.on('resize', () => {
    shell.resize({ columns: stdout.columns, rows: stdout.rows });
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      shell.stop(EXIT_TERMINATED);
    });
  }
  const code = await shell.exited;
  await writtenOut();
  process.exit(code);
}

async function wholeInput(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return joinBytes(parts);
}

/** A shell that waits for its terminal lives in a thread of its own, so that one that loops can be ended. */
const threadHost: HostWorkers = {
  startWorker: () => {
    const worker = new Worker(__filename);
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(port2, [port2 as unknown as Transferable]);
    return Promise.resolve<HostedWorker>({
      port: port1,
      terminate: () => {
        void worker.terminate();
      },
      onCrash: (listener) => {
        worker.once('error', (error: unknown) => {
          listener(error instanceof Error ? error.message : String(error));
        });
      },
    });
  },
};

/** A shell that runs one script ends with its process: it needs no thread, which takes time to start. */
const sameThreadHost: HostWorkers = {
  startWorker: () => {
    const { port1, port2 } = new MessageChannel();
    void serveShell(new KernelLink(port2), { warm: false });
    return Promise.resolve<HostedWorker>({
      port: port1,
      terminate: () => {
        port2.close();
      },
      onCrash: () => undefined,
    });
  },
};

/** The thread's side of `threadHost`. */
export function serveShellThread(parent: NodePort): void {
  parent.once('message', (port: MessagePort) => {
    void serveShell(new KernelLink(port));
  });
}

import { joinBytes } from '#container';
import type { AskedPorts } from './port-table.ts';
import type { Program, ProgramContext } from './process.ts';
import { ProgramChildren } from './program-children.ts';
import {
  EXIT_INTERRUPTED,
  EXIT_KILLED,
  MeteredOutput,
  ProcessEnd,
  type RunningProcess,
  type StartRequest,
} from './running-process.ts';
import type { Tree } from './tree.ts';

const encoder = new TextEncoder();
const NO_INPUT = new Uint8Array(0);

/**
 * Runs one of the kernel's own programs (git…), in the kernel.
 *
 * A program that throws has a fault of ours: the learner is told in one line, with exit code 70 (`EX_SOFTWARE`).
 */
export function startProgram(
  program: Program,
  {
    tree,
    ports,
    launch,
    edit,
  }: {
    readonly tree: Tree;
    readonly ports: AskedPorts;
    readonly launch: (child: StartRequest) => RunningProcess;
    readonly edit?: NonNullable<ProgramContext['edit']>;
  },
  request: StartRequest,
): RunningProcess {
  const name = request.argv[0] ?? 'program';
  const abort = new AbortController();
  const end = new ProcessEnd(() => {
    abort.abort();
    children.stop(EXIT_KILLED);
  });
  const output = new MeteredOutput(request.output, tree.limits.outputBytes, name, () => {
    end.with(EXIT_KILLED);
  });
  const write = (fd: 1 | 2) => (text: string | Uint8Array) => {
    if (!end.over) output.write(fd, typeof text === 'string' ? encoder.encode(text) : text);
  };
  const children: ProgramChildren = new ProgramChildren(launch, {
    cwd: request.cwd,
    env: request.env,
    output: {
      write: (fd, data) => {
        write(fd)(data);
      },
      discard: () => undefined,
    },
  });
  const run = (stdin: Uint8Array) => {
    if (end.over) return;
    const { argv, cwd, env, terminal } = request;
    Promise.resolve(
      program({
        argv,
        cwd,
        env,
        tree,
        ports,
        stdin,
        toTerminal: terminal !== null,
        columns: terminal?.columns ?? 80,
        stdout: write(1),
        stderr: write(2),
        run: (argv, options) => children.run(argv, options),
        signal: abort.signal,
        ...(edit ? { edit } : {}),
      }),
    ).then(
      (exitCode) => {
        end.with(exitCode & 0xff);
      },
      (error: unknown) => {
        if (end.over) return;
        const reason = error instanceof Error ? error.message : String(error);
        output.say(`${name}: ${reason}\n`);
        end.with(70);
      },
    );
  };
  // Such programs take their input whole.
  const fed: Uint8Array[] = [];
  if (!request.piped) {
    // Not in the caller's turn: a process never ends before its caller knows it.
    queueMicrotask(() => {
      run(request.stdin ?? NO_INPUT);
    });
  }
  return {
    exited: end.exited,
    input(text) {
      if (request.terminal && text?.includes('\u0003')) end.with(EXIT_INTERRUPTED);
    },
    feed(data) {
      if (!request.piped) return;
      if (data) fed.push(data);
      else run(joinBytes(fed.splice(0)));
    },
    resize: () => undefined,
    stop: (exitCode) => {
      end.with(exitCode);
    },
  };
}

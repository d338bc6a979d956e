import { spawn } from 'node:child_process';
import { terminalOf } from '../../embedded/kernel/process-terminal.ts';
import {
  EXIT_KILLED,
  MeteredOutput,
  ProcessEnd,
  type RunningProcess,
  type StartRequest,
} from '../../embedded/kernel/running-process.ts';
import { noteRunning } from './running-programs.ts';

/** Numbers of the signals that a program may die of, for its exit code (128 + number). */
const SIGNALS: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * Runs a program of the machine as a process of our shell. Its terminal, when it has one, is ours: pipes and the line
 * editing of the kernel, because not every host of Node gives signals and modes of a real terminal to grandchildren.
 */
export function startChildProgram(
  command: string,
  request: StartRequest,
  limitBytes: number,
): RunningProcess {
  const [name = command, ...args] = request.argv;
  const child = spawn(command, interactiveArguments(command, args, request), {
    cwd: request.cwd,
    env: { ...request.env, ...(request.terminal ? { PYTHONUNBUFFERED: '1' } : {}) },
    stdio: 'pipe',
  });
  const forget = noteRunning(child.pid, request.env);
  const end = new ProcessEnd(() => child.kill('SIGKILL'));
  const output = new MeteredOutput(request.output, limitBytes, name, () => {
    end.with(EXIT_KILLED);
  });
  const hear = (fd: 1 | 2) => (data: Buffer) => {
    if (!end.over) output.write(fd, new Uint8Array(data));
  };
  child.stdout.on('data', hear(1));
  child.stderr.on('data', hear(2));
  // A program that ends before it has read its input is its own business.
  child.stdin.on('error', () => undefined);
  child.on('error', (error: NodeJS.ErrnoException) => {
    const isMissing = error.code === 'ENOENT';
    output.say(`bash: ${name}: ${isMissing ? 'command not found' : error.message}\n`);
    end.with(isMissing ? 127 : 126);
  });
  child.on('close', (code, signal) => {
    forget();
    end.with(code ?? 128 + (SIGNALS[signal ?? ''] ?? 1));
  });
  const give = (text: string | null) => {
    if (text === null) child.stdin.end();
    else child.stdin.write(text);
  };
  if (request.stdin !== null) child.stdin.end(request.stdin);
  const line = terminalOf(request, output, end, { submit: give });
  return {
    exited: end.exited,
    input(text) {
      if (request.stdin !== null || end.over) return;
      if (!line) give(text);
      else if (text !== null) line.keys(text);
    },
    feed(data) {
      if (!request.piped) return;
      if (data) child.stdin.write(data);
      else child.stdin.end();
    },
    resize: () => undefined,
    stop: (exitCode) => {
      end.with(exitCode);
    },
  };
}

/** An interpreter with a terminal and nothing to run is a dialogue; behind our pipes it must be told so. */
function interactiveArguments(
  command: string,
  args: readonly string[],
  { terminal }: StartRequest,
): readonly string[] {
  const isDialogue = terminal !== null && args.length === 0 && /^(?:python3|node)$/.test(command);
  return isDialogue ? ['-i'] : args;
}

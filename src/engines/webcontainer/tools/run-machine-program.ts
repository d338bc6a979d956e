import { DEFAULT_LIMITS } from '../../embedded/kernel/limits.ts';
import { EXIT_TERMINATED } from '../../embedded/kernel/running-process.ts';
import { startChildProgram } from './child-program.ts';
import { onMachine } from './machine-programs.ts';
import { stdoutSink, writtenOut } from './lab-process.ts';

/** Runs a program of the machine (python3, node…) as this process, within the limits of a lab. */
export async function runMachineProgram(argv: readonly string[]): Promise<void> {
  const { stdin, stdout } = process;
  const terminal =
    stdin.isTTY && stdout.isTTY ? { columns: stdout.columns, rows: stdout.rows } : null;
  const { command, request } = onMachine({
    argv,
    cwd: process.cwd(),
    env: process.env as Record<string, string>,
    stdin: null,
    terminal,
    output: stdoutSink(),
  });
  const program = startChildProgram(command, request, DEFAULT_LIMITS.outputBytes);
  if (terminal) stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', (text: string) => {
    program.input(text);
  });
  stdin.on('end', () => {
    program.input(null);
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      program.stop(EXIT_TERMINATED);
    });
  }
  const code = await program.exited;
  await writtenOut();
  process.exit(code);
}

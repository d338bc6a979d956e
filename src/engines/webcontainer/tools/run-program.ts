import { startDiskProgram } from './disk-program.ts';
import { launchOnMachine } from './launch-on-machine.ts';
import { readAll, stdoutSink, writtenOut } from './lab-process.ts';

/** Runs one of the lab's own programs as this very process. */
export async function runProgram(name: string, argv: readonly string[]): Promise<void> {
  const env = process.env as Record<string, string>;
  const running = startDiskProgram(
    {
      argv,
      cwd: process.cwd(),
      env,
      stdin: process.stdin.isTTY ? new Uint8Array(0) : readAll(),
      terminal: process.stdout.isTTY
        ? { columns: process.stdout.columns, rows: process.stdout.rows }
        : null,
      output: stdoutSink(),
    },
    launchOnMachine,
  );
  if (!running) {
    process.stderr.write(`plumbline-tools: there is no tool "${name}"\n`);
    process.exitCode = 127;
    return;
  }
  const code = await running.exited;
  await writtenOut();
  process.exit(code);
}

import { programs } from '../../embedded/kernel/programs.ts';
import { startProgram } from '../../embedded/kernel/program-process.ts';
import { DEFAULT_LIMITS } from '../../embedded/kernel/limits.ts';
import { PortTable } from '../../embedded/kernel/port-table.ts';
import type { RunningProcess, StartRequest } from '../../embedded/kernel/running-process.ts';
import { launchOnMachine } from './launch-on-machine.ts';
import { readDiskTree } from './disk-tree.ts';
import { labFolder, readAll, stdoutSink, writtenOut } from './lab-process.ts';

/**
 * One of the kernel's programs (git…) on the files of this machine: they are read before it runs and written back after,
 * and so around each program that it runs itself.
 *
 * @param launch starts such a program
 */
export function startDiskProgram(
  name: string,
  request: StartRequest,
  launch: (child: StartRequest) => RunningProcess,
): RunningProcess | undefined {
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (!program) return undefined;
  const { tree, save, refresh } = readDiskTree(labFolder(request.cwd));
  const ports = new PortTable(DEFAULT_LIMITS, () => undefined);
  const launchOnDisk = (child: StartRequest) => {
    save();
    return withEnd(launch(child), refresh);
  };
  return withEnd(startProgram(program, { tree, ports, launch: launchOnDisk }, request), save);
}

/** The process, ended when `work` after it is done too. */
function withEnd(running: RunningProcess, work: () => void): RunningProcess {
  const exited = running.exited.then((code) => {
    work();
    return code;
  });
  return {
    exited,
    input: (text) => {
      running.input(text);
    },
    resize: (size) => {
      running.resize(size);
    },
    stop: (code) => {
      running.stop(code);
    },
  };
}

/** Runs one of the kernel's programs as this very process. */
export async function runProgram(name: string, argv: readonly string[]): Promise<void> {
  const env = process.env as Record<string, string>;
  const running = startDiskProgram(
    name,
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

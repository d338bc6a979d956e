import { PATH as LAB_PATH } from '../../embedded/kernel/default-env.ts';
import { DEFAULT_LIMITS } from '../../embedded/kernel/limits.ts';
import type { RunningProcess, StartRequest } from '../../embedded/kernel/running-process.ts';
import { startChildProgram } from './child-program.ts';
import { startDiskProgram } from './run-program.ts';

/** Programs of the machine that a lab may run, besides the lab's own, by the names that labs use. */
export const MACHINE_PROGRAMS: Readonly<Record<string, string>> = {
  python: 'python3',
  python3: 'python3',
  node: 'node',
  npm: 'npm',
  npx: 'npx',
};

/** Starts a program by name: one of the lab's own in this process, a shell or a program of the machine in a child. */
export function launchOnMachine(request: StartRequest): RunningProcess {
  const [name = '', ...args] = request.argv;
  const own = startDiskProgram(name, request, launchOnMachine);
  if (own) return own;
  const { PATH = LAB_PATH } = process.env;
  const env = { ...request.env, PATH };
  const child = { ...request, env };
  const limitBytes = DEFAULT_LIMITS.outputBytes;
  if (/^(?:bash|sh)$/.test(name)) {
    // The bundle that runs now is also the shell.
    return startChildProgram(
      'node',
      { ...child, argv: ['node', __filename, 'bash', ...args] },
      limitBytes,
    );
  }
  return startChildProgram(MACHINE_PROGRAMS[name] ?? name, child, limitBytes);
}

import { dirname, join } from 'node:path';
import type { StartRequest } from '../../embedded/kernel/running-process.ts';

/** A program of the machine, by the name that labs use. */
interface MachineProgram {
  /** What is started. */
  readonly command: string;
  /** Arguments before the learner's own. */
  readonly first?: readonly string[];
}

/** Programs of the machine that a lab may run, besides the lab's own. */
export const MACHINE_PROGRAMS: Readonly<Record<string, MachineProgram>> = {
  python: { command: 'python3' },
  python3: { command: 'python3' },
  uvicorn: { command: 'python3', first: ['-m', 'uvicorn'] },
  node: { command: 'node' },
  npm: { command: 'npm' },
  npx: { command: 'npx' },
};

/** The request with the program, the arguments and the environment that the machine is to be given. */
export function onMachine(request: StartRequest): {
  readonly command: string;
  readonly request: StartRequest;
} {
  const [name = '', ...args] = request.argv;
  const known = Object.hasOwn(MACHINE_PROGRAMS, name) ? MACHINE_PROGRAMS[name] : undefined;
  const { command, first = [] } = known ?? { command: name };
  const isPython = command === 'python3';
  return {
    command,
    request: {
      ...request,
      argv: [name, ...first, ...args],
      ...(isPython ? { env: pythonEnvironment(request.env) } : {}),
    },
  };
}

/**
 * Python finds the lab's packages after the learner's own paths, and leaves no `__pycache__`, as in the embedded engine.
 */
function pythonEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  const packages = join(dirname(__filename), 'python');
  const { PYTHONPATH: given = '' } = env;
  const paths = given.split(':').filter((path) => path !== '' && path !== packages);
  return { ...env, PYTHONPATH: [...paths, packages].join(':'), PYTHONDONTWRITEBYTECODE: '1' };
}

import { PATH as LAB_PATH } from '../../embedded/kernel/default-env.ts';
import { DEFAULT_LIMITS } from '../../embedded/kernel/limits.ts';
import type { RunningProcess, StartRequest } from '../../embedded/kernel/running-process.ts';
import { startChildProgram } from './child-program.ts';
import { MACHINE_PROGRAMS, onMachine } from './machine-programs.ts';
import { OWN_PROGRAMS } from './own-programs.ts';

/** Starts a program by name: one of the lab's own in this process, a shell or a program of the machine in a child. */
export function launchOnMachine(request: StartRequest): RunningProcess {
  const [name = '', ...args] = request.argv;
  if (OWN_PROGRAMS.includes(name)) return startedLater(startOwn(request));
  const { PATH = LAB_PATH } = process.env;
  const env = { ...request.env, PATH };
  const child = { ...request, env };
  const limitBytes = DEFAULT_LIMITS.outputBytes;
  const isShell = /^(?:bash|sh)$/.test(name);
  if (isShell || !Object.hasOwn(MACHINE_PROGRAMS, name)) {
    // The bundle that runs now is also the shell, which knows its own commands, and what to say of an unknown name.
    const words = isShell ? args : ['-c', request.argv.map(quoted).join(' ')];
    const isFed = request.stdin !== null || request.piped === true;
    const argv = ['node', __filename, isFed ? 'fed-bash' : 'bash', ...words];
    return startChildProgram('node', { ...child, argv }, limitBytes);
  }
  const started = onMachine(child);
  return startChildProgram(started.command, started.request, limitBytes);
}

/** A word that a shell reads as it stands. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** What a program is made of is loaded when it is called: most shells run without it. */
async function startOwn(request: StartRequest): Promise<RunningProcess> {
  const { startDiskProgram } = await import('./disk-program.ts');
  const running = startDiskProgram(request, launchOnMachine);
  if (running) return running;
  throw new Error(`"${request.argv[0] ?? ''}" is on the list of the lab's programs, but is none`);
}

/** A process whose code is still being loaded; what is said to it meanwhile comes to it in order. */
function startedLater(starting: Promise<RunningProcess>): RunningProcess {
  const then = (say: (running: RunningProcess) => void) => {
    void starting.then(say);
  };
  return {
    exited: starting.then(({ exited }) => exited),
    input: (text) => {
      then((running) => {
        running.input(text);
      });
    },
    feed: (data) => {
      then((running) => running.feed?.(data));
    },
    resize: (size) => {
      then((running) => {
        running.resize(size);
      });
    },
    stop: (code) => {
      then((running) => {
        running.stop(code);
      });
    },
  };
}

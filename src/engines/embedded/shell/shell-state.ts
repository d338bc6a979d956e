import { ARRAYS_FD } from './concurrent.ts';
import type { Context, Result } from './commands/command.ts';
import type { ShellSession } from '../kernel/shell-protocol.ts';
import type { SignalName } from '../kernel/signals.ts';
import { variablesOf } from './session-state.ts';
import { Traps } from './traps.ts';

let lastNumber = 0;

/** The shells that run in this worker, the innermost last. */
export const activeShells: ShellState[] = [];

/**
 * Tells a shell and those inside it of a signal. The innermost that has a trap for it goes on, and those inside that one
 * end, as all programs do that Ctrl-C reaches. Those around it run their own traps on INT when what they wait for has
 * ended. False when none has a trap.
 */
export function takeSignal(shell: ShellState, name: SignalName): boolean {
  const shells = [...new Set([shell, ...activeShells])];
  const taker = shells.findLastIndex(({ traps }) => traps.takes(name));
  if (taker < 0) return false;
  for (const inner of shells.slice(taker + 1)) inner.end();
  // Ctrl-C reaches the programs in front: the learner's own shell is not one of them.
  const around = name === 'INT' ? shells.slice(0, taker).filter(({ number }) => number > 0) : [];
  for (const { traps } of around) traps.takes(name);
  return true;
}

/** The number of the worker's process: `$$`, also for shells inside it. */
export const ownProcess = { number: 0 };

/** How a shell stood when it ended. */
export interface EndedShell {
  readonly exitCode: number;
  readonly env: Readonly<Record<string, string>>;
}

/** What one shell (the learner's, a script, a `bash -c`) has to itself: its jobs and traps. */
export class ShellState {
  /** Tells the kernel whose jobs are meant. The learner's own shell is 0, also in a worker that follows another. */
  readonly number: number;
  /** The shell's own traps, then those of each subshell that it is in. */
  readonly #traps: Traps[];
  /** True once it started a job; until then nothing needs to ask the kernel. */
  hasJobs = false;
  /** The variables at an `exit`, which the interpreter forgets as it ends; kept for the trap on EXIT. */
  leftWith: Readonly<Record<string, string>> | undefined;
  /** Runs an action on EXIT in the shell's name. */
  runExit: (action: string, ended: EndedShell) => Promise<Result> = () =>
    Promise.reject(new Error('the shell has not begun'));
  /** Ends the shell where it stands. One that is a worker's own ends with its worker. */
  end: () => void = () => undefined;
  /** Source of the functions and aliases defined so far. */
  definitions: () => string = () => '';

  get pid(): number {
    return ownProcess.number;
  }

  /** @param ignored signals that whoever starts the shell ignores */
  constructor(number = ++lastNumber, ignored: readonly SignalName[] = []) {
    this.number = number;
    this.#traps = [new Traps(undefined, false, ignored)];
  }

  get traps(): Traps {
    return this.#traps.at(-1) as Traps;
  }

  get isInSubshell(): boolean {
    return this.#traps.length > 1;
  }

  enterSubshell(): void {
    this.#traps.push(new Traps(this.traps, this.number > 0));
  }

  /** The subshell's action on EXIT. */
  leaveSubshell(): string | undefined {
    return this.isInSubshell ? this.#traps.pop()?.takeExit() : undefined;
  }

  /** What a copy of the shell begins with, seen from one of its commands. */
  copyFor(context: Context): ShellSession {
    const { env, exported, options } = variablesOf(context);
    return {
      cwd: context.cwd,
      env,
      exported,
      options,
      definitions: [this.definitions(), arraysIn(context.fileDescriptors?.get(ARRAYS_FD) ?? '')]
        .filter((part) => part !== '')
        .join('\n'),
      history: [],
      lastExitCode: 0,
    };
  }
}

/** Of what `declare -p` prints, the arrays that are the learner's, as source. */
export const arraysIn = (declared: string): string =>
  declared
    .split('\n')
    .flatMap((row) => {
      const [, flags, name = '', value] = /^declare -(\S*[aA]\S*) (\w+)=(.*)$/.exec(row) ?? [];
      if (flags === undefined) return [];
      if (/^(?:PIPESTATUS|BASH_\w+|FUNCNAME|DIRSTACK|GROUPS)$/.test(name)) return [];
      // just-bash drops the quotes of a value that stands in `declare` itself.
      return [`declare -${flags} ${name}`, `${name}=${value}`];
    })
    .join('\n');

/** `bash` and the words by which a copy of the shell runs `source` with the same `$0`, `$1`… */
export function copyArguments(source: string, context: Context): string[] {
  const count = Number(context.env.get('#') ?? 0);
  const args = Array.from({ length: count }, (_, index) => context.env.get(`${index + 1}`) ?? '');
  return ['bash', '-c', source, context.env.get('0') ?? 'bash', ...args];
}

import type { TerminalSize } from './container-protocol.ts';
import type { ProcessTable } from './process-table.ts';
import type { ShellProcessCall } from './shell-calls.ts';
import type { ShellChildren } from './shell-children.ts';
import type { ShellJobs } from './shell-jobs.ts';
import type { ShellCalls } from './shell-protocol.ts';
import { exitCodeOf } from './signals.ts';

type Answers = {
  readonly [Name in ShellProcessCall]: (
    call: number,
    ...args: Parameters<ShellCalls[Name]>
  ) => ReturnType<ShellCalls[Name]> | Promise<ReturnType<ShellCalls[Name]>>;
};

export interface ShellProcessParts {
  readonly children: ShellChildren;
  readonly jobs: ShellJobs;
  readonly table: ProcessTable;
  readonly shell: () => { readonly interactive: boolean; readonly size: TerminalSize | null };
}

/** Answers what a shell worker asks about processes. */
export class ShellProcessCalls {
  readonly #answers: Answers;

  constructor(parts: ShellProcessParts) {
    this.#answers = answersOf(parts);
  }

  has(method: string): boolean {
    return Object.hasOwn(this.#answers, method);
  }

  /** @throws LabError or TreeError, as the call does. */
  answer(call: number, method: string, args: readonly unknown[]): unknown {
    const answer = this.#answers[method as ShellProcessCall] as (...given: unknown[]) => unknown;
    return answer(call, ...args);
  }
}

function answersOf({ children, jobs, table, shell }: ShellProcessParts): Answers {
  return {
    run: (call, request) => children.run(call, request, shell()),
    startJob: (_, request) => jobs.start(request),
    jobs: (_, owner) => jobs.list(owner),
    forgetJobs: (_, owner, processes) => {
      jobs.forget(owner, processes);
    },
    leaveJobs: (_, owner) => {
      jobs.leave(owner);
    },
    disown: (_, owner, process) => {
      jobs.disown(owner, process);
    },
    waitFor: async (_, owner, processes, isForeground) => {
      const [first] = processes;
      const [stage] = first === undefined || !isForeground ? [] : jobs.find(owner, first);
      if (stage) children.foreground = stage.process;
      try {
        return await jobs.waitFor(owner, processes);
      } finally {
        if (stage && children.foreground === stage.process) children.foreground = undefined;
        if (isForeground) jobs.forget(owner, processes);
      }
    },
    signal: (_, number, name) => {
      const process = table.get(number);
      if (!process) return false;
      if (name === 0) return true;
      if (process.signal) process.signal(name);
      else process.stop(exitCodeOf(name));
      return true;
    },
    processes: () => table.list(),
  };
}

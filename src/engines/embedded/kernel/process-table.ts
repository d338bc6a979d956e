import { LabError } from '#container';
import { EXIT_KILLED, type RunningProcess } from './running-process.ts';

/** What `ps` tells of a process. */
export interface ProcessInfo {
  readonly number: number;
  /** The process that started it; 1 for what the page started. */
  readonly parent: number;
  /** As it was called. */
  readonly argv: readonly string[];
  /** Milliseconds since the epoch. */
  readonly startedMs: number;
  readonly hasTerminal: boolean;
}

interface Alive {
  readonly process: RunningProcess;
  /** The process that the page started, from which it comes, whether that one is still alive or not. */
  readonly origin: number;
  readonly info: ProcessInfo;
}

/** All processes that are alive, by number. */
export class ProcessTable {
  readonly #alive = new Map<number, Alive>();
  readonly #most: number;
  // 1 is for what started everything, as on any system.
  #nextNumber = 2;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Starts a process and keeps it until it has ended.
   *
   * @throws LabError `TooManyProcesses` when as many are alive as may be; then nothing is started.
   */
  add(
    about: Omit<ProcessInfo, 'number' | 'startedMs'>,
    start: (number: number) => RunningProcess,
  ): { readonly number: number; readonly process: RunningProcess } {
    if (this.#alive.size >= this.#most) {
      throw new LabError(
        'TooManyProcesses',
        `${this.#most} programs are running already, which is as many as a lab may have.`,
        'Stop some of them, or wait until they end.',
      );
    }
    const number = this.#nextNumber++;
    const origin = about.parent === 1 ? number : (this.#alive.get(about.parent)?.origin ?? number);
    const process = start(number);
    this.#alive.set(number, { process, origin, info: { ...about, number, startedMs: Date.now() } });
    void process.exited.then(() => this.#alive.delete(number));
    return { number, process };
  }

  get(number: number): RunningProcess | undefined {
    return this.#alive.get(number)?.process;
  }

  /** All that are alive, oldest first. */
  list(): readonly ProcessInfo[] {
    return Array.from(this.#alive.values(), ({ info }) => info);
  }

  /** Stops what comes from a process of the page: programs that it left running in the background too. */
  stopFrom(origin: number): void {
    for (const alive of [...this.#alive.values()]) {
      if (alive.origin === origin && alive.info.number !== origin) alive.process.stop(EXIT_KILLED);
    }
  }

  stopAll(): void {
    for (const { process } of this.#alive.values()) process.stop(EXIT_KILLED);
  }
}

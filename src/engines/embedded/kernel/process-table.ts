import { LabError } from '#container';
import { EXIT_KILLED, type RunningProcess } from './running-process.ts';

/** All processes that are alive, by number. */
export class ProcessTable {
  readonly #alive = new Map<number, RunningProcess>();
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
  add(start: () => RunningProcess): { readonly number: number; readonly process: RunningProcess } {
    if (this.#alive.size >= this.#most) {
      throw new LabError(
        'TooManyProcesses',
        `${this.#most} programs are running already, which is as many as a lab may have.`,
        'Stop some of them, or wait until they end.',
      );
    }
    const number = this.#nextNumber++;
    const process = start();
    this.#alive.set(number, process);
    void process.exited.then(() => this.#alive.delete(number));
    return { number, process };
  }

  get(number: number): RunningProcess | undefined {
    return this.#alive.get(number);
  }

  stopAll(): void {
    for (const process of this.#alive.values()) process.stop(EXIT_KILLED);
  }
}

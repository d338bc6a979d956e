import { hopper, nativeClearTimeout, nativeSetTimeout, nowMs } from './natives.ts';
import { TimerQueue, type QueuedTimer } from './timer-queue.ts';

type Task = () => void;

/** Turns without anything to do before the program counts as ended: promises of the platform may still settle. */
const IDLE_TURNS = 4;

export interface LoopOwner {
  /** A task threw. */
  failed(error: unknown): void;
  /** Between tasks: output and changed files may go out. `resting` when nothing is due. */
  breathe(resting: boolean): void;
  /** After promises have settled: rejections that nobody handles are known now. */
  settled(): void;
  /** Nothing is left to do; tasks that this adds go on. */
  emptied(): void;
}

/**
 * Node's event loop on the worker's own: timers, then what arrived, then immediates; between any two tasks all of
 * `nextTick`, then all promises.
 *
 * Each task of the program is one task of the platform, so that promises settle where they do in Node.
 */
export class EventLoop {
  owner: LoopOwner | undefined;
  readonly #timers = new TimerQueue();
  #arrived: Task[] = [];
  #immediates: { readonly task: Task; cancelled: boolean; ref: boolean }[] = [];
  #closing: Task[] = [];
  readonly #ticks: Task[] = [];
  #batch: Task[] = [];
  #phase = 0;
  #handles = 0;
  #pending = 0;
  #inTask = false;
  #hopping = false;
  #idleTurns = 0;
  #wakeTimer = 0;
  #stopped = false;
  #computedMs = 0;
  readonly #hop = hopper(() => {
    this.#turn();
  });

  /** True while something is left to do. */
  get busy(): boolean {
    return this.#alive() || this.#arrived.length > 0;
  }

  /** Keeps the program alive until the returned function is called. */
  hold(): () => void {
    this.#handles += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#handles -= 1;
      this.#wake();
    };
  }

  /** Runs a task in the next poll phase and keeps the program alive until then. */
  complete(task: Task): void {
    this.#pending += 1;
    this.arrive(() => {
      this.#pending -= 1;
      task();
    });
  }

  /** Runs a task in the next poll phase; what came from outside. */
  arrive(task: Task): void {
    this.#arrived.push(task);
    this.#wake();
  }

  nextTick(task: Task): void {
    this.#ticks.push(task);
    if (!this.#inTask) this.#wake();
  }

  immediate(task: Task): { cancelled: boolean; ref: boolean } {
    const entry = { task, cancelled: false, ref: true };
    this.#immediates.push(entry);
    this.#wake();
    return entry;
  }

  /** Runs in the closing phase, after immediates. */
  close(task: Task): void {
    this.#closing.push(task);
    this.#wake();
  }

  addTimer(task: Task, ms: number): QueuedTimer {
    const timer = this.#timers.add(task, Math.floor(nowMs()) + ms);
    this.#wake();
    return timer;
  }

  removeTimer(timer: QueuedTimer): void {
    this.#timers.remove(timer);
    this.#wake();
  }

  /** Runs the program's main module, or whatever else begins outside a task. */
  run(task: Task): void {
    this.#runTask(task);
    this.#wake();
  }

  stop(): void {
    this.#stopped = true;
    nativeClearTimeout(this.#wakeTimer);
  }

  #wake(): void {
    this.#idleTurns = 0;
    if (this.#hopping || this.#stopped) return;
    this.#hopping = true;
    if (this.#wakeTimer !== 0) nativeClearTimeout(this.#wakeTimer);
    this.#wakeTimer = 0;
    this.#hop();
  }

  #turn(): void {
    this.#hopping = false;
    if (this.#stopped) return;
    if (this.#ticks.length > 0) {
      this.#runTask(() => undefined);
      this.#wake();
      return;
    }
    this.owner?.settled();
    const next = this.#next();
    if (next) {
      this.#runTask(next);
      this.owner?.breathe(false);
      this.#wake();
      return;
    }
    this.owner?.breathe(true);
    if (this.#alive()) {
      this.#rest();
      return;
    }
    if (this.#idleTurns < IDLE_TURNS) {
      const turns = this.#idleTurns + 1;
      this.#wake();
      this.#idleTurns = turns;
      return;
    }
    this.#idleTurns = 0;
    this.#runTask(() => {
      this.owner?.emptied();
    });
    this.#wake();
  }

  #rest(): void {
    const due = this.#timers.nextDue();
    if (due === undefined) return;
    this.#wakeTimer = nativeSetTimeout(
      () => {
        this.#wakeTimer = 0;
        this.#wake();
      },
      Math.max(0, due - nowMs()),
    );
  }

  #alive(): boolean {
    return (
      this.#handles > 0 ||
      this.#pending > 0 ||
      this.#timers.holding ||
      this.#immediates.some(({ ref }) => ref)
    );
  }

  /** The next task in the order of Node's phases. */
  #next(): Task | undefined {
    for (let phases = 0; phases <= 4; phases += 1) {
      const task = this.#batch.shift();
      if (task) return task;
      this.#batch = this.#beginPhase();
      this.#phase = (this.#phase + 1) % 4;
    }
    return undefined;
  }

  #beginPhase(): Task[] {
    if (this.#phase === 0) return this.#timers.takeDue(Math.floor(nowMs()));
    if (this.#phase === 1) {
      const arrived = this.#arrived;
      this.#arrived = [];
      return arrived;
    }
    if (this.#phase === 2) {
      const immediates = this.#immediates;
      this.#immediates = [];
      return immediates.map((entry) => () => {
        if (!entry.cancelled) entry.task();
      });
    }
    const closing = this.#closing;
    this.#closing = [];
    return closing;
  }

  /** Time in tasks since the last call, in ms. */
  takeComputedMs(): number {
    const computedMs = this.#computedMs;
    this.#computedMs = 0;
    return computedMs;
  }

  #runTask(task: Task): void {
    if (this.#stopped) return;
    const beganMs = nowMs();
    this.#inTask = true;
    this.#attempt(task);
    for (let tick = this.#ticks.shift(); tick; tick = this.#ticks.shift()) this.#attempt(tick);
    this.#inTask = false;
    this.#computedMs += nowMs() - beganMs;
  }

  #attempt(task: Task): void {
    try {
      task();
    } catch (error) {
      this.owner?.failed(error);
    }
  }
}

/** The one loop of this worker, which is one process. */
export const loop = new EventLoop();

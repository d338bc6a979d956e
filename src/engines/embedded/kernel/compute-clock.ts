/** How often a worker is asked, in ms. */
const TICK_MS = 1_000;

/**
 * Tells how long a worker computes. No browser tells that of a worker, so it is asked now and then: who does not answer
 * computes.
 *
 * It counts in a bucket with a hole: a tick that was computed through adds to it and a tick of rest takes away. So a
 * program may compute as long as the limit in one go, and a server that rests more than it works may run for ever.
 */
export class ComputeClock {
  readonly #limitMs: number;
  readonly #tickMs: number;
  readonly #ask: () => void;
  readonly #exceeded: () => void;
  readonly #nowMs: () => number;
  #timer: ReturnType<typeof setInterval> | undefined;
  #computedMs = 0;
  /** Of this tick. */
  #usedMs = 0;
  #tickBeganMs = 0;
  #awaiting = false;
  #sleepsUntilMs = 0;

  /**
   * @param ask Sends a question that the worker answers when it comes to rest; the answer is told by `answered`.
   * @param exceeded Called once.
   */
  constructor(parts: {
    readonly limitMs: number;
    readonly ask: () => void;
    readonly exceeded: () => void;
    readonly nowMs?: () => number;
  }) {
    this.#limitMs = parts.limitMs;
    this.#tickMs = Math.min(TICK_MS, parts.limitMs / 4);
    this.#ask = parts.ask;
    this.#exceeded = parts.exceeded;
    this.#nowMs = parts.nowMs ?? (() => performance.now());
  }

  start(): void {
    this.#tickBeganMs = this.#nowMs();
    this.#timer ??= setInterval(() => {
      this.tick();
    }, this.#tickMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** A new command line has its own measure. */
  restart(): void {
    this.#computedMs = this.#usedMs = 0;
  }

  /** The worker answers; `computedMs` is what it knows of its own computing since the last answer. */
  answered(computedMs: unknown = 0): void {
    if (!this.#awaiting) return;
    this.#awaiting = false;
    const waitedMs = this.#nowMs() - this.#tickBeganMs;
    const saidMs = typeof computedMs === 'number' && computedMs > 0 ? computedMs : 0;
    this.add(Math.max(waitedMs, saidMs));
  }

  /** Computing that is known in another way. */
  add(ms: number): void {
    this.#usedMs = Math.min(this.#tickMs, this.#usedMs + ms);
  }

  /** The worker stands still for so many ms and cannot answer; it does not compute. */
  sleeps(ms: unknown): void {
    if (typeof ms === 'number') this.#sleepsUntilMs = this.#nowMs() + ms;
  }

  /** One step of the clock. A machine that was asleep has made none. */
  tick(): void {
    const nowMs = this.#nowMs();
    const used = this.#awaiting ? (nowMs <= this.#sleepsUntilMs ? 0 : this.#tickMs) : this.#usedMs;
    this.#computedMs = Math.max(0, this.#computedMs + 2 * used - this.#tickMs);
    this.#usedMs = 0;
    this.#tickBeganMs = nowMs;
    if (this.#computedMs >= this.#limitMs) {
      this.stop();
      this.#exceeded();
    } else if (!this.#awaiting) {
      this.#awaiting = true;
      this.#ask();
    }
  }
}

/** What is said of a program that passed the limit. */
export function computedTooLong(name: string, limitMs: number): string {
  const limit = `${Math.round(limitMs / 100) / 10} s`;
  return `\n${name}: stopped: it computed for ${limit} without a rest, as long as a program of a lab may. Is there a loop that does not end?\n`;
}

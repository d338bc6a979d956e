/** A timer that waits. `ref` keeps the program alive for it. */
export interface QueuedTimer {
  readonly task: () => void;
  readonly dueMs: number;
  readonly order: number;
  ref: boolean;
  waiting: boolean;
}

/** Timers by due time, and by order of creation where that is the same: a binary heap. */
export class TimerQueue {
  readonly #heap: QueuedTimer[] = [];
  #order = 0;

  /** True while a timer waits that keeps the program alive. */
  get holding(): boolean {
    return this.#heap.some(({ ref, waiting }) => ref && waiting);
  }

  add(task: () => void, dueMs: number): QueuedTimer {
    const timer = { task, dueMs, order: this.#order++, ref: true, waiting: true };
    this.#heap.push(timer);
    let at = this.#heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, parent)) break;
      at = parent;
    }
    return timer;
  }

  remove(timer: QueuedTimer): void {
    timer.waiting = false;
  }

  nextDue(): number | undefined {
    for (let first = this.#heap[0]; first; first = this.#heap[0]) {
      if (first.waiting) return first.dueMs;
      this.#takeFirst();
    }
    return undefined;
  }

  /** What is due by now. A timer that another one of them removes before its turn does nothing. */
  takeDue(now: number): (() => void)[] {
    const due: (() => void)[] = [];
    for (let next = this.nextDue(); next !== undefined && next <= now; next = this.nextDue()) {
      const timer = this.#takeFirst();
      if (!timer) break;
      due.push(() => {
        if (!timer.waiting) return;
        timer.waiting = false;
        timer.task();
      });
    }
    return due;
  }

  #takeFirst(): QueuedTimer | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first && last && first !== last) {
      this.#heap[0] = last;
      let at = 0;
      for (;;) {
        const left = 2 * at + 1;
        const smaller = this.#isBefore(left + 1, left) ? left + 1 : left;
        if (!this.#swapIfBefore(smaller, at)) break;
        at = smaller;
      }
    }
    return first;
  }

  #isBefore(one: number, other: number): boolean {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (!a || !b) return false;
    return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
  }

  #swapIfBefore(one: number, other: number): boolean {
    const a = this.#heap[one];
    const b = this.#heap[other];
    if (!a || !b || !this.#isBefore(one, other)) return false;
    this.#heap[one] = b;
    this.#heap[other] = a;
    return true;
  }
}

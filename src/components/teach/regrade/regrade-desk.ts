import { signal, type ReadonlySignal } from '@preact/signals';
import { handInKey, type CohortStore, type HandIn, type HandInGrading } from '#cohort';

export type DeskState = 'idle' | 'running' | 'pausing' | 'paused';

/** A grading that is under way. */
export interface UnderWay {
  readonly handIn: HandIn;
  /** `performance.now()` at its start. */
  readonly startedAt: number;
}

export interface DeskProgress {
  readonly done: number;
  readonly of: number;
  readonly failed: number;
  readonly underWay: readonly UnderWay[];
  /** How long the rest takes, by what was graded of the same items until now; `undefined` before one of each was. */
  readonly leftMs: number | undefined;
}

/** Grades one hand-in. What cannot be graded is `failed`, and never rejects. */
export type GradeHandIn = (handIn: HandIn, bytes: Uint8Array) => Promise<HandInGrading>;

const NOTHING: DeskProgress = { done: 0, of: 0, failed: 0, underWay: [], leftMs: undefined };

const itemKey = ({ item }: HandIn): string => `${item.kind}/${item.id}`;

/**
 * The batch of a cohort. It goes on while another tab of the page is looked at. Every grading is kept as soon as it is there, and
 * what is to be done follows from what is kept: a page that was killed loses at most what was under way.
 */
export class RegradeDesk {
  readonly #state = signal<DeskState>('idle');
  readonly #progress = signal<DeskProgress>(NOTHING);
  readonly #store: Pick<CohortStore, 'bundle' | 'updateHandIn'>;
  #waiting: HandIn[] = [];
  #lanes = 0;
  #wantedLanes = 1;
  /** Of each item: how many were graded, and for how long in all. A lab takes seconds, an exam none. */
  readonly #spent = new Map<string, { count: number; ms: number }>();
  #ended: () => void = () => undefined;
  #grade: GradeHandIn | undefined;
  #fault: Error | undefined;

  constructor(store: Pick<CohortStore, 'bundle' | 'updateHandIn'>) {
    this.#store = store;
  }

  get state(): ReadonlySignal<DeskState> {
    return this.#state;
  }

  get progress(): ReadonlySignal<DeskProgress> {
    return this.#progress;
  }

  /**
   * Grades these, so many at a time, and resolves when all are done.
   *
   * @throws what the store throws: then nothing more is begun.
   */
  async run(handIns: readonly HandIn[], lanes: number, grade: GradeHandIn): Promise<void> {
    if (this.#state.value !== 'idle') return;
    this.#waiting = [...handIns];
    this.#grade = grade;
    this.#wantedLanes = lanes;
    this.#spent.clear();
    this.#fault = undefined;
    this.#progress.value = { ...NOTHING, of: handIns.length };
    this.#state.value = 'running';
    const ended = new Promise<void>((resolve) => (this.#ended = resolve));
    this.#fill();
    await ended;
    this.#state.value = 'idle';
    const fault = this.#faultNow();
    if (fault) throw fault;
  }

  #faultNow(): Error | undefined {
    return this.#fault;
  }

  /** Begins nothing more; what is under way is finished and kept. */
  pause(): void {
    if (this.#state.value === 'running') this.#state.value = this.#lanes > 0 ? 'pausing' : 'paused';
  }

  resume(): void {
    if (this.#state.value !== 'paused' && this.#state.value !== 'pausing') return;
    this.#state.value = 'running';
    this.#fill();
  }

  /** Ends the batch; what was not begun stays waiting. */
  stop(): void {
    this.#waiting = [];
    if (this.#state.value === 'paused') this.#ended();
  }

  #fill(): void {
    while (this.#state.value === 'running' && this.#lanes < this.#wantedLanes) {
      const next = this.#waiting.shift();
      if (!next) break;
      this.#lanes += 1;
      void this.#one(next).finally(() => {
        this.#lanes -= 1;
        this.#fill();
      });
    }
    if (this.#lanes > 0) return;
    if (this.#waiting.length === 0) this.#ended();
    else if (this.#state.value === 'pausing') this.#state.value = 'paused';
  }

  async #one(handIn: HandIn): Promise<void> {
    const startedAt = performance.now();
    const { underWay } = this.#progress.value;
    this.#progress.value = {
      ...this.#progress.value,
      underWay: [...underWay, { handIn, startedAt }],
    };
    let isFailed = false;
    try {
      const grading = await this.#grading(handIn);
      isFailed = grading.status === 'failed';
      await this.#store.updateHandIn(handIn, (now) => ({ ...now, grading }));
    } catch (error) {
      // The store did not take it: what is graded now could not be kept either.
      this.#fault ??= error instanceof Error ? error : new Error(String(error));
      this.#waiting = [];
    }
    const spent = this.#spent.get(itemKey(handIn)) ?? { count: 0, ms: 0 };
    this.#spent.set(itemKey(handIn), {
      count: spent.count + 1,
      ms: spent.ms + performance.now() - startedAt,
    });
    const { done, failed, of, underWay: now } = this.#progress.value;
    this.#progress.value = {
      of,
      done: done + 1,
      failed: failed + Number(isFailed),
      underWay: now.filter((one) => handInKey(one.handIn) !== handInKey(handIn)),
      leftMs: this.#leftMs(),
    };
  }

  #leftMs(): number | undefined {
    let all = 0;
    for (const handIn of this.#waiting) {
      const spent = this.#spent.get(itemKey(handIn));
      if (!spent) return undefined;
      all += spent.ms / spent.count;
    }
    return all / this.#wantedLanes;
  }

  async #grading(handIn: HandIn): Promise<HandInGrading> {
    const bytes = await this.#store.bundle(handIn);
    try {
      return (await this.#grade?.(handIn, bytes)) ?? { status: 'waiting' };
    } catch (error) {
      const hint = error instanceof Error && 'hint' in error ? ` ${String(error.hint)}` : '';
      const reason = `${error instanceof Error ? error.message : String(error)}${hint}`;
      return { status: 'failed', reason: reason.slice(0, 4000), at: new Date().toISOString() };
    }
  }
}

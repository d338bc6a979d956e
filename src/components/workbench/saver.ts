import { LabError } from '#container';

/** Whether the learner's work is safe. Shown always at the same place. */
export type SaveState =
  /** Nothing was opened yet: nobody has touched the page. */
  | { readonly kind: 'resting' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'saving' }
  /** `since`: when it was last saved; `undefined` when it never was. */
  | { readonly kind: 'unsaved'; readonly since: Date | undefined; readonly why: LabError }
  /** Kept in memory: the browser forbids storage. */
  | { readonly kind: 'memory'; readonly why: LabError }
  /** Read-only here: another tab has the lab. */
  | { readonly kind: 'elsewhere'; readonly since: string | undefined };

const WAIT_MS = 300;
const MOST_WAIT_MS = 900;
const RETRY_MS = 15_000;

export interface SaverOptions {
  /** Writes the newest state as a whole. */
  write(now: Date): Promise<void>;
  onState(state: SaveState): void;
  now?(): Date;
}

/** Saves soon after a change, never two at a time, and tries again after a failure. */
export class Saver {
  readonly #options: SaverOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstChangeMs: number | undefined;
  #isDirty = false;
  #running: Promise<void> | undefined;
  #savedAt: Date | undefined;
  #isStopped = false;

  constructor(options: SaverOptions, savedAt?: Date) {
    this.#options = options;
    this.#savedAt = savedAt;
    if (savedAt) options.onState({ kind: 'saved', at: savedAt });
  }

  /** True when something is not saved yet. */
  get isDirty(): boolean {
    return this.#isDirty || this.#running !== undefined;
  }

  /** Says that something changed: it is saved 300 ms after the last change, and 900 ms after the first at the latest. */
  changed(): void {
    if (this.#isStopped) return;
    this.#isDirty = true;
    const nowMs = this.#now().getTime();
    this.#firstChangeMs ??= nowMs;
    const left = Math.max(0, this.#firstChangeMs + MOST_WAIT_MS - nowMs);
    this.#schedule(Math.min(WAIT_MS, left));
  }

  /** Saves now what is not saved, and resolves when that is done or has failed (see the state). */
  async flush(): Promise<void> {
    if (this.#running) await this.#running;
    if (!this.#isDirty || this.#isStopped) return;
    this.#start();
    await this.#running;
  }

  /** Saves nothing any more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  #schedule(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#start();
    }, afterMs);
  }

  #start(): void {
    if (this.#running || this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isDirty = false;
    this.#firstChangeMs = undefined;
    this.#options.onState({ kind: 'saving' });
    this.#running = this.#save().finally(() => {
      this.#running = undefined;
      // What changed while it was written is written next.
      if (this.#isDirty && this.#timer === undefined) this.#schedule(WAIT_MS);
    });
  }

  async #save(): Promise<void> {
    const at = this.#now();
    try {
      await this.#options.write(at);
      this.#savedAt = at;
      this.#options.onState({ kind: 'saved', at });
    } catch (error) {
      this.#isDirty = true;
      this.#firstChangeMs = undefined;
      this.#options.onState({ kind: 'unsaved', since: this.#savedAt, why: asLabError(error) });
      this.#schedule(RETRY_MS);
    }
  }
}

function asLabError(error: unknown): LabError {
  if (error instanceof LabError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new LabError('StorageLost', `It could not be written: ${reason}.`, 'Save to file now.');
}

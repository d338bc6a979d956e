import type { SharedLook } from './probe.ts';

/** What a look saw, and whether an interpreter died under a program of it: perhaps the engine's fault. */
export interface Seen<T> {
  readonly value: T;
  readonly interpreterDied: boolean;
}

/** The looks that the checks of one grading share, each taken once and known by its identity. */
export class SharedLooks {
  readonly #takeLook: <T>(look: SharedLook<T>, nth: number) => Promise<Seen<T>>;
  readonly #taken = new Map<SharedLook<unknown>, Promise<Seen<unknown>>>();
  /** Looks under which an interpreter died twice: that is the work's doing. */
  readonly #deaths = new Map<SharedLook<unknown>, number>();
  #count = 0;

  /** @param takeLook takes a look in a copy of its own; `nth` counts them */
  constructor(takeLook: <T>(look: SharedLook<T>, nth: number) => Promise<Seen<T>>) {
    this.#takeLook = takeLook;
  }

  async take<T>(look: SharedLook<T>): Promise<Seen<T>> {
    let taken = this.#taken.get(look) as Promise<Seen<T>> | undefined;
    if (!taken) {
      this.#count++;
      taken = this.#takeLook(look, this.#count);
      this.#taken.set(look, taken);
    }
    const seen = await taken;
    const deaths = this.#deaths.get(look) ?? 0;
    return deaths > 1 ? { ...seen, interpreterDied: false } : seen;
  }

  /** The container is gone: what broke in it, or died with an interpreter, is looked at again. */
  async forgetDoubtful(): Promise<void> {
    for (const [look, taken] of [...this.#taken]) {
      const seen = await taken.catch(() => undefined);
      if (seen && !seen.interpreterDied) continue;
      const deaths = (this.#deaths.get(look) ?? 0) + 1;
      this.#deaths.set(look, deaths);
      if (!seen || deaths < 2) this.#taken.delete(look);
    }
  }
}

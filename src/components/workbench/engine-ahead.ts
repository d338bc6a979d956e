import type { ChosenEngine } from './engine-link.ts';

/** An engine that loads while the files do, until somebody takes it. */
export class EngineAhead {
  readonly #start: () => Promise<ChosenEngine>;
  #loading: Promise<ChosenEngine> | undefined;

  constructor(start: () => Promise<ChosenEngine>) {
    this.#start = start;
  }

  /** Loads the engine and starts the first of its workers. What fails is told to the one who takes it. */
  begin(): void {
    this.#loading ??= this.#start();
    this.#loading
      // Another engine than the embedded one makes its one container at once.
      .then(({ engine }) => (engine.name === 'embedded' ? engine.warm([]) : undefined))
      .catch(() => undefined);
  }

  /** Gives the engine away; the next one to ask gets another. @throws what starting it throws. */
  take(): Promise<ChosenEngine> {
    const loading = this.#loading ?? this.#start();
    this.#loading = undefined;
    return loading;
  }

  /** Ends an engine that nobody has taken. */
  end(): void {
    void this.#loading?.then(
      ({ engine }) => {
        engine.dispose();
      },
      () => undefined,
    );
    this.#loading = undefined;
  }
}

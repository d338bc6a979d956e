import { signalNamed, type SignalName } from '../kernel/signals.ts';

export type TrapName = SignalName | 'EXIT';

/** Names of `trap`: `EXIT` and `0`, signals with or without `SIG`, their numbers. */
export function trapNamed(word: string): TrapName | undefined {
  return word === '0' || word.toUpperCase() === 'EXIT' ? 'EXIT' : signalNamed(word);
}

/** The traps of one shell. An empty action means that the signal is ignored. */
export class Traps {
  /** Of the shell around a subshell. */
  readonly #around: Traps | undefined;
  readonly #isInOneGroup: boolean;
  readonly #ignoredAtStart: ReadonlySet<TrapName>;
  readonly #actions = new Map<TrapName, string>();
  #pending: SignalName[] = [];
  #waiting: (() => void)[] = [];

  /**
   * A subshell begins without traps; what it does not take is for the shell around it, when the subshell has ended.
   *
   * @param isInOneGroup whether Ctrl-C reaches both: a learner's own shell is not in front while a subshell is
   * @param ignoredAtStart signals that a shell is started with as ignored: it can neither take nor reset them
   */
  constructor(around?: Traps, isInOneGroup = false, ignoredAtStart: readonly SignalName[] = []) {
    this.#around = around;
    this.#isInOneGroup = isInOneGroup;
    this.#ignoredAtStart = new Set(around ? around.#ignoredAtStart : ignoredAtStart);
    for (const name of ignoredAtStart) this.#actions.set(name, '');
  }

  set(name: TrapName, action: string | undefined): void {
    if (this.#ignoredAtStart.has(name)) return;
    if (action === undefined) this.#actions.delete(name);
    else this.#actions.set(name, action);
  }

  get(name: TrapName): string | undefined {
    return this.#actions.get(name);
  }

  /** Signals that the shell ignores, and so all that it starts. */
  ignored(): readonly SignalName[] {
    const own = [...this.#actions].flatMap(([name, action]) =>
      action === '' && name !== 'EXIT' ? [name] : [],
    );
    const above = this.#around?.ignored().filter((name) => !this.#actions.has(name)) ?? [];
    return [...above, ...own];
  }

  all(): readonly (readonly [TrapName, string])[] {
    return [...this.#actions];
  }

  /** True when the shell goes on after this signal; its action then runs before the next command. */
  takes(name: SignalName): boolean {
    const action = this.#actions.get(name);
    if (action === undefined) return this.#around?.takes(name) ?? false;
    if (name === 'INT' && this.#isInOneGroup) this.#around?.takes(name);
    if (action === '') return true;
    this.#pending.push(name);
    for (const resolve of this.#waiting.splice(0)) resolve();
    return true;
  }

  /** Resolves when a signal comes that has an action: a command that waits then ends. */
  interrupted(): Promise<undefined> {
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        resolve(undefined);
      });
    });
  }

  /** The action of the oldest signal that came and was not yet answered. */
  next(): string | undefined {
    const name = this.#pending.shift();
    return name === undefined ? undefined : this.#actions.get(name);
  }

  /** The action on EXIT, once. */
  takeExit(): string | undefined {
    const action = this.#actions.get('EXIT');
    this.#actions.delete('EXIT');
    return action === '' ? undefined : action;
  }
}

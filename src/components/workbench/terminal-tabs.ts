import { signal, type ReadonlySignal } from '@preact/signals';

/** How many terminals a lab may have at a time: each is a shell of its own. */
export const MOST_TERMINALS = 6;
const MOST_NAME = 24;

export interface TerminalTab {
  /** Never used again, also when the terminal is closed. */
  readonly id: number;
  readonly name: string;
}

/** The terminals of a lab: which there are, what they are called, and which is seen. There is always one. */
export class TerminalTabs {
  readonly #tabs = signal<readonly TerminalTab[]>([{ id: 1, name: '1' }]);
  readonly #active = signal(1);
  #lastId = 1;

  get tabs(): ReadonlySignal<readonly TerminalTab[]> {
    return this.#tabs;
  }

  /** The id of the one that is seen. */
  get active(): ReadonlySignal<number> {
    return this.#active;
  }

  /** Opens another one and shows it; why not, in words for the learner. */
  open(): string | undefined {
    if (this.#tabs.value.length >= MOST_TERMINALS) {
      return `${MOST_TERMINALS} terminals are open, the most that a lab has. Close one first.`;
    }
    const id = (this.#lastId += 1);
    const names = this.#tabs.value.map(({ name }) => name);
    let number = 1;
    while (names.includes(String(number))) number += 1;
    this.#tabs.value = [...this.#tabs.value, { id, name: String(number) }];
    this.#active.value = id;
    return undefined;
  }

  /** Closes one; the last one stays. The one beside it is shown when it was seen. */
  close(id: number): void {
    const tabs = this.#tabs.value;
    const index = tabs.findIndex((tab) => tab.id === id);
    if (index < 0 || tabs.length === 1) return;
    const left = tabs.filter((tab) => tab.id !== id);
    this.#tabs.value = left;
    if (this.#active.value === id) {
      this.#active.value = left[Math.min(index, left.length - 1)]?.id ?? 1;
    }
  }

  show(id: number): void {
    if (this.#tabs.value.some((tab) => tab.id === id)) this.#active.value = id;
  }

  /** Shows the one that a key of the tabs pattern leads to; false for another key. */
  press(key: string): boolean {
    const tabs = this.#tabs.value;
    const index = tabs.findIndex(({ id }) => id === this.#active.value);
    const to: Readonly<Record<string, number>> = {
      ArrowRight: (index + 1) % tabs.length,
      ArrowLeft: (index - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = Object.hasOwn(to, key) ? tabs[to[key] ?? 0] : undefined;
    if (next) this.#active.value = next.id;
    return next !== undefined;
  }

  /** Gives one another name; what is wrong with the name, in words. */
  rename(id: number, given: string): string | undefined {
    const name = given.trim().replace(/\s+/g, ' ');
    if (name === '') return 'A name has at least one letter.';
    if (name.length > MOST_NAME)
      return `A name has at most ${MOST_NAME} letters; this one has ${name.length}.`;
    if (this.#tabs.value.some((tab) => tab.id !== id && tab.name === name)) {
      return `Another terminal is called “${name}”.`;
    }
    this.#tabs.value = this.#tabs.value.map((tab) => (tab.id === id ? { id, name } : tab));
    return undefined;
  }
}

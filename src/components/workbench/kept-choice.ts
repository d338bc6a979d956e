import { safeStorage } from './safe-storage.ts';

const keyOf = (name: string): string => `plumbline-choice-${name}`;

/** A choice about the screen that is kept in this browser, such as the width of a pane. */
export function keptChoice(name: string): string | undefined {
  try {
    return safeStorage().getItem(keyOf(name)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a choice; where the browser forbids it, it holds until the page is left. */
export function keepChoice(name: string, value: string): void {
  try {
    safeStorage().setItem(keyOf(name), value);
  } catch {
    return;
  }
}

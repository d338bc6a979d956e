import { signal, type ReadonlySignal } from '@preact/signals';

/** What is typed where nothing takes keys yet, for whatever comes to stand there. Lines end with "\n". */
export class EarlyKeys {
  readonly #text = signal('');

  get text(): ReadonlySignal<string> {
    return this.#text;
  }

  /** Takes a key that types something, and keeps it from what else the page does at it. */
  press(event: KeyboardEvent): void {
    const next = this.#after(event);
    if (next === undefined) return;
    this.#text.value = next;
    event.preventDefault();
    event.stopPropagation();
  }

  paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (pasted === '') return;
    this.#text.value += pasted.replaceAll(/\r\n?/g, '\n');
    event.preventDefault();
  }

  /** What the element that is typed into hears, of what it `takes`. */
  heard(takes: (event: Event) => boolean): {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPaste: (event: ClipboardEvent) => void;
  } {
    return {
      onKeyDown: (event) => {
        if (takes(event)) this.press(event);
      },
      onPaste: (event) => {
        if (takes(event)) this.paste(event);
      },
    };
  }

  /** Gives what was typed away. */
  take(): string {
    const typed = this.#text.value;
    this.#text.value = '';
    return typed;
  }

  /** The text once the key has done its work; `undefined` when it types nothing. */
  #after(event: KeyboardEvent): string | undefined {
    const { key, ctrlKey, metaKey, altKey, isComposing } = event;
    const isThirdLevel = event.getModifierState('AltGraph');
    if (isComposing || ((ctrlKey || metaKey || altKey) && !isThirdLevel)) return undefined;
    const text = this.#text.value;
    if (key === 'Enter') return `${text}\n`;
    if (key === 'Backspace')
      return text === '' ? undefined : Array.from(text).slice(0, -1).join('');
    // At the beginning a space scrolls what is read.
    if (Array.from(key).length !== 1 || (key === ' ' && text === '')) return undefined;
    return text + key;
  }
}

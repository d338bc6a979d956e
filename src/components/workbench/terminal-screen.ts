import { FitAddon } from '@xterm/addon-fit';
import { Terminal, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { LabContainer, WebContainerProcess } from '#container';
import { styledDocument, withAdoptedStyles } from './styled-document.ts';
import { unlessStopped } from './unless-stopped.ts';

/** What is written at once before the screen has taken in what came before: it keeps a flood from freezing the page. */
const PIECE_CHARACTERS = 16_384;

/** Requests of programs to the terminal that are refused: titles, links with hidden targets, the clipboard, notices. */
const REFUSED_SEQUENCES = [0, 1, 2, 8, 9, 52, 777, 1337];

export interface ShellOptions {
  /** What stands on the screen before the first prompt; empty for nothing. */
  readonly greeting: string;
  /** What was typed before the screen was there. */
  readonly typed: string;
  /** True when a shell that ends is to be followed by another one. */
  readonly isLast: () => boolean;
  /** Waited for before a line goes to the shell. It never rejects. */
  readonly beforeLine: () => Promise<void>;
  /** Told when a command begins to run and when the shell prompts again. */
  readonly onRunning: (isRunning: boolean) => void;
}

/** The learner's terminal: a screen, and behind it a shell that is started again when it ends. */
export class TerminalScreen {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #observers: (() => void)[] = [];
  #process: WebContainerProcess | undefined;
  #begun: () => void = () => undefined;
  /** The lines that were typed so far, from the first shell on. It never rejects. */
  #lines = new Promise<void>((resolve) => (this.#begun = resolve));
  #isLeaving = false;
  #isClosed = false;

  constructor(host: HTMLElement, options: { readonly screenReader: boolean }) {
    this.#terminal = new Terminal({
      allowProposedApi: false,
      cursorBlink: false,
      documentOverride: styledDocument(document),
      fontFamily: styleOf(host, 'var(--mono)'),
      fontSize: 13,
      lineHeight: 1.35,
      linkHandler: null,
      minimumContrastRatio: 4.5,
      screenReaderMode: options.screenReader,
      scrollback: 5_000,
      theme: themeOf(host),
    });
    for (const code of REFUSED_SEQUENCES) {
      this.#terminal.parser.registerOscHandler(code, () => true);
    }
    this.#terminal.loadAddon(this.#fit);
    // Its scroll bar does not heed `documentOverride`.
    withAdoptedStyles(document, () => this.#terminal.open(host));
    this.#terminal.attachCustomKeyEventHandler((event) => this.#isForShell(event));
    this.#watch(host);
    this.fit();
  }

  /**
   * Runs a shell in the container, and another one whenever it ends. Resolves to true when a shell has ended and `isLast`
   * says that there are others; to false when there will be no shell any more, because the screen or the lab was closed.
   */
  async attach(
    container: LabContainer,
    { greeting, typed, isLast, beforeLine, onRunning }: ShellOptions,
  ): Promise<boolean> {
    this.#tellRunning(onRunning);
    if (typed !== '') this.#sendInOrder(typed, beforeLine);
    this.#terminal.onData((data) => this.#sendInOrder(data, beforeLine));
    this.#terminal.onResize((size) => this.#process?.resize(size));
    if (greeting !== '') this.#terminal.writeln(`\u001b[90m${greeting}\u001b[0m`);
    while (!this.#ended()) {
      const { cols, rows } = this.#terminal;
      const process = await container
        .spawn('bash', { terminal: { cols, rows } })
        .catch(unlessStopped);
      if (!process) return false;
      this.#process = process;
      this.#writer = process.input.getWriter();
      this.#begun();
      const [code] = await Promise.all([process.exit, this.#show(process.output)]);
      if (this.#ended()) return false;
      if (!isLast()) return true;
      this.#terminal.writeln(`\r\n\u001b[90mThe shell ended (${code}). A new one begins.\u001b[0m`);
    }
    return false;
  }

  /** A shell that waits for a command asks the terminal to mark what is pasted, and takes that back while one runs. */
  #tellRunning(tell: (isRunning: boolean) => void): void {
    let wasRunning = false;
    this.#terminal.onWriteParsed(() => {
      const isRunning = !this.#terminal.modes.bracketedPasteMode;
      if (isRunning !== wasRunning) tell(isRunning);
      wasRunning = isRunning;
    });
  }

  set screenReader(isOn: boolean) {
    this.#terminal.options.screenReaderMode = isOn;
  }

  focus(): void {
    this.#terminal.focus();
  }

  /** Ctrl-C, for whoever has no such key. */
  interrupt(): void {
    void this.#send('\u0003');
  }

  clear(): void {
    this.#terminal.clear();
  }

  fit(): void {
    if (this.#terminal.element?.offsetParent) this.#fit.fit();
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#observers) stop();
    this.#process?.kill();
    this.#terminal.dispose();
  }

  #writer: WritableStreamDefaultWriter<string> | undefined;

  /** A function, because it changes while a program runs. */
  #ended(): boolean {
    return this.#isClosed;
  }

  /** A line runs when what the learner typed elsewhere is in its file; the keys after it wait, so that none overtakes. */
  #sendInOrder(data: string, beforeLine: () => Promise<void>): void {
    this.#lines = this.#lines.then(async () => {
      if (data.includes('\r')) await beforeLine();
      void this.#send(data);
    });
  }

  async #send(data: string): Promise<void> {
    // A shell that has just ended takes no input; the next one does.
    await this.#writer?.write(data).catch(() => undefined);
  }

  /** Writes what a program prints, piece by piece, each when the screen has taken the one before. */
  async #show(output: ReadableStream<string>): Promise<void> {
    const reader = output.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      for (let start = 0; start < part.value.length; start += PIECE_CHARACTERS) {
        if (this.#ended()) return;
        const piece = part.value.slice(start, start + PIECE_CHARACTERS);
        await new Promise<void>((resolve) => this.#terminal.write(piece, resolve));
      }
    }
  }

  /** Keys that the page keeps from the shell: copy, paste, and the way out (Esc, then Tab). */
  #isForShell(event: KeyboardEvent): boolean {
    if (event.type !== 'keydown') return true;
    const isLeaving = this.#isLeaving;
    if (event.key !== 'Shift') this.#isLeaving = event.key === 'Escape';
    if (event.key === 'Tab' && isLeaving) return false;
    if (event.key === 'F6' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
      return false;
    }
    const key = event.key.toLowerCase();
    if (!event.ctrlKey || event.altKey || event.metaKey) return true;
    // The browser's own paste needs no permission: the key is left to it.
    if (key === 'v') return false;
    if (key === 'c' && (event.shiftKey || this.#terminal.hasSelection())) {
      const selected = this.#terminal.getSelection();
      if (selected !== '') {
        void copy(selected);
        this.#terminal.clearSelection();
      }
      event.preventDefault();
      return false;
    }
    return true;
  }

  #watch(host: HTMLElement): void {
    const resized = new ResizeObserver(() => this.fit());
    resized.observe(host);
    const repaint = () => (this.#terminal.options.theme = themeOf(host));
    const themed = new MutationObserver(repaint);
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', repaint);
    this.#observers.push(
      () => resized.disconnect(),
      () => themed.disconnect(),
      () => dark.removeEventListener('change', repaint),
    );
  }
}

async function copy(text: string): Promise<void> {
  // Without a secure origin there is no clipboard for pages; the browser's menu still copies.
  await (navigator as Partial<Navigator>).clipboard?.writeText(text).catch(() => undefined);
}

/** What a token holds; `use` is written as in a sheet, `var(--name)`, because tokens have other names once they are built. */
function styleOf(element: HTMLElement, use: string): string {
  return getComputedStyle(element).getPropertyValue(use.slice('var('.length, -1)).trim();
}

/** The sixteen colours from the tokens; what they lack of contrast `minimumContrastRatio` adds. */
function themeOf(host: HTMLElement): ITheme {
  const probe = document.createElement('span');
  host.append(probe);
  // A token may be any expression of CSS (`light-dark(…)`): the screen wants the colour that comes out.
  const token = (use: string) => {
    probe.style.color = use;
    return getComputedStyle(probe).color;
  };
  const [ink, ink2, ink3] = [token('var(--ink)'), token('var(--ink-2)'), token('var(--ink-3)')];
  const [accent, pass, fail, ochre] = [
    token('var(--accent)'),
    token('var(--pass)'),
    token('var(--fail)'),
    token('var(--error)'),
  ];
  const theme: ITheme = {
    background: token('var(--well)'),
    foreground: ink,
    cursor: ink,
    cursorAccent: token('var(--well)'),
    selectionBackground: token('var(--mark-sel)'),
    selectionForeground: ink,
    black: ink,
    red: fail,
    green: pass,
    yellow: ochre,
    blue: accent,
    magenta: token('var(--syn-num)'),
    cyan: token('var(--syn-str)'),
    white: ink2,
    brightBlack: ink3,
    brightRed: fail,
    brightGreen: pass,
    brightYellow: ochre,
    brightBlue: accent,
    brightMagenta: token('var(--syn-num)'),
    brightCyan: token('var(--syn-str)'),
    brightWhite: ink,
  };
  probe.remove();
  return theme;
}

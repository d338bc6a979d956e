import { KeyDecoder, type Key } from './line-editor/keys.ts';
import { LineEditor } from './line-editor/line-editor.ts';

/** What Tab types in a line that is edited. */
const INDENT = '    ';

/**
 * The line editing that a terminal does for the program that reads it: echo, erase, and whole lines to the program. A
 * program that talks with its user, as an interactive interpreter does, may ask for a line with a prompt: that line is
 * edited with arrow keys, and the lines before it are its history.
 *
 * (The shell edits its own command line; this is for the program that runs in the foreground.)
 */
export class TerminalLine {
  readonly #actions: TerminalActions;
  readonly #decoder = new KeyDecoder();
  readonly #editor: LineEditor;
  readonly #history: string[] = [];
  #line = '';
  #isEditing = false;
  /** True when the program asked for an edited line last: what is typed meanwhile waits, unseen, for the next one. */
  #talks = false;
  #waiting: string[] = [];
  #isBusy = false;

  constructor(actions: TerminalActions, columns = 80) {
    this.#actions = actions;
    this.#editor = new LineEditor(
      {
        send: (text) => {
          actions.echo(text);
        },
        history: this.#history,
        complete: (_text, cursor) =>
          Promise.resolve({
            start: cursor,
            choices: [{ insert: INDENT, label: '', suffix: '' }],
          }),
        isComplete: () => Promise.resolve(true),
      },
      columns,
    );
  }

  /** Takes keys as a terminal sends them. */
  keys(text: string): void {
    if (!this.#talks) {
      this.#cooked(text);
      return;
    }
    const interrupt = this.#isEditing ? -1 : text.lastIndexOf('\u0003');
    if (interrupt >= 0) {
      this.#waiting = [];
      this.#actions.interrupt();
    }
    this.#waiting.push(text.slice(interrupt + 1));
    void this.#work();
  }

  /** Ctrl-C, when a line is being edited: that line is given up. False when none is. */
  interruptEdited(): boolean {
    if (!this.#isEditing) return false;
    this.keys('\u0003');
    return true;
  }

  /** The program reads plain lines: what waits is typed now. */
  plain(): void {
    if (this.#isEditing) return;
    this.#talks = false;
    for (const text of this.#waiting.splice(0)) this.#cooked(text);
  }

  /** Shows a prompt and lets a line be edited; what was typed of it already is its beginning. */
  edit(prompt: string): void {
    if (this.#isEditing) return;
    this.#isEditing = this.#talks = true;
    const typed = this.#line;
    this.#line = '';
    this.#actions.echo('\b \b'.repeat(Array.from(typed).length));
    this.#editor.open(prompt);
    if (typed !== '') this.#waiting.unshift(typed);
    void this.#work();
  }

  resize(columns: number): void {
    this.#editor.resize(columns);
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#isEditing && this.#waiting.length > 0) {
      const [line, rest] = splitAfterLine(this.#waiting.join(''));
      this.#waiting = rest === '' ? [] : [rest];
      for (const key of this.#decoder.decode(line)) await this.#press(key);
    }
    this.#isBusy = false;
  }

  async #press(key: Key): Promise<void> {
    const outcome = await this.#editor.press(key);
    if (!outcome) return;
    this.#isEditing = false;
    if (outcome.kind === 'interrupted') this.#actions.interruptLine?.();
    else if (outcome.kind === 'end') this.#actions.submit(null);
    else {
      const { text } = outcome;
      if (text.trim() !== '' && text !== this.#history.at(-1)) this.#history.push(text);
      this.#actions.submit(`${text}\n`);
    }
  }

  #cooked(text: string): void {
    // Escape sequences (arrow keys, bracketed paste marks) mean nothing to a plain line.

    for (const key of text.replace(/\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)/g, '')) this.#key(key);
  }

  #key(key: string): void {
    if (key === '\u0003') {
      this.#line = '';
      this.#actions.interrupt();
    } else if (key === '\r' || key === '\n') {
      this.#actions.echo('\r\n');
      this.#actions.submit(`${this.#line}\n`);
      this.#line = '';
    } else if (key === '\u0004') {
      // End of file on an empty line; else the unfinished line, as terminals do.
      this.#actions.submit(this.#line === '' ? null : this.#line);
      this.#line = '';
    } else if (key === '\u007f' || key === '\b') {
      const kept = this.#line.replace(/.$/su, '');
      if (kept !== this.#line) this.#actions.echo('\b \b');
      this.#line = kept;
    } else if (key === '\u0015') {
      this.#actions.echo(this.#line.replace(/./gsu, '\b \b'));
      this.#line = '';
    } else if (key >= ' ' || key === '\t') {
      this.#line += key;
      this.#actions.echo(key);
    }
  }
}

export interface TerminalActions {
  /** Shows what was typed. */
  echo(text: string): void;
  /** A whole line with its line feed, an unfinished one, or `null` for the end of file. */
  submit(text: string | null): void;
  /** Ctrl-C. */
  interrupt(): void;
  /** Ctrl-C in a line that is edited. */
  interruptLine?(): void;
}

/** The text up to a key that may end a line, and what follows it. */
function splitAfterLine(text: string): readonly [string, string] {
  const end = /[\r\n\u0003\u0004]/.exec(text);
  return end ? [text.slice(0, end.index + 1), text.slice(end.index + 1)] : [text, ''];
}

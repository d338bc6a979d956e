/**
 * The line editing that a terminal itself does for a program that reads it: echo, erase, and whole lines to the program.
 *
 * (The shell edits its own command line; this is for the program that runs in the foreground.)
 */
export class TerminalLine {
  readonly #actions: TerminalActions;
  #line = '';

  constructor(actions: TerminalActions) {
    this.#actions = actions;
  }

  /** Takes keys as a terminal sends them. */
  keys(text: string): void {
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
}

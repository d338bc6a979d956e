import { EditBuffer } from './edit-buffer.ts';
import { HistoryWalk, searchBack } from './history-walk.ts';
import type { Key, KeyName } from './keys.ts';
import { ScreenLine } from './screen-line.ts';
import { visible } from './width.ts';
import { inColumns } from './columns.ts';

/** What Tab found: the word from `start` to the cursor may become any of `choices`. */
export interface Completion {
  readonly start: number;
  readonly choices: readonly CompletionChoice[];
}

export interface CompletionChoice {
  /** What the word becomes, quoted as the shell needs it. */
  readonly insert: string;
  /** What is listed. */
  readonly label: string;
  /** What follows a choice that is the only one: a blank, nothing behind a folder. */
  readonly suffix: string;
}

export interface EditorHost {
  send(text: string): void;
  readonly history: readonly string[];
  complete(text: string, cursor: number): Promise<Completion>;
  /** Whether Enter ends the text, or a row must follow. */
  isComplete(text: string): Promise<boolean>;
}

export type Outcome =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'end' };

interface Search {
  readonly query: string;
  /** Index in the history of the line shown, and beyond the last when there is none. */
  readonly at: number;
  readonly found: boolean;
  readonly textBefore: string;
}

const SUSPEND_WORD = 'Ctrl-Z does nothing here: a program cannot be put aside. Ctrl-C stops it.';

/** Edits one line of the learner's, from the prompt to Enter. */
export class LineEditor {
  readonly #host: EditorHost;
  readonly #screen: ScreenLine;
  readonly #buffer = new EditBuffer();
  #prompt = '';
  #walk: HistoryWalk;
  #search: Search | undefined;
  #lastKey: KeyName | 'text' | undefined;
  #open = false;

  constructor(host: EditorHost, columns: number) {
    this.#host = host;
    this.#screen = new ScreenLine((text) => host.send(text), columns);
    this.#walk = new HistoryWalk(host.history);
  }

  /** Shows a prompt and an empty line. */
  open(prompt: string): void {
    this.#prompt = prompt;
    this.#buffer.set('');
    this.#walk = new HistoryWalk(this.#host.history);
    this.#search = undefined;
    this.#lastKey = undefined;
    this.#open = true;
    this.#screen.forget();
    this.#draw();
  }

  resize(columns: number): void {
    this.#screen.resize(columns, this.#open ? this.#picture() : undefined);
  }

  /** Does what a key means. An outcome closes the line. */
  async press(key: Key): Promise<Outcome | undefined> {
    let outcome: Outcome | undefined;
    if (key.kind === 'key') outcome = await this.#pressKey(key.name);
    else this.#type(key.text);
    this.#lastKey = key.kind === 'key' ? key.name : 'text';
    if (outcome) this.#open = false;
    return outcome;
  }

  #type(text: string): void {
    if (this.#search) this.#searchFor(this.#search.query + text, this.#host.history.length - 1);
    else this.#buffer.insert(text);
    this.#draw();
  }

  async #pressKey(name: KeyName): Promise<Outcome | undefined> {
    if (this.#search && this.#pressInSearch(name)) return undefined;
    switch (name) {
      case 'enter':
        return this.#enter();
      case 'interrupt':
        this.#screen.finish('^C');
        return { kind: 'interrupted' };
      case 'end-of-input':
        if (this.#buffer.text === '') {
          this.#screen.finish();
          return { kind: 'end' };
        }
        this.#buffer.deleteRight();
        break;
      case 'tab':
        await this.#complete();
        break;
      case 'clear':
        this.#host.send('\x1b[H\x1b[2J');
        this.#screen.forget();
        break;
      case 'suspend':
        this.#say(SUSPEND_WORD);
        break;
      case 'search':
        this.#search = {
          query: '',
          at: this.#host.history.length,
          found: true,
          textBefore: this.#buffer.text,
        };
        break;
      case 'up':
        if (!this.#buffer.rowUp()) this.#recall(this.#walk.older(this.#buffer.text));
        break;
      case 'down':
        if (!this.#buffer.rowDown()) this.#recall(this.#walk.newer());
        break;
      default:
        EDITS[name]?.(this.#buffer);
    }
    this.#draw();
    return undefined;
  }

  async #enter(): Promise<Outcome | undefined> {
    const { text } = this.#buffer;
    this.#buffer.set(text);
    if (!(await this.#host.isComplete(text))) {
      this.#buffer.insert('\n');
      this.#draw();
      return undefined;
    }
    this.#draw();
    this.#screen.finish();
    return { kind: 'line', text };
  }

  #recall(text: string | undefined): void {
    if (text !== undefined) this.#buffer.set(text);
  }

  async #complete(): Promise<void> {
    const { text, cursor } = this.#buffer;
    const { start, choices } = await this.#host.complete(text, cursor);
    const [first] = choices;
    if (!first) return;
    if (choices.length === 1) {
      this.#buffer.replace(start, cursor, first.insert + first.suffix);
      return;
    }
    const common = commonStart(choices.map(({ insert }) => insert));
    if (common.length > cursor - start) this.#buffer.replace(start, cursor, common);
    else if (this.#lastKey === 'tab') {
      this.#screen.finish();
      this.#host.send(
        inColumns(
          choices.map(({ label }) => visible(label)),
          this.#screen.columns,
        ),
      );
    }
  }

  /** Keys that mean something else while searching; `false` leaves the search and does the key's usual work. */
  #pressInSearch(name: KeyName): boolean {
    const search = this.#search;
    if (!search) return false;
    if (name === 'search') this.#searchFor(search.query, search.at - 1);
    else if (name === 'backspace') {
      this.#searchFor(
        Array.from(search.query).slice(0, -1).join(''),
        this.#host.history.length - 1,
      );
    } else {
      this.#search = undefined;
      if (name !== 'cancel' && name !== 'interrupt' && name !== 'escape') {
        if (name !== 'enter') this.#draw();
        return false;
      }
      this.#buffer.set(search.textBefore);
      if (name === 'interrupt') return false;
    }
    this.#draw();
    return true;
  }

  #searchFor(query: string, from: number): void {
    const search = this.#search;
    if (!search) return;
    const at = query === '' ? undefined : searchBack(this.#host.history, query, from);
    this.#search = {
      ...search,
      query,
      at: at ?? search.at,
      found: at !== undefined || query === '',
    };
    const line = at === undefined ? undefined : this.#host.history[at];
    if (line !== undefined) this.#buffer.set(line, line.indexOf(query));
  }

  #say(words: string): void {
    this.#screen.finish();
    this.#host.send(`${words}\r\n`);
  }

  #picture() {
    const { text, cursor } = this.#buffer;
    const search = this.#search;
    const prompt = search
      ? `(${search.found ? '' : 'failed '}reverse-i-search)\`${visible(search.query)}': `
      : this.#prompt;
    return { prompt, text, cursor };
  }

  #draw(): void {
    this.#screen.draw(this.#picture());
  }
}

const EDITS: { readonly [Name in KeyName]?: (buffer: EditBuffer) => void } = {
  backspace: (buffer) => buffer.deleteLeft(),
  delete: (buffer) => buffer.deleteRight(),
  left: (buffer) => buffer.left(),
  right: (buffer) => buffer.right(),
  home: (buffer) => buffer.home(),
  end: (buffer) => buffer.end(),
  'word-left': (buffer) => buffer.wordLeft(),
  'word-right': (buffer) => buffer.wordRight(),
  'delete-word-left': (buffer) => buffer.killWordLeft(),
  'delete-word-right': (buffer) => buffer.killWordRight(),
  'delete-space-word': (buffer) => buffer.killSpaceWord(),
  'delete-to-end': (buffer) => buffer.killToEnd(),
  'delete-to-start': (buffer) => buffer.killToStart(),
  yank: (buffer) => buffer.yank(),
  transpose: (buffer) => buffer.transpose(),
};

function commonStart(words: readonly string[]): string {
  let common = words[0] ?? '';
  for (const word of words) {
    while (!word.startsWith(common)) common = Array.from(common).slice(0, -1).join('');
  }
  return common;
}

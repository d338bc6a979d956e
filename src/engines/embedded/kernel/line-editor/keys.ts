/** What the learner did at the keyboard: typed or pasted text, or pressed a key that is named. */
export type Key =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'key'; readonly name: KeyName };

export type KeyName =
  | 'enter'
  | 'tab'
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'word-left'
  | 'word-right'
  | 'delete-word-left'
  | 'delete-word-right'
  | 'delete-space-word'
  | 'delete-to-end'
  | 'delete-to-start'
  | 'yank'
  | 'transpose'
  | 'clear'
  | 'search'
  | 'cancel'
  | 'interrupt'
  | 'end-of-input'
  | 'suspend'
  | 'escape'
  | 'unknown';

const CONTROL: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x01': 'home',
  '\x02': 'left',
  '\x03': 'interrupt',
  '\x04': 'end-of-input',
  '\x05': 'end',
  '\x06': 'right',
  '\x07': 'cancel',
  '\x0b': 'delete-to-end',
  '\x0c': 'clear',
  '\x0e': 'down',
  '\x10': 'up',
  '\x12': 'search',
  '\x14': 'transpose',
  '\x15': 'delete-to-start',
  '\x17': 'delete-space-word',
  '\x19': 'yank',
  '\x1a': 'suspend',
  '\x1b': 'escape',
};

/** By what follows the escape character. */
const ESCAPED: Readonly<Record<string, KeyName>> = {
  '[A': 'up',
  '[B': 'down',
  '[C': 'right',
  '[D': 'left',
  '[H': 'home',
  '[F': 'end',
  OA: 'up',
  OB: 'down',
  OC: 'right',
  OD: 'left',
  OH: 'home',
  OF: 'end',
  '[1~': 'home',
  '[4~': 'end',
  '[7~': 'home',
  '[8~': 'end',
  '[3~': 'delete',
  '[1;5C': 'word-right',
  '[1;5D': 'word-left',
  '[1;3C': 'word-right',
  '[1;3D': 'word-left',
  '[3;5~': 'delete-word-right',
  f: 'word-right',
  b: 'word-left',
  F: 'word-right',
  B: 'word-left',
  d: 'delete-word-right',
  D: 'delete-word-right',
  '\x7f': 'delete-word-left',
  '\b': 'delete-word-left',
};

const PASTE_BEGIN = '\x1b[200~';
const PASTE_END = '\x1b[201~';

/** Turns what the terminal sends into keys. A bracketed paste may come in several pieces. */
export class KeyDecoder {
  #paste: string | undefined;

  decode(input: string): Key[] {
    const keys: Key[] = [];
    let rest = input;
    while (rest !== '') {
      if (this.#paste !== undefined) {
        const end = (this.#paste + rest).indexOf(PASTE_END);
        if (end < 0) {
          this.#paste += rest;
          return keys;
        }
        const all = this.#paste + rest;
        keys.push({ kind: 'paste', text: all.slice(0, end).replace(/\r\n?/g, '\n') });
        this.#paste = undefined;
        rest = all.slice(end + PASTE_END.length);
      } else if (rest.startsWith(PASTE_BEGIN)) {
        this.#paste = '';
        rest = rest.slice(PASTE_BEGIN.length);
      } else {
        const { key, length } = nextKey(rest);
        keys.push(key);
        rest = rest.slice(length);
      }
    }
    return keys;
  }
}

function nextKey(input: string): { readonly key: Key; readonly length: number } {
  const text = /^[^\u0000-\u001f\u007f-\u009f]+/.exec(input)?.[0];
  if (text !== undefined) return { key: { kind: 'text', text }, length: text.length };
  if (input.startsWith('\x1b')) {
    // A control sequence, a function key, or Alt with one key.
    const sequence = /^(?:\[[0-?]*[ -/]*[@-~]|O[@-~]|[^[O])/u.exec(input.slice(1))?.[0];
    if (sequence !== undefined) {
      const name = ESCAPED[sequence] ?? 'unknown';
      return { key: { kind: 'key', name }, length: 1 + sequence.length };
    }
  }
  const name = CONTROL[input.charAt(0)] ?? 'unknown';
  return { key: { kind: 'key', name }, length: 1 };
}

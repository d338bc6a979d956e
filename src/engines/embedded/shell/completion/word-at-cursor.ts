/** The word that Tab is to complete, and where in a command it stands. */
export interface WordAtCursor {
  /** Where the word begins in the text, its opening quote included. */
  readonly start: number;
  /** What the word means so far, without quotes. */
  readonly value: string;
  readonly quote: '' | "'" | '"';
  /** The words of the same command before it; empty where a command's name stands. */
  readonly before: readonly string[];
  /** The word follows `>` or `<`: it is a file, not a command. */
  readonly redirected: boolean;
}

/** Words behind which a command's name follows. */
const OPENERS =
  /^(?:if|then|else|elif|do|while|until|!|\{|time|sudo|command|exec|builtin|xargs|env|nohup)$/;

/** Reads the text up to the cursor as the shell would, as far as completion needs it. */
export function wordAtCursor(text: string): WordAtCursor {
  let words: string[] = [];
  /** Where the current word begins; `undefined` between words. */
  let start = undefined as number | undefined;
  let value = '';
  let quote: '' | "'" | '"' = '';
  let redirected = false;

  const endWord = () => {
    if (start === undefined) return;
    const isName = words.length === 0;
    if (redirected) redirected = false;
    else if (!(isName && (OPENERS.test(value) || /^\w+=/.test(value)))) words.push(value);
    value = '';
    start = undefined;
  };
  const begin = (at: number) => {
    start ??= at;
  };

  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote === "'") {
      if (char === "'") quote = '';
      else value += char;
    } else if (char === '\\') {
      begin(at);
      at += 1;
      if (quote === '"' && !/["\\$`]/.test(text.charAt(at))) value += '\\';
      value += text.charAt(at);
    } else if (quote === '"') {
      if (char === '"') quote = '';
      else value += char;
    } else if (char === "'" || char === '"') {
      begin(at);
      quote = char;
    } else if (/\s/.test(char)) {
      endWord();
      if (char === '\n') words = [];
    } else if (/[|;&()`]/.test(char) && !(char === '&' && /[<>]/.test(text.charAt(at - 1)))) {
      endWord();
      words = [];
      redirected = false;
    } else if (char === '<' || char === '>') {
      if (/^\d$/.test(value)) {
        value = '';
        start = undefined;
      }
      endWord();
      redirected = true;
    } else {
      begin(at);
      value += char;
    }
  }
  return { start: start ?? text.length, value, quote, before: words, redirected };
}

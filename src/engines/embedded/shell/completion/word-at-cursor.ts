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
  let start = 0;
  let value = '';
  let inWord = false;
  let quote: '' | "'" | '"' = '';
  let redirected = false;

  const endWord = () => {
    if (!inWord) return;
    const isName = words.length === 0;
    if (redirected) redirected = false;
    else if (!(isName && (OPENERS.test(value) || /^\w+=/.test(value)))) words.push(value);
    value = '';
    inWord = false;
  };
  const begin = (at: number) => {
    if (!inWord) start = at;
    inWord = true;
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
        inWord = false;
      }
      endWord();
      redirected = true;
    } else {
      begin(at);
      value += char;
    }
  }
  if (!inWord) start = text.length;
  return { start, value, quote, before: words, redirected };
}

/** The words of a text without what does not matter to its meaning. */
export interface Tokens {
  /** Normalised: a name of the author's choice, a number or a text in quotes is only its kind. */
  readonly words: readonly string[];
  /** The line of each, from 1. */
  readonly lines: readonly number[];
}

const NAME = '\u0001name';
const NUMBER = '\u0001number';
const TEXT = '\u0001text';

const CODE = /\.(?:py|js|mjs|ts|go|java|rs|c|cpp|r)$/i;

const KEYWORDS = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is lambda ' +
    'nonlocal not or pass raise return try while with yield None True False self ' +
    'const let var function new this typeof null true false undefined export default switch case throw catch of'
  ).split(' '),
);

const PARTS = new RegExp(
  [
    /(?<comment>#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)/,
    /(?<long>"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$))/,
    /(?<text>[rbfRBF]{0,2}(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`))/,
    /(?<number>\d[\w.]*)/,
    /(?<name>[\p{L}_$][\p{L}\p{N}_$]*)/u,
    /(?<sign>[^\s])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

/**
 * A program's tokens: comments, spaces and text on lines of its own are left out; names, numbers and texts are only kinds,
 * so that a renamed variable changes nothing. What follows a dot keeps its name: it is somebody else's.
 */
function programTokens(text: string): Tokens {
  const words: string[] = [];
  const lines: number[] = [];
  const lineAt = lineCounter(text);
  let before = '';
  for (const match of text.matchAll(PARTS)) {
    const { comment, long, text: quote, number, name, sign } = match.groups ?? {};
    if (comment !== undefined || long !== undefined) continue;
    const word =
      quote !== undefined
        ? TEXT
        : number !== undefined
          ? NUMBER
          : name !== undefined
            ? KEYWORDS.has(name) || before === '.'
              ? name
              : NAME
            : (sign ?? '');
    words.push(word);
    lines.push(lineAt(match.index));
    before = word;
  }
  return { words, lines };
}

/** The words of what is no program (configuration, scripts, prose): each counts, but its case and its comments. */
function plainTokens(text: string): Tokens {
  const words: string[] = [];
  const lines: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const told = /^\s*#/.test(line) ? '' : line.replace(/\s#.*$/, '');
    for (const [word] of told.matchAll(/[\p{L}\p{N}_./-]+|[^\s\p{L}\p{N}]/gu)) {
      words.push(word.toLowerCase());
      lines.push(index + 1);
    }
  }
  return { words, lines };
}

/** The tokens of a file, by the ending of its name. */
export const tokensOf = (path: string, text: string): Tokens =>
  CODE.test(path) ? programTokens(text) : plainTokens(text);

/** Lines of ascending places, each counted once. */
function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (at) => {
    while (next !== -1 && next < at) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}

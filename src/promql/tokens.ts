import { parseDuration } from './duration.ts';
import { PromqlError } from './promql-error.ts';

export type TokenKind = 'name' | 'number' | 'duration' | 'text' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a text, what it stands for. */
  readonly text: string;
  /** Of a number; of a duration, its seconds. */
  readonly value: number;
  readonly offset: number;
}

const SPACE = /(?:\s+|#[^\n]*)+/y;
const DURATION = /(?:\d+(?:ms|[ywdhms]))+(?![\w.])/y;
const NUMBER = /(?:0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)(?![\w.])/y;
const NAME = /[a-zA-Z_][\w:]*/y;
const SIGN = /=~|!~|==|!=|<=|>=|[-+*/%^<>=(){}[\],:@]/y;
const QUOTED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/y;

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** The words and signs of a query, an `end` last. @throws PromqlError at a character that begins none. */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    return pattern.exec(query)?.[0];
  };
  for (;;) {
    offset += take(SPACE)?.length ?? 0;
    if (offset >= query.length) break;
    const push = (kind: TokenKind, text: string, value = NaN, length = text.length) => {
      tokens.push({ kind, text, value, offset });
      offset += length;
    };
    const duration = take(DURATION);
    const number = duration === undefined ? take(NUMBER) : undefined;
    const quoted = take(QUOTED);
    const name = take(NAME);
    const sign = take(SIGN);
    if (duration !== undefined) {
      const seconds = parseDuration(duration);
      if (seconds === undefined) {
        throw syntax(
          offset,
          `"${duration}"`,
          'a duration with its units from large to small, such as 1h30m',
        );
      }
      push('duration', duration, seconds);
    } else if (number !== undefined) {
      push('number', number, Number(number));
    } else if (quoted !== undefined) {
      push('text', unquoted(quoted), NaN, quoted.length);
    } else if (name !== undefined) {
      push('name', name);
    } else if (sign !== undefined) {
      push('sign', sign);
    } else if (/["'`]/.test(query.charAt(offset))) {
      throw syntax(offset, 'a text that does not end', `a closing ${query.charAt(offset)}`);
    } else {
      const word = /^[\w.]+/.exec(query.slice(offset))?.[0] ?? query.charAt(offset);
      throw syntax(offset, `"${word}"`, 'a metric, a number, a function or an operator');
    }
  }
  tokens.push({ kind: 'end', text: '', value: NaN, offset: query.length });
  return tokens;

  function syntax(at: number, found: string, wanted: string): PromqlError {
    return new PromqlError('PromqlSyntax', query, at, found, wanted);
  }
}

function unquoted(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (quoted.startsWith('`')) return inner;
  return inner.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)/g, (_, code: string) =>
    code.length > 1
      ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
      : (ESCAPES[code] ?? code),
  );
}

import type { BinaryOperator, Expression, LabelMatcher, VectorMatching } from './expression.ts';
import { AGGREGATIONS, FUNCTIONS } from './function-table.ts';
import { PromqlError } from './promql-error.ts';
import { tokensOf, type Token } from './tokens.ts';
import { checkTypes } from './value-type.ts';

/** From the loosest; `^` alone binds to the right. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<=', '<', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
];
const UNARY_LEVEL = 4;
const POWER_LEVEL = 5;
const KEYWORDS = new Set([
  'and',
  'or',
  'unless',
  'atan2',
  'by',
  'without',
  'on',
  'ignoring',
  'offset',
  'bool',
]);

/**
 * Reads a query of the part of PromQL that `src/promql/index.ts` lists.
 *
 * @throws PromqlError `PromqlSyntax`, with the place, what was found there and what was wanted
 */
export function parsePromql(query: string): Expression {
  const parser = new Parser(query);
  const expression = parser.whole();
  checkTypes(expression, query);
  return expression;
}

class Parser {
  readonly #query: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(query: string) {
    this.#query = query;
    this.#tokens = tokensOf(query);
  }

  whole(): Expression {
    const expression = this.#binary(0);
    if (this.#next.kind !== 'end') this.#refuse('an operator or the end of the query');
    return expression;
  }

  get #next(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    if (!token) throw new RangeError('a query has at least its end');
    return token;
  }

  #take(): Token {
    const token = this.#next;
    this.#at += 1;
    return token;
  }

  #isNext(text: string): boolean {
    const { kind, text: found } = this.#next;
    if (kind === 'sign') return found === text;
    return kind === 'name' && found.toLowerCase() === text;
  }

  #takeIf(text: string): boolean {
    if (!this.#isNext(text)) return false;
    this.#at += 1;
    return true;
  }

  #want(sign: string, why = `"${sign}"`): void {
    if (!this.#takeIf(sign)) this.#refuse(why);
  }

  #refuse(wanted: string, token = this.#next): never {
    const found =
      token.kind === 'end'
        ? 'the end of the query'
        : token.kind === 'text'
          ? `the text ${JSON.stringify(token.text)}`
          : `"${token.text}"`;
    throw new PromqlError('PromqlSyntax', this.#query, token.offset, found, wanted);
  }

  #binary(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (!operators) return this.#unary();
    let left = level === UNARY_LEVEL ? this.#signed() : this.#binary(level + 1);
    for (;;) {
      const token = this.#next;
      const operator = operators.find((one) => this.#isNext(one));
      if (operator === undefined) return left;
      this.#take();
      const modifiers = this.#modifiers(operator as BinaryOperator);
      const right =
        level === POWER_LEVEL
          ? this.#powerOperand()
          : level === UNARY_LEVEL
            ? this.#signed()
            : this.#binary(level + 1);
      left = {
        kind: 'binary',
        operator: operator as BinaryOperator,
        ...modifiers,
        left,
        right,
        offset: token.offset,
      };
    }
  }

  /** `-a ^ b` is `-(a ^ b)`, and `-a * b` is `(-a) * b`, as in Prometheus. */
  #signed(): Expression {
    const { offset } = this.#next;
    if (this.#takeIf('-')) return { kind: 'negation', of: this.#signed(), offset };
    if (this.#takeIf('+')) return this.#signed();
    return this.#binary(POWER_LEVEL);
  }

  #powerOperand(): Expression {
    const { offset } = this.#next;
    if (this.#takeIf('-')) return { kind: 'negation', of: this.#powerOperand(), offset };
    return this.#binary(POWER_LEVEL);
  }

  #modifiers(operator: BinaryOperator): { bool: boolean; matching: VectorMatching } {
    const comparison = PRECEDENCE[2]?.includes(operator) ?? false;
    const set = operator === 'and' || operator === 'or' || operator === 'unless';
    const boolToken = this.#next;
    const bool = this.#takeIf('bool');
    if (bool && !comparison) this.#refuse('"bool" only after a comparison', boolToken);
    let matching: VectorMatching = { kind: 'ignoring', labels: [], include: [] };
    for (const kind of ['on', 'ignoring'] as const) {
      if (!this.#takeIf(kind)) continue;
      matching = { kind, labels: this.#labelList(), include: [] };
      const groupToken = this.#next;
      const many = this.#takeIf('group_left')
        ? 'left'
        : this.#takeIf('group_right')
          ? 'right'
          : undefined;
      if (many === undefined) continue;
      if (set) this.#refuse(`no grouping with "${operator}"`, groupToken);
      matching = { ...matching, many, include: this.#isNext('(') ? this.#labelList() : [] };
    }
    return { bool, matching };
  }

  #unary(): Expression {
    return this.#suffixed(this.#primary());
  }

  #primary(): Expression {
    const token = this.#next;
    const { offset } = token;
    if (this.#takeIf('(')) {
      const inner = this.#binary(0);
      this.#want(')', 'an operator or ")"');
      return inner;
    }
    if (this.#isNext('{')) return this.#selector(undefined, offset);
    if (token.kind === 'number') return { kind: 'number', value: this.#take().value, offset };
    if (token.kind === 'text') return { kind: 'text', value: this.#take().text, offset };
    if (token.kind !== 'name') this.#refuse('a metric, a number, a function or "("');
    const name = token.text;
    const lower = name.toLowerCase();
    this.#take();
    if (lower === 'inf' || lower === 'nan') {
      return { kind: 'number', value: lower === 'inf' ? Infinity : NaN, offset };
    }
    if (
      Object.hasOwn(AGGREGATIONS, lower) &&
      ['(', 'by', 'without'].some((one) => this.#isNext(one))
    ) {
      return this.#aggregation(lower, offset);
    }
    if (this.#isNext('(')) {
      if (!Object.hasOwn(FUNCTIONS, name)) {
        this.#refuse(
          `a function that the lab edition knows (${Object.keys(FUNCTIONS).join(', ')})`,
          token,
        );
      }
      return { kind: 'call', name, args: this.#arguments(), offset };
    }
    if (KEYWORDS.has(lower)) this.#refuse('a metric, a number, a function or "("', token);
    return this.#selector(name, offset);
  }

  #arguments(): readonly Expression[] {
    this.#want('(');
    const args: Expression[] = [];
    while (!this.#isNext(')')) {
      args.push(this.#binary(0));
      if (!this.#takeIf(',')) break;
    }
    this.#want(')', '"," or ")"');
    return args;
  }

  #aggregation(name: string, offset: number): Expression {
    let grouping = this.#grouping();
    const open = this.#next;
    const args = this.#arguments();
    grouping ??= this.#grouping();
    const wanted = AGGREGATIONS[name]?.parameter === true ? 2 : 1;
    const of = args[wanted - 1];
    if (!of || args.length !== wanted) {
      this.#refuse(`${wanted === 2 ? 'a number and a vector' : 'one vector'} for ${name}`, open);
    }
    return {
      kind: 'aggregation',
      name,
      grouping: grouping ?? { kind: 'by', labels: [] },
      ...(wanted === 2 ? { parameter: args[0] } : {}),
      of,
      offset,
    };
  }

  #grouping(): { kind: 'by' | 'without'; labels: readonly string[] } | undefined {
    for (const kind of ['by', 'without'] as const) {
      if (this.#takeIf(kind)) return { kind, labels: this.#labelList() };
    }
    return undefined;
  }

  #labelList(): readonly string[] {
    this.#want('(');
    const labels: string[] = [];
    while (!this.#isNext(')')) {
      if (this.#next.kind !== 'name') this.#refuse('the name of a label or ")"');
      labels.push(this.#take().text);
      if (!this.#takeIf(',')) break;
    }
    this.#want(')', '"," or ")"');
    return labels;
  }

  #selector(name: string | undefined, offset: number): Expression {
    const matchers: LabelMatcher[] = name === undefined ? [] : [equals('__name__', name)];
    if (this.#takeIf('{')) {
      while (!this.#isNext('}')) {
        matchers.push(this.#matcher());
        if (!this.#takeIf(',')) break;
      }
      this.#want('}', '"," or "}"');
    }
    if (matchers.every(({ matches }) => matches(''))) {
      throw new PromqlError(
        'PromqlSyntax',
        this.#query,
        offset,
        'a selector that every series fits',
        'the name of a metric, or a matcher that does not fit an empty label',
      );
    }
    return { kind: 'selector', matchers, shift: 0, offset };
  }

  #matcher(): LabelMatcher {
    if (this.#next.kind !== 'name') this.#refuse('the name of a label or "}"');
    const label = this.#take().text;
    const operator = (['=', '!=', '=~', '!~'] as const).find((one) => this.#takeIf(one));
    if (!operator) this.#refuse('=, !=, =~ or !~');
    const token = this.#take();
    if (token.kind !== 'text') this.#refuse('a text in quotes', token);
    if (operator === '=' || operator === '!=') {
      const same = operator === '=';
      return {
        label,
        operator,
        value: token.text,
        matches: (value) => (value === token.text) === same,
      };
    }
    let pattern: RegExp;
    try {
      // Prometheus matches the whole value, and lets the dot match every character.
      const [, anyCase, body = ''] = /^(\(\?i\))?([\s\S]*)$/.exec(token.text) ?? [];
      pattern = new RegExp(`^(?:${body})$`, anyCase === undefined ? 's' : 'is');
    } catch {
      this.#refuse('a regular expression', token);
    }
    const same = operator === '=~';
    return { label, operator, value: token.text, matches: (value) => pattern.test(value) === same };
  }

  #suffixed(inner: Expression): Expression {
    let expression = inner;
    for (;;) {
      const token = this.#next;
      if (this.#takeIf('[')) {
        const range = this.#duration('how long the range is, such as [5m]');
        const subquery = this.#takeIf(':');
        const step = subquery && this.#next.kind === 'duration' ? this.#take().value : undefined;
        this.#want(']', subquery ? 'the step of the subquery or "]"' : '"]"');
        if (!subquery && (expression.kind !== 'selector' || expression.shift !== 0)) {
          this.#refuse('a range right after a metric (a subquery has a colon: [15m:1m])', token);
        }
        expression = {
          kind: 'range',
          of: expression,
          range,
          ...(subquery ? { step: step ?? DEFAULT_STEP } : {}),
          shift: 0,
          offset: expression.offset,
        };
      } else if (this.#takeIf('offset')) {
        const back = this.#takeIf('-') ? -1 : 1;
        const shift = back * this.#duration('how far to look back, such as offset 1h');
        if (expression.kind !== 'selector' && expression.kind !== 'range') {
          this.#refuse('"offset" only after a metric or a range', token);
        }
        expression = { ...expression, shift };
      } else {
        return expression;
      }
    }
  }

  #duration(wanted: string): number {
    const token = this.#next;
    if (token.kind !== 'duration' || !(token.value > 0)) this.#refuse(`a duration: ${wanted}`);
    return this.#take().value;
  }
}

/** Prometheus' evaluation interval, in seconds, unless it is configured otherwise. */
const DEFAULT_STEP = 60;

function equals(label: string, value: string): LabelMatcher {
  return { label, operator: '=', value, matches: (other) => other === value };
}

/** What a condition works on. Prometheus gives a list of numbers for a vector and a number for a scalar. */
export type ConditionValue = number | boolean | string | null | readonly ConditionValue[];

/** A condition that cannot be read (`ConditionSyntax`), or that has no answer for a result (`ConditionEvaluation`). */
export class ConditionError extends Error {
  override readonly name: 'ConditionSyntax' | 'ConditionEvaluation';
  /** In characters, from 0; of an evaluation, 0. */
  readonly offset: number;

  constructor(name: 'ConditionSyntax' | 'ConditionEvaluation', message: string, offset = 0) {
    super(message);
    this.name = name;
    this.offset = offset;
  }
}

/** A condition that was read: asked with a measurement's result, it says whether it holds. */
export type Condition = (result: ConditionValue) => boolean;

interface Scope {
  readonly result: ConditionValue;
  /** Inside `all`, `any`, `none` and `count`: the item that `#` names. */
  readonly item?: ConditionValue;
}
type Term = (scope: Scope) => ConditionValue;

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(&&|\|\||==|!=|<=|>=|[-+*/%<>!()[\]{},#])|("[^"]*"|'[^']*'))/y;
const COMPARISONS = ['==', '!=', '<=', '>=', '<', '>'] as const;

/**
 * Reads a success or failure condition of an Argo analysis, the part of its expression language that conditions on
 * Prometheus results are written in: `result`, `result[0]`, numbers, arithmetic, comparisons, `&& || !` and their words,
 * parentheses, `isNaN`, `isInf`, `isNil`, `len`, `default`, `asFloat`, `asInt`, `abs`, `max`, `min`, and `all`, `any`,
 * `none`, `count` with `#` for the item.
 *
 * @throws ConditionError `ConditionSyntax`; the condition that is returned throws `ConditionEvaluation` where Argo's
 *   measurement would be an error, such as `result[0]` of an empty result
 */
export function readCondition(text: string): Condition {
  const term = new Reader(text).whole();
  return (result) => {
    const value = term({ result });
    if (typeof value !== 'boolean') {
      throw new ConditionError(
        'ConditionEvaluation',
        `the condition gives ${shown(value)}, not true or false`,
      );
    }
    return value;
  };
}

class Reader {
  readonly #text: string;
  readonly #tokens: { readonly text: string; readonly offset: number }[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    let offset = 0;
    while (text.slice(offset).trim() !== '') {
      TOKEN.lastIndex = offset;
      const match = TOKEN.exec(text);
      const start = offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
      if (!match) {
        const found = text.charAt(start);
        throw new ConditionError(
          'ConditionSyntax',
          `character ${start + 1}: found "${found}", which no condition has`,
          start,
        );
      }
      this.#tokens.push({ text: match[0].trim(), offset: start });
      offset = TOKEN.lastIndex;
    }
  }

  whole(): Term {
    const term = this.#or();
    if (this.#next !== '') this.#refuse('an operator or the end');
    return term;
  }

  get #next(): string {
    return this.#tokens[this.#at]?.text ?? '';
  }

  #takeIf(...texts: readonly string[]): string | undefined {
    const found = texts.find((text) => text === this.#next);
    if (found !== undefined) this.#at += 1;
    return found;
  }

  #want(text: string): void {
    if (this.#takeIf(text) === undefined) this.#refuse(`"${text}"`);
  }

  #refuse(wanted: string): never {
    const offset = this.#tokens[this.#at]?.offset ?? this.#text.length;
    const found = this.#next === '' ? 'the end of the condition' : `"${this.#next}"`;
    throw new ConditionError(
      'ConditionSyntax',
      `character ${offset + 1}: found ${found}, wanted ${wanted}`,
      offset,
    );
  }

  #or(): Term {
    let left = this.#and();
    while (this.#takeIf('||', 'or') !== undefined) {
      const [a, b] = [left, this.#and()];
      left = (scope) => truth(a(scope)) || truth(b(scope));
    }
    return left;
  }

  #and(): Term {
    let left = this.#comparison();
    while (this.#takeIf('&&', 'and') !== undefined) {
      const [a, b] = [left, this.#comparison()];
      left = (scope) => truth(a(scope)) && truth(b(scope));
    }
    return left;
  }

  #comparison(): Term {
    let left = this.#sum();
    for (;;) {
      const operator = this.#takeIf(...COMPARISONS) as (typeof COMPARISONS)[number] | undefined;
      if (operator === undefined) return left;
      const [a, b] = [left, this.#sum()];
      left = (scope) => compare(operator, a(scope), b(scope));
    }
  }

  #sum(): Term {
    let left = this.#product();
    for (;;) {
      const operator = this.#takeIf('+', '-');
      if (operator === undefined) return left;
      const [a, b] = [left, this.#product()];
      left = (scope) =>
        operator === '+'
          ? number(a(scope)) + number(b(scope))
          : number(a(scope)) - number(b(scope));
    }
  }

  #product(): Term {
    let left = this.#unary();
    for (;;) {
      const operator = this.#takeIf('*', '/', '%');
      if (operator === undefined) return left;
      const [a, b] = [left, this.#unary()];
      left = (scope) => {
        const [x, y] = [number(a(scope)), number(b(scope))];
        return operator === '*' ? x * y : operator === '/' ? x / y : x % y;
      };
    }
  }

  #unary(): Term {
    if (this.#takeIf('!', 'not') !== undefined) {
      const of = this.#unary();
      return (scope) => !truth(of(scope));
    }
    if (this.#takeIf('-') !== undefined) {
      const of = this.#unary();
      return (scope) => -number(of(scope));
    }
    if (this.#takeIf('+') !== undefined) return this.#unary();
    return this.#indexed();
  }

  #indexed(): Term {
    let term = this.#primary();
    while (this.#takeIf('[') !== undefined) {
      const [of, at] = [term, this.#or()];
      this.#want(']');
      term = (scope) => itemAt(of(scope), number(at(scope)));
    }
    return term;
  }

  #primary(): Term {
    const token = this.#next;
    if (this.#takeIf('(') !== undefined) {
      const inner = this.#or();
      this.#want(')');
      return inner;
    }
    if (/^[\d.]/.test(token)) {
      this.#at += 1;
      return () => Number(token);
    }
    if (/^["']/.test(token)) {
      this.#at += 1;
      return () => token.slice(1, -1);
    }
    if (this.#takeIf('#') !== undefined) {
      return ({ item }) => {
        if (item === undefined) throw evaluation('"#" stands outside all, any, none and count');
        return item;
      };
    }
    if (this.#takeIf('result') !== undefined) return ({ result }) => result;
    if (this.#takeIf('true') !== undefined) return () => true;
    if (this.#takeIf('false') !== undefined) return () => false;
    if (this.#takeIf('nil') !== undefined) return () => null;
    const known = Object.hasOwn(FUNCTIONS, token) ? FUNCTIONS[token] : undefined;
    if (known) {
      this.#at += 1;
      const args = this.#arguments(token);
      if (args.length !== known.takes) {
        this.#refuse(
          `${known.takes} argument${known.takes === 1 ? '' : 's'} for ${token}, not ${args.length}`,
        );
      }
      return known.of(args);
    }
    return this.#refuse(
      `result, a number, "(" or one of the functions ${Object.keys(FUNCTIONS).join(', ')}`,
    );
  }

  #arguments(name: string): readonly Term[] {
    if (this.#takeIf('(') === undefined) this.#refuse(`"(" after ${name}`);
    const args: Term[] = [];
    while (this.#next !== ')') {
      const braced = this.#takeIf('{') !== undefined;
      args.push(this.#or());
      if (braced) this.#want('}');
      if (this.#takeIf(',') === undefined) break;
    }
    this.#want(')');
    return args;
  }
}

type Function = { readonly takes: number; readonly of: (args: readonly Term[]) => Term };

/** A function of values: its arguments are computed first. */
const of = (takes: number, compute: (...values: ConditionValue[]) => ConditionValue): Function => ({
  takes,
  of: (args) => (scope) => compute(...args.map((arg) => arg(scope))),
});

/** A function of a list and a test of its items. */
const each = (conclude: (held: number, items: number) => ConditionValue): Function => ({
  takes: 2,
  of:
    ([list, test]) =>
    (scope) => {
      const items = list?.(scope);
      if (!Array.isArray(items) || !test) throw evaluation(`${shown(items ?? null)} is not a list`);
      const held = (items as readonly ConditionValue[]).filter((item) =>
        truth(test({ ...scope, item })),
      );
      return conclude(held.length, items.length);
    },
});

const FUNCTIONS: Readonly<Record<string, Function>> = {
  isNaN: of(1, (value = null) => Number.isNaN(number(value))),
  isInf: of(1, (value = null) => Math.abs(number(value)) === Infinity),
  isNil: of(1, (value = null) => value === null),
  len: of(1, (value = null) => {
    if (Array.isArray(value) || typeof value === 'string') return value.length;
    throw evaluation(`${shown(value)} has no length`);
  }),
  default: of(2, (value = null, otherwise = null) => value ?? otherwise),
  asFloat: of(1, (value = null) => converted(value)),
  asInt: of(1, (value = null) => Math.trunc(converted(value))),
  abs: of(1, (value = null) => Math.abs(number(value))),
  max: of(2, (a = null, b = null) => Math.max(number(a), number(b))),
  min: of(2, (a = null, b = null) => Math.min(number(a), number(b))),
  all: each((held, items) => held === items),
  any: each((held) => held > 0),
  none: each((held) => held === 0),
  count: each((held) => held),
};

function evaluation(message: string): ConditionError {
  return new ConditionError('ConditionEvaluation', message);
}

function truth(value: ConditionValue): boolean {
  if (typeof value === 'boolean') return value;
  throw evaluation(`${shown(value)} stands where true or false is wanted`);
}

function number(value: ConditionValue): number {
  if (typeof value === 'number') return value;
  throw evaluation(`${shown(value)} stands where a number is wanted`);
}

function converted(value: ConditionValue): number {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return number(read);
}

function itemAt(list: ConditionValue, at: number): ConditionValue {
  if (!Array.isArray(list)) throw evaluation(`${shown(list)} has no items`);
  const items = list as readonly ConditionValue[];
  const item = items[at < 0 ? items.length + at : at];
  if (item === undefined) {
    throw evaluation(
      `index out of range: ${at} (the result has ${items.length} ${items.length === 1 ? 'value' : 'values'})`,
    );
  }
  return item;
}

function compare(
  operator: (typeof COMPARISONS)[number],
  a: ConditionValue,
  b: ConditionValue,
): boolean {
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  const [x, y] = [number(a), number(b)];
  return operator === '<' ? x < y : operator === '<=' ? x <= y : operator === '>' ? x > y : x >= y;
}

function shown(value: ConditionValue): string {
  if (Array.isArray(value)) return `[${(value as readonly ConditionValue[]).map(shown).join(' ')}]`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
